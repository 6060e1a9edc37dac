from pathlib import Path

import pytest

from duologue.model.ears.tokenizer import Tokenizer, TokenSpan

PIECES = [b"<unk>", b"<s>", b"</s>", "▁ill".encode(), b"-", b"disposed", b",", "▁No".encode(), b"\xc3", b"\xa9"]
PIECES += ["▁".encode(), b".", b"<<ST_1>>"]
ILL, HYPHEN, DISPOSED, COMMA, NO, BYTE_1, BYTE_2, SPACE, STOP, SPECIAL = range(3, 13)


def spans(*tokens: int) -> list[TokenSpan]:
    return Tokenizer(PIECES).words(tokens)


def test_words_with_their_tokens() -> None:
    assert spans(ILL, HYPHEN, DISPOSED, COMMA, NO) == [TokenSpan("ill-disposed,", 0, 3, 4), TokenSpan("No", 4, 5, 5)]


def test_a_first_piece_without_a_space_is_a_word() -> None:
    assert [span.text for span in spans(DISPOSED, NO)] == ["disposed", "No"]


def test_bytes_make_up_a_letter() -> None:
    assert spans(NO, BYTE_1, BYTE_2) == [TokenSpan("Noé", 0, 3, 3)]


def test_half_a_letter_is_left_out() -> None:
    assert spans(NO, BYTE_1)[0].text == "No"


def test_marks_alone_join_the_word_before() -> None:
    assert spans(NO, SPACE, STOP) == [TokenSpan("No.", 0, 1, 3)]


def test_marks_alone_are_no_word() -> None:
    assert spans(SPACE, STOP) == []


def test_special_tokens_say_nothing() -> None:
    assert [span.text for span in spans(1, NO, SPECIAL, 2)] == ["No"]


def test_no_tokens() -> None:
    assert spans() == []


def test_load_reads_short_and_long_pieces(tmp_path: Path) -> None:
    long = b"x" * 300
    path = tmp_path / "tokenizer.bin"
    path.write_bytes(b"\x02ab" + b"\x00" + bytes([128 + 300 % 128, 300 // 128]) + long)
    tokenizer = Tokenizer.load(path)
    assert len(tokenizer) == 3


@pytest.mark.parametrize("data", [b"\x05ab", b"\x02ab\x80"])
def test_load_refuses_a_truncated_file(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "tokenizer.bin"
    path.write_bytes(data)
    with pytest.raises(ValueError, match=r"tokenizer\.bin"):
        Tokenizer.load(path)


def test_the_text_of_a_piece() -> None:
    tokenizer = Tokenizer(PIECES)
    assert [tokenizer.piece(token) for token in (ILL, HYPHEN, BYTE_1, SPECIAL, 1)] == [" ill", "-", "", "", ""]
