"""Cases become one track, with all that answers their users."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile

from duologue.bench.cases import read_source, write_case
from duologue.bench.track import track_of
from duologue.core.errors import InputError
from duologue.session.case import load_case


def case(folder: Path, name: str, **more: object) -> Path:
    sound = np.zeros(16000, np.float32)
    sound[4000:8000] = 0.3
    soundfile.write(folder / f"{name}.wav", sound, 16000)
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"id": name, "audio": f"{name}.wav"} | more))
    return path


def script(match: str) -> dict[str, object]:
    return {"type": "script", "turns": [{"match": match, "chunks": ["It is."]}]}


def test_a_case_has_room_for_its_answers(tmp_path: Path) -> None:
    assert len(read_source(case(tmp_path, "a", duration=2.5)).sound) == 40000
    assert len(read_source(tmp_path / "a.wav").sound) == 16000


def test_all_that_answers_comes_together_in_one_case(tmp_path: Path) -> None:
    entry = {"match": "", "result": {}}
    first = case(tmp_path, "a", background=script("sky"), tools={"web.search": [entry]})
    second = case(tmp_path, "b", background=script("sea"), tools={"web.search": [entry]})
    sources = [read_source(first), read_source(second)]
    out = tmp_path / "out"
    out.mkdir()
    path = write_case(track_of([source.sound for source in sources], 0.0), sources, out)
    written = json.loads(path.read_text())
    assert [turn["match"] for turn in written["background"]["turns"]] == ["sky", "sea"]
    assert len(written["tools"]["web.search"]) == 2
    assert load_case(path).audio == out / "track.wav", "a replay takes it"


@pytest.mark.parametrize(
    "more",
    [
        {"inject": [{"t": 0, "type": "mute", "on": True}]},
        {"background": {"type": "openai", "base_url": "http://127.0.0.1:1/v1"}},
    ],
)
def test_what_only_a_replay_can_do_is_refused_by_name(tmp_path: Path, more: dict[str, object]) -> None:
    with pytest.raises(InputError, match=r"a\.json' cannot be measured live"):
        read_source(case(tmp_path, "a", **more))
