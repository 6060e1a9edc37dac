import pytest

from duologue.core.display_text import duration, plain_line, shortened


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 seconds"),
        (1, "1 second"),
        (2.5, "2.5 seconds"),
        (90, "1 minute 30 seconds"),
        (3600, "1 hour"),
        (93_784, "1 day 2 hours 3 minutes 4 seconds"),
    ],
)
def test_a_duration_is_named_from_its_largest_unit_on(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_what_is_too_long_ends_with_an_ellipsis() -> None:
    assert shortened("spare key", 9) == "spare key"
    assert shortened("spare keys", 9) == "spare ke…"


def test_text_from_outside_becomes_one_plain_line() -> None:
    assert plain_line(" one\n\ttwo\x1b[2J \u202ethree\x00 ") == "one two[2J three"
    assert plain_line("می\u200cخواهم") == "می\u200cخواهم"
    assert plain_line("word " * 1000, 20) == "word word word word…"
