"""Interruptions: how voice activity alone is judged on them."""

import json
from pathlib import Path

import numpy as np
import pytest
import soundfile as sf

from duologue.core.timing import MIC_RATE_HZ
from duologue_models.interaction.judge.interruptions import after_speech, heard, line
from duologue_models.interaction.judge.peers import Detector, log_mel, mel_filters
from duologue_models.interaction.judge.spoken import Situation

SPEECH = [(0.5, 1.5), (8.1, 8.4), (9.0, 10.0)]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    sf.write(tmp_path / "stop-00.wav", np.zeros(12 * MIC_RATE_HZ), MIC_RATE_HZ)
    truth = {"kind": "stop", "text": "stop", "start": 8.0, "end": 10.0, "pauses": []}
    (tmp_path / "stop-00.truth.json").write_text(json.dumps(truth))
    return tmp_path / "stop-00.json"


@pytest.mark.parametrize(("lasting", "seconds"), [(0.2, 0.3), (0.5, 1.5), (2.0, None)])
def test_voice_activity_stops_at_the_first_speech_that_lasts(case: Path, lasting: float, seconds: float | None) -> None:
    situation = Situation.read(case.with_suffix(".truth.json"))
    stopped = after_speech(heard(Detector("told", lambda wave: SPEECH), case), situation, lasting)
    assert stopped == pytest.approx(seconds)


def test_recall_and_false_alarms_are_shares_of_what_is_to_stop_and_what_is_not() -> None:
    told = line("one", [(True, 0.3), (True, 1.4), (True, None), (True, 0.5), (False, 0.2), (False, None)])
    assert "recall 0.50" in told
    assert "false alarms 0.50" in told
    assert "p50 0.40 s" in told


def test_mel_filters_cover_the_band_with_equal_areas() -> None:
    filters = mel_filters()
    area = filters.sum(axis=1)[20:] * (MIC_RATE_HZ / 2 / 200)
    assert filters.shape == (80, 201)
    assert area == pytest.approx(np.ones(60), abs=0.1)


def test_a_tone_stands_in_its_own_band() -> None:
    tone = np.sin(2 * np.pi * 1000 * np.arange(MIC_RATE_HZ) / MIC_RATE_HZ).astype(np.float32)
    picture = log_mel(tone)
    hertz = (mel_filters() * np.linspace(0, 8000, 201)).sum(axis=1) / mel_filters().sum(axis=1)
    assert picture.shape == (80, 100)
    assert hertz[int(picture.mean(axis=1).argmax())] == pytest.approx(1000, abs=50)
