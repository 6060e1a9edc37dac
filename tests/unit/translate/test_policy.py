"""What of a translation is said before its sentence is over, and what is never taken back."""

from duologue.translate.base import Translated
from duologue.translate.policy import FIRST_WORDS, SURE, Commitment


def made(text, doubtful=()):
    words = tuple(text.split())
    return Translated(text, words, tuple(SURE / 2 if word in doubtful else 0.9 for word in words))


def test_a_sentence_that_is_over_is_said_whole():
    commitment = Commitment()
    assert commitment.take(made("Buenos días."), 2, complete=True) == ["Buenos", "días."]
    assert commitment.shown == ("Buenos", "días.")


def test_two_translations_must_agree_and_the_last_words_wait():
    commitment = Commitment()
    assert commitment.take(made("Hoy quiero hablar de la casa"), FIRST_WORDS, complete=False) == []
    assert commitment.take(made("Hoy quiero hablar de nuestra casa"), FIRST_WORDS + 1, complete=False) == [
        "Hoy", "quiero", "hablar", "de",
    ]  # fmt: skip
    assert commitment.take(made("Hoy quiero hablar de nuestra biblioteca nueva."), 8, complete=True) == [
        "nuestra", "biblioteca", "nueva.",
    ]  # fmt: skip
    assert " ".join(commitment.spoken) == "Hoy quiero hablar de nuestra biblioteca nueva."


def test_little_of_the_source_says_nothing():
    commitment = Commitment()
    for _ in range(3):
        assert commitment.take(made("No te preocupes por eso ya"), FIRST_WORDS - 1, complete=False) == []
    assert commitment.shown == ()


def test_a_doubtful_word_holds_back_what_follows():
    commitment = Commitment()
    text = made("Abrirá en septiembre y tendrá un jardín", doubtful=("septiembre",))
    for _ in range(2):
        assert commitment.take(text, 7, complete=False) == []
    assert commitment.shown == ("Abrirá", "en")


def test_a_doubtful_word_that_stands_long_enough_is_said():
    commitment = Commitment()
    text = made("Abrirá en septiembre y tendrá un jardín", doubtful=("Abrirá",))
    assert [bool(commitment.take(text, 7, complete=False)) for _ in range(3)] == [False, False, True]
    assert commitment.spoken == ["Abrirá", "en", "septiembre", "y", "tendrá"]


def test_a_word_that_changed_must_stand_anew():
    commitment = Commitment()
    for text in ("Dile al señor que", "Diga al señor que", "Dile al señor que", "Diga al señor que") * 3:
        assert commitment.take(made(text, doubtful=("Dile", "Diga")), 7, complete=False) == []


def test_single_words_wait_for_more():
    commitment = Commitment()
    for _ in range(3):
        assert commitment.take(made("uno dos tres cuatro"), FIRST_WORDS, complete=False) == []


def test_a_clause_is_said_however_short_it_is():
    commitment = Commitment()
    for _ in range(2):
        said = commitment.take(made("Hola, vengo de"), 4, complete=False)
    assert said == ["Hola,"]
    assert commitment.take(made("Hola, vengo de Roma"), 5, complete=False) == []


def test_what_was_spoken_stands_in_what_is_shown_whatever_comes_of_the_sentence_later():
    commitment = Commitment()
    for _ in range(2):
        commitment.take(made("Le petit déjeuner est compris"), 5, complete=False)
    assert commitment.spoken == ["Le", "petit", "déjeuner"]
    commitment.take(made("Le repas matinal est inclus."), 6, complete=True)
    assert commitment.shown == ("Le", "petit", "déjeuner", "est", "inclus.")
