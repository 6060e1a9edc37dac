"""From sentence pairs to a translator: what is kept apart, what is known beforehand, what is chosen."""

import lzma
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from duologue.translate.phrase_translator import PhraseTranslator
from duologue.translate.search import Weights
from duologue_models.translation import pairs
from duologue_models.translation.__main__ import main as make_translator
from duologue_models.translation.evaluate import heard, main
from duologue_models.translation.make import numbered
from duologue_models.translation.phrases import Table
from duologue_models.translation.sure_phrases import sure_phrases
from duologue_models.translation.tune import Choice, vector, weights_of
from helpers.tiny_translator import PAIRS, write_tiny


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(pairs, "JUDGED", 2)
    for other in pairs.OTHERS:
        text = "".join(
            f"{english}\t{foreign}\n" for english, foreign in [*PAIRS, ("THE DOG sleeps!", "El perro duerme.")]
        )
        (tmp_path / f"en-{other}.tsv.xz").write_bytes(lzma.compress(text.encode()))
    return tmp_path


def test_what_is_judged_is_never_learnt(data: Path) -> None:
    read = pairs.read(data)["es"]
    assert (len(read.judged), len(read.chosen)) == (2, 2)
    held = {pairs.plain(text) for pair in (*read.judged, *read.chosen) for text in pair}
    assert not held & {pairs.plain(text) for pair in read.learnt for text in pair}
    assert 6 <= len(read.learnt) <= 8
    assert pairs.read(data)["es"] == read


def test_figures_on_both_sides_stand_for_any() -> None:
    assert numbered((("at", "1,000", "or", "10"), ("a", "las", "1.000", "o", "diez")), "es") == (
        ("at", "0", "or", "10"),
        ("a", "las", "0", "o", "diez"),
    )


@pytest.mark.parametrize(
    ("other", "known"),
    [
        (
            "es",
            {"at half past one": "a la una y media", "March fifth": "el cinco de marzo", "twenty-five": "veinticinco"},
        ),
        ("fr", {"one o'clock": "une heure", "on Monday morning": "lundi matin", "eighty": "quatre-vingts"}),
        ("de", {"at half past six": "um halb sieben", "one o'clock": "ein Uhr", "on May third": "am dritten Mai"}),
    ],
)
def test_numbers_dates_and_times_are_known_beforehand(other: str, known: dict[str, str]) -> None:
    found = {" ".join(left): " ".join(right) for left, right in sure_phrases(other)}
    for english, foreign in known.items():
        assert found[english] == foreign


def test_what_was_met_more_often_is_likelier() -> None:
    counts = Counter({(("dog",), ("perro",)): 8, (("dog",), ("can",)): 2, (("a", "dog", "or", "a", "cat"), ("x",)): 1})
    entries = {(left, right): scores for left, right, *scores in Table(counts, {("dog", "perro"): (0.8, 0.9)}).entries}
    assert set(entries) == {(("dog",), ("perro",)), (("dog",), ("can",))}
    often, seldom = entries[("dog",), ("perro",)], entries[("dog",), ("can",)]
    assert often[0] > seldom[0] + 1
    assert often[2] == pytest.approx(np.log(0.8))
    assert seldom[2] == pytest.approx(np.log(1e-4))


def test_weights_are_chosen_by_what_comes_first(tmp_path: Path) -> None:
    write_tiny(tmp_path / "t")
    poor = Weights(language=0.0, jump=0.0, word=-2.0)
    wanted = [
        ("The small dog sleeps.", "El perro pequeño duerme."),
        ("Where is the big house?", "¿Dónde está la casa grande?"),
    ]
    choice = Choice(PhraseTranslator(tmp_path / "t"), wanted, "en", "es", poor)
    found = choice.search(vector(poor), np.random.default_rng(0), 200)
    assert choice.score(found) > choice.score(vector(poor))
    assert vector(weights_of(found)) == pytest.approx(found, abs=1e-4)


def test_the_figures_are_printed(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    write_tiny(tmp_path / "t")
    main(["--data", str(data), "--weights", str(tmp_path / "t"), "--pairs", "en-es", "--heard"])
    assert capsys.readouterr().out.startswith("en-es chrF ")
    assert heard("Don't, he said: 3-4!") == "don't he said 3-4"


def test_the_command_makes_a_translator(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "made"
    make_translator(["--data", str(data), "--out", str(out), "--languages", "es"])
    (out / "weights.json").write_text("{}", encoding="utf-8")
    assert {path.name for path in out.iterdir()} == {"en.npz", "es.npz", "en-es.npz", "weights.json"}
    made = PhraseTranslator(out).translate("three hundred and twenty five", "en", "es").text
    assert made == "Trescientos veinticinco"
