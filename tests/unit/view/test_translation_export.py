"""Translated lines as text and subtitles."""

import re

import pytest

from duologue.view.translation import TranslatedLine
from duologue.view.translation_export import FORMATS, Languages, export

BEGAN_S = 1_800_000_000.0


def line(start: float, end: float, said: str, text: str, *, final: bool = True, began: float = 0.0) -> TranslatedLine:
    return TranslatedLine("x", "en", "es", said, 0, text, 0, final, start, end, began)


LINES = [line(1.0, 2.5, "Good morning.", "Buenos días."), line(3.25, 9.0, "If a < b & c.", "Si a < b y c.")]


def test_text_has_the_time_and_both_languages():
    assert export("txt", LINES) == (
        "   0:01  Good morning.\n         Buenos días.\n\n   0:03  If a < b & c.\n         Si a < b y c.\n"
    )
    assert export("txt", LINES, Languages.TARGET) == "   0:01  Buenos días.\n   0:03  Si a < b y c.\n"


def test_subrip_is_numbered_and_timed_by_what_was_said():
    assert export("srt", LINES, Languages.TARGET) == (
        "1\n00:00:01,000 --> 00:00:02,500\nBuenos días.\n\n2\n00:00:03,250 --> 00:00:09,000\nSi a < b y c.\n"
    )


def test_webvtt_names_the_languages_and_escapes_what_would_be_a_mark():
    assert export("vtt", LINES[1:]) == (
        "WEBVTT\n\n00:00:03.250 --> 00:00:09.000\n<lang en>If a &lt; b &amp; c.</lang>\n"
        "<lang es>Si a &lt; b y c.</lang>\n"
    )


@pytest.mark.parametrize("ending", FORMATS)
def test_in_the_middle_what_still_grows_is_there_and_marked(ending):
    written = export(ending, [*LINES, line(10.0, 11.0, "and then we", "y luego", final=False)], Languages.TARGET)
    assert "y luego …" in written


@pytest.mark.parametrize("ending", FORMATS)
def test_nothing_said_yet_is_an_empty_file_of_its_kind(ending):
    assert export(ending, []) == ("WEBVTT\n" if ending == "vtt" else "")
    assert export(ending, [line(1.0, 2.0, "hm", "")]) == ("WEBVTT\n" if ending == "vtt" else "")


def stamps(written: str) -> list[tuple[float, float]]:
    def seconds(stamp: str) -> float:
        hours, minutes, rest = stamp.replace(",", ".").split(":")
        return int(hours) * 3600 + int(minutes) * 60 + float(rest)

    found = re.findall(r"([\d:,.]+) --> ([\d:,.]+)", written)
    return [(seconds(start), seconds(end)) for start, end in found]


def test_a_subtitle_stays_to_be_read_but_not_over_the_next():
    short = line(1.0, 1.1, "Yes.", "Sí.")
    long = line(1.0, 1.1, "x", "palabras " * 10)
    assert stamps(export("srt", [short])) == [(1.0, 2.0)]
    ((_, end),) = stamps(export("srt", [long]))
    assert end > 5.0
    (first, second) = stamps(export("srt", [long, line(2.0, 3.0, "y", "y")]))
    assert first == (1.0, 2.0)
    assert second[0] == 2.0


def test_subtitles_come_in_the_order_in_which_it_was_said_and_always_end_after_they_begin():
    lines = [line(5.0, 6.0, "b", "b"), line(1.0, 2.0, "a", "a"), line(5.0, 5.0, "c", "c")]
    times = stamps(export("vtt", lines))
    assert times == sorted(times)
    assert all(end > start for start, end in times)


def test_sessions_that_follow_each_other_are_timed_from_the_beginning_of_the_first():
    lines = [line(1.0, 2.0, "a", "a", began=BEGAN_S), line(1.0, 2.0, "b", "b", began=BEGAN_S + 3600)]
    assert [start for start, _ in stamps(export("srt", lines))] == [1.0, 3601.0]


def test_a_language_may_be_wanted_alone():
    assert "Buenos" not in export("srt", LINES, Languages.SOURCE)
    assert "Good" not in export("srt", LINES, Languages.TARGET)
