"""CASE.json: what is taken and what is refused, by name."""

import json
from pathlib import Path

import pytest

from duologue.audio.echo.path import EchoPath
from duologue.background.none import NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.background.scripted import ScriptedBackground
from duologue.core.commands import ChangeSettings, Mute, PanelAction, TypeText
from duologue.core.errors import InputError
from duologue.session.case import Injected, case_of_options, load_case

FULL = {
    "id": "one",
    "audio": "sound/user.flac",
    "duration": 12.5,
    "inject": [
        {"t": 4, "type": "mute", "on": False},
        {"t": 2.5, "type": "mute", "on": True},
        {"t": 3, "type": "text", "text": "hello"},
    ],
    "settings": {
        "mode": "conversation",
        "consent": "allow",
        "now": "2026-03-14T09:26:00",
        "source": "en",
        "target": "es",
    },
    "background": {"type": "script", "turns": [{"match": "", "delay": 0.5, "chunks": ["Yes."], "chunk_gap": 0.1}]},
    "tools": {"web.search": [{"match": "tea", "delay": 4.0, "result": {"results": []}}]},
}


def load(tmp_path: Path, **changes: object) -> object:
    path = tmp_path / "case.json"
    path.write_text(json.dumps({"id": "one", "audio": "user.wav"} | changes))
    return load_case(path)


def test_a_full_case_is_read(tmp_path: Path) -> None:
    case = load(tmp_path, **FULL)
    assert case.id == "one"
    assert case.audio == tmp_path / "sound/user.flac"
    assert case.duration_s == 12.5
    assert case.inject == (Injected(2.5, Mute(True)), Injected(3.0, TypeText("hello")), Injected(4.0, Mute(False)))
    assert case.settings.consent == "allow"
    assert case.now().isoformat() == "2026-03-14T09:26:00"
    assert isinstance(case.background, ScriptedBackground)
    assert set(case.canned) == {"web.search"}
    assert case.not_built == ()


@pytest.mark.parametrize(
    ("event", "action"),
    [
        ({"component": {"text": "Stop"}}, PanelAction(text="Stop")),
        (
            {"surface": "main", "component": "go", "action": "press", "context": {"n": 1}},
            PanelAction("main", "go", "press", {"n": 1}),
        ),
        ({"surface": "main", "action": "press"}, PanelAction("main", action="press")),
    ],
)
def test_what_is_pressed_in_a_panel_is_read(tmp_path: Path, event: dict[str, object], action: PanelAction) -> None:
    case = load(tmp_path, inject=[{"t": 5, "type": "panel_action", **event}])
    assert case.inject == (Injected(5.0, action),)


def test_everything_but_id_and_audio_may_be_left_out(tmp_path: Path) -> None:
    case = load(tmp_path)
    assert case.duration_s is None
    assert isinstance(case.background, NoBackground)
    assert case.now().tzinfo is not None


@pytest.mark.parametrize(("echo", "path"), [({}, (-12.0, 60.0)), ({"gain_db": -6, "delay_ms": 80}, (-6.0, 80.0))])
def test_an_echo_is_read(tmp_path: Path, echo: dict[str, int], path: tuple[float, float]) -> None:
    case = load(tmp_path, settings={"echo": echo})
    assert case.echo == EchoPath(*path)
    assert case.not_built == ()


