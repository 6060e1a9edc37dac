"""The newest picture: its writing is read, or a model looks at it once the user allows that; no other is kept."""

import asyncio
import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import cv2
import numpy as np

from duologue.core.devices import CameraReport
from duologue.core.events import Percept
from duologue.core.microturn import Frame
from duologue.core.settings import Settings
from duologue.core.settings_store import SettingsStore
from duologue.session.picture import LONGEST_SIDE, SCREEN_SIDE, SHORTEST_SIDE, PictureInUse, with_margin
from duologue.tools.base import ToolOutcome
from duologue.tools.consent import Consent, ConsentReply, ConsentWanted
from duologue.tools.registry import Toolbox


@dataclass
class Webcam:
    """A camera that shows so many frames, one after the other, and then none."""

    frames: int = 9
    report: CameraReport = field(default_factory=CameraReport)

    def newest(self, t_s: float) -> Frame | None:
        number = round(t_s)
        return Frame(number, np.full((720, 1280, 3), 90, np.uint8)) if number < self.frames else None

    def close(self) -> None:
        """Nothing to release."""


@dataclass
class Model:
    """A background model. sends_to: the machine it is on."""

    name: str = "looker (LM Studio)"
    sends_to: str = ""
    available: bool = True


@dataclass
class Parts:
    """What of a session is needed here."""

    camera: Webcam | None = field(default_factory=Webcam)
    screen: None = None
    read_text: Callable[[Frame], Sequence[str]] | None = lambda frame: [f"frame {frame.number}"]
    background: Model = field(default_factory=Model)
    settings: SettingsStore = field(default_factory=lambda: SettingsStore(Settings(background_pictures=True)))
    allowed: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        consent = Consent(on_always=self.allowed.append)
        self.toolbox = Toolbox(datetime(2026, 3, 14, tzinfo=UTC), consent=consent)


def use(parts: Parts) -> PictureInUse:
    opened: Any = parts
    return PictureInUse(opened)


def test_the_newest_frame_is_read_and_none_once_it_is_gone() -> None:
    picture = use(Parts())
    picture.take(1.0)
    picture.take(2.0)
    assert list(asyncio.run(picture.read())) == ["frame 2"]
    picture.take(20.0)
    assert list(asyncio.run(picture.read())) == []
    picture.take(3.0)
    picture.close()
    assert list(asyncio.run(picture.read())) == []


def test_without_a_camera_or_a_reader_nothing_can_be_read() -> None:
    for parts, can in ((Parts(), True), (Parts(camera=None), False), (Parts(read_text=None), False)):
        use(parts)
        assert (parts.toolbox.eyes.sight.read_text is not None) is can


def looked(parts: Parts, reply: ConsentReply | None) -> tuple[str, list[str], list[tuple[str, str]]]:
    """What is said about the picture, the questions whether it may be shown, and what the model was asked."""
    asked: list[tuple[str, str]] = []
    questions: list[str] = []

    async def answer(question: str, picture: str) -> str:
        asked.append((question, picture))
        return "A red mug."

    async def run() -> str:
        picture, box = use(parts), parts.toolbox
        box.eyes.sight.ask = answer
        picture.take(1.0)
        for kind, fields in (("picture", {"state": "ok"}), ("person", {"present": True, "count": 1})):
            box.see([Percept(0.5, kind, 0.5, fields)], 0.5)
        box.call("c1", "eyes.look", {"question": "What am I holding?"}, 1.0)
        said = ""
        for step in range(20):
            await asyncio.sleep(0)
            for item in box.due(1.2 + 0.2 * step):
                if isinstance(item, ConsentWanted):
                    questions.append(item.question)
                    if reply is not None:
                        box.decide(item.id, reply, 1.2 + 0.2 * step)
                elif isinstance(item, ToolOutcome):
                    said = item.say
        await box.close()
        return said

    return asyncio.run(run()), questions, asked


def test_a_model_looks_once_the_user_allows_it_and_gets_a_small_picture() -> None:
    said, questions, asked = looked(Parts(), ConsentReply.ALLOW)
    assert said == "A red mug."
    assert len(questions) == 1
    ((question, address),) = asked
    assert question == "What am I holding?"
    data = np.frombuffer(base64.b64decode(address.removeprefix("data:image/jpeg;base64,")), np.uint8)
    assert max(cv2.imdecode(data, cv2.IMREAD_COLOR).shape) == LONGEST_SIDE


def test_refused_the_picture_stays_and_what_the_eyes_know_is_told() -> None:
    said, _, asked = looked(Parts(), ConsentReply.DENY)
    assert said == "Without showing it: I can see one person."
    assert asked == []


def test_without_an_answer_nothing_is_shown() -> None:
    assert looked(Parts(), None)[2] == []


def test_what_is_allowed_for_good_holds_for_that_server_alone() -> None:
    here, away = Parts(), Parts(background=Model("gpt", "api.example.com"))
    looked(here, ConsentReply.ALWAYS)
    assert "api.example.com" in looked(away, ConsentReply.ALWAYS)[1][0]
    assert (here.allowed, away.allowed) == (["eyes.show.here"], ["eyes.show.api-example-com"])


def test_a_model_that_takes_no_pictures_is_shown_none() -> None:
    parts = Parts(settings=SettingsStore())
    use(parts)
    assert not parts.toolbox.eyes.sight.shown()
    parts = Parts(background=Model(available=False))
    use(parts)
    assert not parts.toolbox.eyes.sight.shown()


def test_the_screen_is_read_and_shown_larger_and_by_a_consent_of_its_own() -> None:
    parts = Parts(camera=None, read_text=lambda frame: [f"{frame.rgb.shape[1]} wide"])
    use(parts)
    sight = parts.toolbox.eyes.sight
    frame = Frame(0, np.full((1440, 2560, 3), 90, np.uint8))
    assert sight.read_frame is not None
    assert list(asyncio.run(_waited(sight.read_frame(frame)))) == ["2560 wide"], "small writing is read as it is"
    data = base64.b64decode(sight.encoded(frame).removeprefix("data:image/jpeg;base64,"))
    assert max(cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR).shape) == SCREEN_SIDE

    async def asked() -> tuple[str, bool]:
        box = parts.toolbox
        waiting = asyncio.ensure_future(sight.may_show_screen())  # noqa: TID251 - a test has no Tasks
        await asyncio.sleep(0)
        (wanted,) = [item for item in box.due(1.0) if isinstance(item, ConsentWanted)]
        box.decide(wanted.id, ConsentReply.ALWAYS, 1.0)
        return wanted.question, await waiting

    assert asyncio.run(asked()) == ("May I show your screen to looker (LM Studio)?", True)
    assert parts.allowed == ["screen.show.here"]


async def _waited(coming: Any) -> Any:
    return await coming


def test_a_small_window_gets_a_margin_to_be_read_and_a_large_one_none() -> None:
    small = Frame(3, np.full((220, 560, 3), 90, np.uint8))
    small.rgb[0, 0] = 7
    wide = with_margin(small).rgb
    assert wide.shape == (SHORTEST_SIDE, 560, 3)
    assert wide[0, 0].tolist() == [7, 7, 7]
    assert (wide == 90).sum() == (small.rgb == 90).sum()
    large = Frame(4, np.zeros((720, 1280, 3), np.uint8))
    assert with_margin(large) is large
