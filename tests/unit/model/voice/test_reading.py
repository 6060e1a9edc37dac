"""What is pronounced for written words, from tables of what assistants say."""

import re
import time
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duologue.model.voice.reading import ESPEAK_INTERJECTIONS, read_aloud
from duologue.model.voice.reading.borders import INNER, apply, rule

TABLES = Path(__file__).parents[3] / "data" / "reading"
LANGUAGES = ("en", "es", "fr", "de")


def rows(name: str) -> list[tuple[str, str]]:
    lines = (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(line.split("\t")[0], line.split("\t")[1]) for line in lines if line and not line.startswith("# ")]


def bare(text: str) -> str:
    """Lower case, punctuation aside."""
    return " ".join(re.sub(r"[^\w\s']", " ", text.lower().replace("’", "'")).split())


def spoken(written: str, language: str = "en") -> str:
    return bare(read_aloud(written, language).text)


@pytest.mark.parametrize(("written", "wanted"), rows("field"))
def test_reads_what_was_seen_to_go_wrong(written, wanted):
    assert spoken(written) in [bare(one) for one in wanted.split(" | ")]


@pytest.mark.parametrize(
    ("language", "written", "wanted"), [(language, *row) for language in LANGUAGES for row in rows(language)]
)
def test_reads_what_assistants_say(language, written, wanted):
    assert spoken(written, language) in [bare(one) for one in wanted.split(" | ")]


@pytest.mark.parametrize(("name", "least"), [("en", 200), ("es", 50), ("fr", 50), ("de", 50)])
def test_the_tables_are_long_enough(name, least):
    assert len({written for written, _ in rows(name)}) >= least


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("Use 1 1/2 cups.", ["Use", "one and a half", "", "cups."]),
        ("It is March 3, 2024.", ["It", "is", "March", "third,", "twenty twenty four."]),
        ("See [the docs](https://example.com) now.", ["See", "the", "docs", "now."]),
        ("Call (555) 123-4567.", ["Call", "five five five, one two three, four five six seven.", ""]),
        ("Add 5 km, please", ["Add", "five", "kilometers,", "please"]),
        ("All done 🎉 now", ["All", "done", "", "now"]),
        ("It costs 12,50 €.", ["It", "costs", "twelve euros and fifty cents.", ""]),
        ('"Yes," (he said).', ["Yes,", "he", "said."]),
        ("wait - no", ["wait", "-", "no"]),
        ("a\x00b zero\u200bwidth", ["ab", "zerowidth"]),
    ],
)
def test_each_written_word_has_what_is_spoken_for_it(written, pieces):
    read = read_aloud(written)
    assert [read.text[first:end] for first, end in read.ranges] == pieces
    assert read.words == tuple(written.split())


def assert_whole(text: str, language: str) -> None:
    read = read_aloud(text, language, ESPEAK_INTERJECTIONS)
    assert read.words == tuple(text.split())
    assert len(read.ranges) == len(read.words)
    assert " ".join(read.text[first:end] for first, end in read.ranges) == read.text


@settings(max_examples=200)
@given(st.text(max_size=120), st.sampled_from((*LANGUAGES, "it")))
def test_every_written_word_keeps_its_place(text, language):
    assert_whole(text, language)


PARTS = (
    "1 12 1990 0 3.5 1,5 1/2 - – / : . , $ € % ° km min h kg am p.m. St. Dr. No. in May 5. II XIV | * ** ` ``` # [ ] "
    "( ) http://a.com a@b.de x = + ½ ² α 你 🎉 \\ _ ~ & < > @ Uhr Mio. 1er heures de la"
)


@settings(max_examples=400)
@given(
    st.lists(st.tuples(st.sampled_from(("", " ")), st.sampled_from(PARTS.split())), max_size=12),
    st.sampled_from(LANGUAGES),
)
def test_every_written_word_keeps_its_place_however_signs_meet(parts, language):
    assert_whole("".join(gap + part for gap, part in parts), language)


@given(
    st.lists(st.sampled_from(("[", "]", "[[", "m", "'", "h", "a", "*", " ", "mm-hm", "`")), max_size=20).map("".join)
)
def test_text_cannot_slip_phonemes_in(text):
    said = read_aloud(text, "en", ESPEAK_INTERJECTIONS).text
    for phonemes in ESPEAK_INTERJECTIONS.values():
        said = said.replace(phonemes, "")
    assert "[" not in said
    assert "]" not in said


def test_interjections_are_told_to_a_voice_in_its_own_way():
    assert read_aloud("Mm-hm, go on.").text == "Mm-hm, go on."
    assert read_aloud("Mm-hm, go on.", "en", ESPEAK_INTERJECTIONS).text == "[[,@mh'@m:]], go on."
    assert read_aloud("*Uh-huh.*", "en", {"uh-huh": "<sound 7>"}).text == "<sound 7>."


def test_an_unknown_language_keeps_its_figures_and_loses_what_is_not_spoken():
    assert read_aloud("Costa **5 €** 🎉 alle [7:30](https://a.it).", "it").text.split() == [
        "Costa",
        "5",
        "€",
        "alle",
        "7:30.",
    ]
    assert read_aloud("**5**時に会いましょう", "ja").text == "5時に会いましょう"


def test_letters_are_named_and_an_article_is_not():
    assert read_aloud("A U.S.A. fan").text == "A U S A- fan"


def test_a_rule_that_wants_more_borders_than_there_are_keeps_those_that_are():
    doubled = (rule(r"(\w+)=(\w+)", lambda found: f"{found[1]}\x1eis\x1e{found[2]}"), rule(r"x y z", "one"))
    assert apply(doubled, "a=b x y z") == f"a{INNER}is{INNER}b one  "


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("figure", ["1" * 40, "1" * 5000, "1.000" + ".000" * 40, "1,000" + ",000" * 60])
@pytest.mark.parametrize(
    "form", ["{}", "${}", "{} €", "-{} km", "{}st", "{}.", "v{}.1.2", "{}/3", "1 {}/3", "x^{}", "1.{}"]
)
def test_a_figure_without_end_is_read_all_the_same(language, figure, form):
    assert_whole(form.format(figure), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clause_is_read_in_well_under_a_millisecond(language):
    clauses = [written for written, _ in rows(language)]
    for clause in clauses:
        read_aloud(clause, language)
    took_s = []
    for clause in clauses:
        began = time.thread_time()
        read_aloud(clause, language)
        took_s.append(time.thread_time() - began)
    assert median(took_s) < 0.001
