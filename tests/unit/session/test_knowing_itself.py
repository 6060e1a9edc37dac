"""What the assistant says about its camera, its models and where words go: as these are when it is asked."""

from dataclasses import dataclass, field

import pytest

from duologue.background.address import read_address
from duologue.background.base import BackgroundModel
from duologue.background.none import NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.core.devices import CameraReport, CameraState
from duologue.core.events import Percept
from duologue.core.microturn import Frame
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.session.tool_settings import open_toolbox
from duologue.tools.base import ToolOutcome
from duologue.tools.registry import Toolbox
from helpers.playbook import NOW, play

SMALL = "I'm Duologue's own small model. It runs on this computer."
BLIND = "I can't see anything, because there is no camera picture. Turn the camera on, and I'll look."
STAYS = "What you say stays on this computer. I go online only when you allow it, for a search or the weather."


@dataclass
class Webcam:
    """A camera that shows nothing."""

    report: CameraReport = field(default_factory=CameraReport)

    def newest(self, t_s: float) -> Frame | None:
        return None

    def close(self) -> None:
        """Nothing to release."""


def about(box: Toolbox, what: str) -> str:
    box.call("c1", "assistant.about", {"what": what}, 1e6)
    (outcome,) = [item for item in box.due(1e6) if isinstance(item, ToolOutcome)]
    return outcome.say


def session_of(camera: Webcam | None = None, background: BackgroundModel | None = None) -> Toolbox:
    """The tools of a session with these."""
    boxes: list[Toolbox] = []
    play({}, 0.4, camera=camera, background=background, on_toolbox=boxes.append)
    return boxes[0]


def test_it_sees_what_the_eyes_report() -> None:
    camera = Webcam(CameraReport(CameraState.ON))
    box = session_of(camera)
    assert about(box, "camera") == BLIND
    assert box.eyes.seen.text() == "The camera shows no picture."
    shown = [("picture", {"state": "ok"}), ("person", {"present": True, "count": 2})]
    box.see([Percept(1e6, kind, 1e6, fields) for kind, fields in shown], 1e6)
    assert about(box, "camera") == "I can see two people."
    box.see([Percept(2e6, "picture", 2e6, {"state": "none"})], 2e6)
    assert about(box, "camera") == BLIND


def test_without_a_camera_it_sees_nothing() -> None:
    assert about(session_of(), "camera") == BLIND


def server(address: str, model: str = "talker") -> OpenAIBackground:
    return OpenAIBackground(read_address(address, "A test"), model, api_key=lambda _: "")


def asks(name: str) -> str:
    return f"{SMALL} What it can't answer, it asks {name}."


@pytest.mark.parametrize(
    ("background", "model", "goes_to"),
    [
        (NoBackground(), SMALL, ""),
        (server("http://localhost:11434"), asks("talker (localhost:11434)"), ""),
        (
            server("https://api.example.com/v1"),
            asks("talker (api.example.com)"),
            "api.example.com",
        ),
        (
            server("http://nas.local:8080"),
            asks("talker (nas.local:8080)"),
            "nas.local",
        ),
    ],
)
def test_it_names_the_model_behind_it_and_where_questions_go(
    background: BackgroundModel, model: str, goes_to: str
) -> None:
    box = session_of(background=background)
    assert about(box, "model") == model
    private = about(box, "private")
    assert (private == STAYS) is not bool(goes_to)
    assert goes_to in private


def test_a_model_that_is_found_later_is_named_from_then_on() -> None:
    background = server("http://localhost:8080", "")
    box = session_of(background=background)
    assert "asks localhost:8080." in about(box, "model")
    background._model = "gemma"
    assert "asks gemma (localhost:8080)." in about(box, "model")


def test_it_goes_online_as_the_settings_say_at_that_moment() -> None:
    settings = SettingsStore(Settings())
    box, end = open_toolbox(settings, NOW)
    assert about(box, "private") == STAYS
    settings.set(web="off")
    assert about(box, "private") == "What you say stays on this computer. I don't go online."
    settings.set(web="on")
    assert about(box, "private") == STAYS
    end()
