"""From texts to a table that the ears can use."""

import json
import math
from pathlib import Path

import numpy as np
import pytest

from duologue.model.ears.language import START, WORD_END, Language, Place, key, piece_of
from duologue.model.ears.tokenizer import Tokenizer
from duologue_models.language import __main__ as command
from duologue_models.language.spelling import Spelling
from duologue_models.language.table import Counts, Table
from duologue_models.language.texts import words_of

LETTERS = ["▁", *"abcdefghijklmnopqrstuvwxyzS5"]
MERGED = ["▁s", "▁st", "op", "▁stop", "▁S", "▁St", "▁Stop", "it"]
PIECES = [b""] * 259 + [piece.encode() for piece in (*MERGED, *LETTERS)]
TOKENIZER = Tokenizer(PIECES)
ID = {piece.decode(): number for number, piece in enumerate(PIECES) if piece}


def table_of(*texts: str) -> Language:
    keys, values = Table(Counts(text.split() for text in texts), TOKENIZER).arrays()
    return Language(keys, values, TOKENIZER)


def test_words_without_punctuation() -> None:
    assert words_of("Don't stop at 1,000, 'OK'?") == ["don't", "stop", "at", "1000", "ok"]


def test_spelling_merges_in_the_order_of_the_vocabulary() -> None:
    spell = Spelling(TOKENIZER).spell
    assert spell("stop") == (ID["▁stop"],)
    assert spell("stops") == (ID["▁stop"], ID["s"])
    assert spell("at") == (ID["▁"], ID["a"], ID["t"])
    assert spell("ö") == ()


def test_counts_of_words_after_words() -> None:
    orders = Counts([["stop", "it"], ["stop"]]).orders
    assert orders[0][()] == {"stop": 2, "it": 1}
    assert orders[1][START,] == {"stop": 2}
    assert orders[2][START, "stop"] == {"it": 1}


def test_probabilities_at_a_place_sum_to_less_than_one() -> None:
    judge = table_of(*["stop it"] * 5, *["stop at"] * 3, *["sit at it"] * 2)
    for place in (Place(), Place(("stop",)), Place(("sit", "at"))):
        chances = [math.exp(judge.log_prob(place, token)) for token in (WORD_END, *range(259, len(PIECES)))]
        assert 0.4 < sum(chances) < 1.01


def test_what_was_often_said_is_likelier() -> None:
    judge = table_of(*["stop it"] * 6, *["sit stop"] * 2)
    assert judge.log_prob(Place(), ID["▁stop"]) > judge.log_prob(Place(), ID["▁s"])
    assert judge.log_prob(Place(prefix="stop"), WORD_END) > judge.log_prob(Place(prefix="stop"), ID["s"])


def test_capitals_at_the_beginning() -> None:
    judge = table_of(*["stop it"] * 6)
    assert judge.log_prob(Place(capital=True), ID["▁Stop"]) > math.log(0.8)
    assert judge.log_prob(Place(capital=True), ID["▁stop"]) < math.log(0.1)


def test_rare_words_are_left_to_shorter_contexts() -> None:
    values = Table(Counts([["stop", "it"]] * 8 + [["stop", "stop"]]), TOKENIZER).values
    after_stop = {ID[piece]: key(("stop",), "", ID[piece], capital=False) in values for piece in ("it", "▁stop")}
    assert after_stop == {ID["it"]: True, ID["▁stop"]: False}


def test_figures_begin_words() -> None:
    judge = table_of(*["stop 5"] * 4)
    assert judge.log_prob(Place(("stop",)), ID["5"]) > judge.log_prob(Place(("stop",)), ID["a"])
    assert piece_of(TOKENIZER.piece(ID["5"])).letters == "5"


def test_the_command_writes_what_the_ears_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "ears").mkdir(parents=True)
    (bundle / "ears/tokenizer.bin").write_bytes(b"".join(bytes([len(piece)]) + piece for piece in PIECES))
    monkeypatch.setattr(command, "texts", lambda data, seed: [["stop", "it"]] * 4)
    command.main(["--data", str(tmp_path), "--bundle", str(bundle), "--out", str(tmp_path)])
    judge = Language.load(tmp_path / "language.npz", TOKENIZER)
    assert judge.log_prob(Place(), ID["▁stop"]) > math.log(0.5)
    facts = json.loads((tmp_path / "language.json").read_text(encoding="utf-8"))
    assert facts["words"] == 8
    assert facts["entries"] == len(np.load(tmp_path / "language.npz")["values"])
