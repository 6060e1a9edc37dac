"""Cutting text into clauses: nothing is lost, natural places, the same for a stream as for the whole."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duologue.model.voice.base import ClauseSplitter, split_clauses
from duologue.model.voice.clauses import HARD_LENGTH

MARKED = "word a and but 3.5 9:26 a.m. p.m. Dr. e.g. etc. U.S. No. 5 1. 2. Then , ; : — - . ! ? ... … ( ) \" ' ” , the"
PIECES = st.sampled_from(
    [
        *MARKED.split(" "),
        *["because", "unfortunately", "however,", "end.", "end?", "“", "naïve", "😀"],
        " ",
        "\n",
        "\n\n",
        "\t",
        "x" * 50,
    ]
)
TEXTS = st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=120).map(" ".join), st.lists(PIECES).map("".join))


@given(TEXTS)
def test_no_word_is_lost_or_moved(text):
    clauses = split_clauses(text)
    assert " ".join(clauses).split() == text.split()
    assert all(clause == clause.strip() != "" for clause in clauses)


@given(TEXTS, st.lists(st.integers(0, 400), max_size=12), st.sampled_from(["en", "de", "es", "eo"]))
def test_a_stream_gives_the_clauses_of_the_whole(text, cuts, language):
    splitter = ClauseSplitter(language)
    edges = sorted({0, len(text), *(cut for cut in cuts if cut <= len(text))})
    clauses = [c for a, b in pairwise(edges) for c in splitter.feed(text[a:b])]
    assert clauses + splitter.close() == split_clauses(text, language)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=12), max_size=200))
def test_no_clause_grows_without_end(parts):
    assert all(len(clause) <= HARD_LENGTH for clause in split_clauses(" ".join(parts)))


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("", []),
        (" \n ", []),
        ("Yes.", ["Yes."]),
        ("42.", ["42."]),
        ("Hello there. How are you?", ["Hello there.", "How are you?"]),
        ("Stop! Now… please", ["Stop!", "Now… please"]),
        ("It is 9:26 a.m., and pi is 3.14 or so.", ["It is 9:26 a.m., and pi is 3.14 or so."]),
        ("We met at 9 p.m. yesterday. It rained.", ["We met at 9 p.m. yesterday.", "It rained."]),
        ("We met at 9 p.m. It rained.", ["We met at 9 p.m.", "It rained."]),
        ("Ask Dr. Smith or J. Jones. They know.", ["Ask Dr. Smith or J. Jones.", "They know."]),
        ("It was I. You know it.", ["It was I.", "You know it."]),
        ("It is 40 min. to No. 7. Go in 5 min. Run.", ["It is 40 min. to No. 7.", "Go in 5 min.", "Run."]),
        ("Read Vol. 2, p. 12. Then fig. 3.", ["Read Vol. 2, p. 12.", "Then fig. 3."]),
        ("Come on Jan. 5 at 9. Or in Dec. Or never.", ["Come on Jan. 5 at 9.", "Or in Dec.", "Or never."]),
        ("Take Sunset Blvd. to 5th Ave. now.", ["Take Sunset Blvd. to 5th Ave. now."]),
        ("No. I do not. Room No. 5 is free.", ["No.", "I do not.", "Room No. 5 is free."]),
        ("Well... maybe. Well... Maybe.", ["Well... maybe.", "Well...", "Maybe."]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
        ("1. Flour\n2. Water\n\nThat is all.", ["1. Flour", "2. Water", "That is all."]),
        ("Pens, cups, and hats.", ["Pens, cups, and hats."]),
        (
            "The moon is about a quarter as wide as the earth, and it moves around us once a month.",
            ["The moon is about a quarter as wide as the earth,", "and it moves around us once a month."],
        ),
        (
            "It was probably born when a young planet crashed into the early earth and threw hot rock into space.",
            ["It was probably born when a young planet crashed into the early earth", "and threw hot rock into space."],
        ),
        ("The answer is easy to find: look at the label.", ["The answer is easy to find:", "look at the label."]),
        ("I would call this one rather a good idea, too.", ["I would call this one rather a good idea, too."]),
    ],
)
def test_natural_places(text, clauses):
    assert split_clauses(text) == clauses


@pytest.mark.parametrize(
    ("language", "text", "clauses"),
    [
        (
            "de",
            "Das ist z. B. ein Haus im 2. Stock. Es ist schön.",
            ["Das ist z. B. ein Haus im 2. Stock.", "Es ist schön."],
        ),
        (
            "de",
            "Am 3. Oktober ist frei. Ich komme um 8. Dann essen wir.",
            ["Am 3. Oktober ist frei.", "Ich komme um 8.", "Dann essen wir."],
        ),
        ("de", "Vgl. S. 5, d. h. die 1. und 2. Seite. Ende.", ["Vgl. S. 5, d. h. die 1. und 2. Seite.", "Ende."]),
        ("de", "1. Mehl\n2. Wasser", ["1. Mehl", "2. Wasser"]),
        ("de", "So eine Art. Der Max. Gut.", ["So eine Art.", "Der Max.", "Gut."]),
        (
            "es",
            "Vive en Madrid, p. ej. en el centro. Es bonito.",
            ["Vive en Madrid, p. ej. en el centro.", "Es bonito."],
        ),
        ("es", "Hablé con el Sr. López y la Sra. Gil. Adiós.", ["Hablé con el Sr. López y la Sra. Gil.", "Adiós."]),
        (
            "fr",
            "J'ai vu M. Dupont hier. Il est sept. Voir p. 12.",
            ["J'ai vu M. Dupont hier.", "Il est sept.", "Voir p. 12."],
        ),
        (
            "en",
            "He lives at St. John Street. It is No. 5. See No. 7.",
            ["He lives at St. John Street.", "It is No. 5.", "See No. 7."],
        ),
        ("it", "Il sig. Rossi abita qui. Bene.", ["Il sig. Rossi abita qui.", "Bene."]),
    ],
)
def test_what_each_language_writes_with_a_full_stop(language, text, clauses):
    assert split_clauses(text, language) == clauses


def test_a_sentence_is_out_as_soon_as_a_space_follows():
    splitter = ClauseSplitter()
    assert splitter.feed("That sounds like quite a day") == []
    assert splitter.feed(".") == []
    assert splitter.feed(" ") == ["That sounds like quite a day."]
    assert splitter.feed("Thank you") == []
    assert splitter.close() == ["Thank you"]
    assert splitter.close() == []


def test_an_abbreviation_waits_for_what_follows():
    splitter = ClauseSplitter()
    assert splitter.feed("It is 9 a.m. ") == []
    assert splitter.feed("G") == ["It is 9 a.m."]
