"""The table of a toy language over a handful of pieces."""

from pathlib import Path

import numpy as np
import pytest

from duologue.model.ears import language
from duologue.model.ears.language import BACKOFF, START, WORD_END, Language, Piece, Place, key, piece_of
from duologue.model.ears.tokenizer import END, Tokenizer

PIECES = ["<unk>", "<s>", "</s>", "▁stop", "▁stock", "▁Stop", "▁shop", "ping", ",", "▁please", "▁", "5"]
STOP, STOCK, CAPITAL_STOP, SHOP, PING, COMMA, PLEASE, SPACE, FIVE = range(3, 12)
TOKENIZER = Tokenizer([piece.encode() for piece in PIECES])


def table(*entries: tuple[tuple[str, ...], str, int, float], capital: bool = False) -> Language:
    """entries: words before, letters so far, piece, log probability."""
    values = {key(words, prefix, piece, capital=capital): value for words, prefix, piece, value in entries}
    keys = sorted(values)
    return Language(np.array(keys, np.uint32), np.array([values[k] for k in keys], np.float16), TOKENIZER)


def gained(judge: Language, tokens: list[int], *candidates: int) -> list[float]:
    """In nats, without weight."""
    return (judge.scores(tokens, candidates) / language._WEIGHT).tolist()


def test_pieces_without_case_and_punctuation() -> None:
    assert piece_of(" Stop") == Piece(begins=True, letters="stop", capital=True)
    assert piece_of("ping") == Piece(begins=False, letters="ping", capital=False)
    assert not piece_of(",").spoken
    assert not piece_of("'").spoken


def test_the_place_after_some_pieces() -> None:
    place = Place()
    for text in (" Please", ",", " stop", " shop", "ping"):
        place = place.after(piece_of(text))
    assert place == Place(("please", "stop"), "shopping")
    assert place.next_word() == Place(("stop", "shopping"))


def test_the_longest_context_that_is_known_counts() -> None:
    judge = table(((), "", STOP, -3.0), (("please",), "", STOP, -1.0), ((START, "please"), "", STOP, -0.5))
    assert judge.log_prob(Place(("please",)), STOP) == -0.5
    assert judge.log_prob(Place(("shop", "please")), STOP) == -1.0
    assert judge.log_prob(Place(("shop", "shop")), STOP) == -3.0


def test_a_shorter_context_counts_as_much_as_the_longer_one_leaves_it() -> None:
    judge = table(((), "", STOP, -3.0), ((START,), "", BACKOFF, -0.5), ((START, START), "", BACKOFF, -0.25))
    assert judge.log_prob(Place(), STOP) == -3.75
    assert judge.log_prob(Place(), STOCK) == pytest.approx(language.UNSEEN - 0.75)


def test_the_likelier_word_gains_more() -> None:
    judge = table(((), "", STOP, -2.0), ((), "", STOCK, -6.0))
    stop, stock = gained(judge, [], STOP, STOCK)
    assert stop - stock == pytest.approx(4.0, abs=0.01)


def test_a_word_that_begins_pays_for_the_end_of_the_one_before() -> None:
    judge = table(((), "", PLEASE, -2.0), ((), "shop", WORD_END, -1.0), ((), "shop", PING, -0.5))
    please, ping = gained(judge, [SHOP], PLEASE, PING)
    assert please == pytest.approx(-3.0 + language._WORD_BONUS, abs=0.01)
    assert ping == pytest.approx(-0.5, abs=0.01)


def test_the_end_pays_for_the_end_of_the_word_and_punctuation_for_nothing() -> None:
    judge = table(((), "shop", WORD_END, -4.0))
    assert gained(judge, [SHOP], END, COMMA) == pytest.approx([-4.0, 0.0], abs=0.01)
    assert gained(judge, [], END) == [0.0]


def test_capitals_are_judged_among_capitals() -> None:
    judge = table(((), "", CAPITAL_STOP, -1.0), capital=True)
    (score,) = gained(judge, [], CAPITAL_STOP)
    assert score == pytest.approx(-1.0 + language._WORD_BONUS, abs=0.01)


def test_figures_are_words() -> None:
    judge = table(((), "", FIVE, -2.0))
    assert gained(judge, [SPACE], FIVE) == pytest.approx([-2.0 + language._WORD_BONUS], abs=0.01)


def test_nothing_is_pushed_below_a_floor() -> None:
    judge = table(((), "", STOP, -50.0))
    assert gained(judge, [], STOP) == pytest.approx([language._LEAST + language._WORD_BONUS], abs=0.01)


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_MOST_KNOWN", 2)
    judge = table(((), "", STOP, -2.0))
    for tokens in ([], [STOP], [STOP, SHOP], [SHOP], [STOCK]):
        judge.scores(tokens, [STOP, STOCK])
    assert len(judge._known) <= 3


def test_load_reads_gaps(tmp_path: Path) -> None:
    at = key((), "", STOP, capital=False)
    path = tmp_path / "language.npz"
    np.savez(path, gaps=np.array([at], np.uint32), values=np.array([-2.0], np.float16))
    assert Language.load(path, TOKENIZER).log_prob(Place(), STOP) == -2.0


def test_load_refuses_another_file(tmp_path: Path) -> None:
    path = tmp_path / "language.npz"
    np.savez(path, gaps=np.zeros(2, np.uint32), values=np.zeros(1, np.float16))
    with pytest.raises(ValueError, match=r"language\.npz"):
        Language.load(path, TOKENIZER)
    np.savez(path, other=np.zeros(2))
    with pytest.raises(ValueError, match=r"language\.npz"):
        Language.load(path, TOKENIZER)
    path.write_bytes(b"no archive")
    with pytest.raises(ValueError, match=r"language\.npz"):
        Language.load(path, TOKENIZER)


def test_load_tells_of_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"language\.npz"):
        Language.load(tmp_path / "language.npz", TOKENIZER)


def test_what_is_listened_for_is_preferred_until_it_is_not() -> None:
    judge = table(((), "", PLEASE, -3.0))
    judge.expect(["Shopping!", "5 o'clock"])
    assert gained(judge, [], SHOP)[0] > gained(judge, [], STOP)[0]
    assert gained(judge, [SHOP], PING)[0] > gained(judge, [STOP], PING)[0]
    judge.expect([])
    assert gained(judge, [], SHOP) == gained(judge, [], STOP)