def test_what_is_not_built_is_accepted_and_named(tmp_path: Path) -> None:
    (tmp_path / "cam.mp4").write_bytes(b"x")
    case = load(
        tmp_path,
        video="cam.mp4",
        inject=[
            {"t": 2, "type": "settings", "now": "2026-03-14T09:26:00"},
        ],
    )
    assert [(failure.t, failure.where) for failure in case.not_built] == [
        (2.0, "inject.settings"),
    ]
    assert all("not built yet" in failure.message for failure in case.not_built)
    assert case.inject == ()


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"audioo": "x.wav"}, "unknown field 'audioo'"),
        ({"id": 5}, "'id' must be a text"),
        ({"audio": ""}, "'audio' must be a text"),
        ({"duration": "5"}, "'duration'"),
        ({"duration": True}, "'duration'"),
        ({"duration": 0}, "'duration'"),
        ({"duration": 1e9}, "'duration'"),
        ({"video": "none.mp4"}, "none.mp4"),
        ({"settings": []}, "'settings' must be an object"),
        ({"settings": {"shine": 3}}, "unknown setting 'shine'"),
        ({"settings": {"microphone": "x"}}, "unknown setting 'microphone'"),
        ({"settings": {"mode": "sing"}}, "setting 'mode' must be one of"),
        ({"settings": {"mode": 1}}, "setting 'mode' must be a text"),
        ({"settings": {"now": "noon"}}, "setting 'now'"),
        ({"settings": {"echo": {"gain": 1}}}, "unknown field 'gain'"),
        ({"settings": {"echo": {"gain_db": "1"}}}, "'settings.echo.gain_db' must be a number"),
        ({"settings": {"echo": 3}}, "'settings.echo' must be an object"),
        ({"settings": {"echo": {"delay_ms": 501}}}, "'settings.echo.delay_ms' must be a number from 0 to 500"),
        ({"settings": {"echo": {"delay_ms": -1}}}, "'settings.echo.delay_ms' must be a number from 0 to 500"),
        ({"settings": {"echo": {"gain_db": 41}}}, "'settings.echo.gain_db' must be a number, 40 or less"),
        ({"inject": {}}, "'inject' must be a list"),
        ({"inject": [{"t": 1, "type": "mute", "on": True}] * 257}, "'inject' must be a list of at most 256"),
        ({"inject": [3]}, "item 1 of 'inject' must be an object"),
        ({"inject": [{"t": 1, "type": "shout"}]}, "unknown type 'shout'"),
        ({"inject": [{"t": 1}]}, "item 1 of 'inject' has the unknown type 'None'"),
        ({"inject": [{"t": -1, "type": "mute", "on": True}]}, "'t' in item 1 of 'inject' must be a number of seconds"),
        ({"inject": [{"type": "mute", "on": True}]}, "item 1 of 'inject' lacks the field 't'"),
        ({"inject": [{"t": 1, "type": "mute"}]}, "item 1 of 'inject' lacks the field 'on'"),
        ({"inject": [{"t": 1, "type": "mute", "on": 1}]}, "'on' in item 1 of 'inject' must be true or false"),
        ({"inject": [{"t": 1, "type": "text", "text": 1}]}, "'text' in item 1 of 'inject' must be a text"),
        ({"inject": [{"t": 1, "type": "text", "text": "a", "by": "me"}]}, "unknown field 'by'"),
        ({"inject": [{"t": 1, "type": "panel_action", "action": 3}]}, "'action' in item 1 of 'inject' must be a text"),
        ({"inject": [{"t": 1, "type": "panel_action"}]}, "item 1 of 'inject' lacks a 'component' or an 'action'"),
        (
            {"inject": [{"t": 1, "type": "panel_action", "component": {"text": 1}}]},
            "'component' in item 1 of 'inject' must be",
        ),
        (
            {"inject": [{"t": 1, "type": "panel_action", "component": ["a"]}]},
            "'component' in item 1 of 'inject' must be",
        ),
        (
            {"inject": [{"t": 1, "type": "panel_action", "component": "a", "context": 1}]},
            "'context' in item 1 of 'inject' must be",
        ),
        ({"inject": [{"t": 1, "type": "settings", "loud": 1}]}, "unknown setting 'loud'"),
        ({"background": {"type": "oracle"}}, "'background' has the unknown type 'oracle'"),
        ({"background": {"type": "script", "turns": [{"match": "(", "chunks": ["a"]}]}}, "'match'"),
        ({"tools": {"web.sing": []}}, "unknown tool 'web.sing'"),
        ({"tools": {"web.search": [{"delay": "x", "result": 1}]}}, "'delay'"),
    ],
)
def test_what_is_unknown_or_of_the_wrong_type_is_refused_by_its_name(
    tmp_path: Path, changes: dict[str, object], named: str
) -> None:
    with pytest.raises(InputError) as refusal:
        load(tmp_path, **changes)
    assert named in refusal.value.message
    assert "case.json" in refusal.value.message or "none.mp4" in refusal.value.message
    assert "\n" not in refusal.value.message
    assert refusal.value.exit_status == 2


@pytest.mark.parametrize("content", [b"", b"not json", b"[1]", b"\xff\xfe\x00", b'{"id": "a"}'])
def test_a_file_that_is_no_case_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as refusal:
        load_case(path)
    assert "case.json" in refusal.value.message


def test_a_case_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no\.json"):
        load_case(tmp_path / "no.json")
    with pytest.raises(InputError, match="cannot be read"):
        load_case(tmp_path)


def test_options_make_a_case(tmp_path: Path) -> None:
    case = case_of_options(None, tmp_path / "user.wav", None, "http://localhost:8080/v1")
    assert (case.id, case.audio) == ("user", tmp_path / "user.wav")
    assert isinstance(case.background, OpenAIBackground)
    with pytest.raises(InputError, match="either"):
        case_of_options(None, None, None, None)
    with pytest.raises(InputError, match="either"):
        case_of_options(tmp_path / "case.json", tmp_path / "user.wav", None, None)
    with pytest.raises(InputError, match="--video"):
        case_of_options(tmp_path / "case.json", None, tmp_path / "cam.mp4", None)


def test_settings_that_change_during_a_session_are_read(tmp_path: Path) -> None:
    case = load(tmp_path, inject=[{"t": 2, "type": "settings", "web": "off", "now": "2026-03-14T09:26:00"}])
    assert case.inject == (Injected(2.0, ChangeSettings({"web": "off"})),)
    assert [failure.message for failure in case.not_built] == ["Changing 'now' during a session is not built yet."]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("talk.wav", b"RIFF\x24\x00\x00\x00WAVEfmt "),
        ("talk.FLAC", b"fLaC\x00"),
        ("talk", b"OggS\x00"),
        ("talk.mp3", b"\xff\xfb"),
    ],
)
def test_a_sound_file_in_place_of_a_case_is_told_how_it_is_played(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError) as raised:
        load_case(tmp_path / name)
    assert raised.value.message == f"'{tmp_path / name}' is a sound file; play it with --audio {tmp_path / name}."


def test_the_appearance_may_be_set_and_changed(tmp_path: Path) -> None:
    changed = {"t": 2, "type": "settings", "theme": "light"}
    case = load(tmp_path, settings={"theme": "dark"}, inject=[changed])
    assert case.settings.theme == "dark"
    assert case.inject == (Injected(2.0, ChangeSettings({"theme": "light"})),)
    assert not case.not_built
