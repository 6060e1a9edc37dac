"""The phrase translator on a table of eleven sentences."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from duologue.core.errors import BundleError, InputError
from duologue.translate.phrase_translator import PhraseTranslator
from helpers.tiny_translator import write_tiny


@pytest.fixture(scope="module")
def translator(tmp_path_factory: pytest.TempPathFactory) -> PhraseTranslator:
    folder = tmp_path_factory.mktemp("bundles") / "translate"
    write_tiny(folder)
    return PhraseTranslator(folder)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The small dog sleeps.", "El perro pequeño duerme."),
        ("where is the big house?", "¿Dónde está la casa grande?"),
        ("the dog", "El perro"),
        ("The cat sleeps. The dog is big!", "El gato duerme. ¡El perro es grande!"),
        ("", ""),
    ],
)
def test_sentences_that_were_never_seen_are_put_together(
    translator: PhraseTranslator, text: str, expected: str
) -> None:
    assert translator.translate(text, "en", "es").text == expected


def test_the_other_way(translator: PhraseTranslator) -> None:
    assert translator.translate("La casa es pequeña.", "es", "en").text.startswith("The house is")
    assert translator.translate("¿Dónde está el perro?", "es", "en").text == "Where is the dog?"


def test_the_point_of_a_title_ends_no_sentence(translator: PhraseTranslator) -> None:
    assert translator.translate("Mr. dog sleeps.", "en", "es").text.count(". P") == 0


def test_names_and_figures_are_copied(translator: PhraseTranslator) -> None:
    assert translator.translate("Zwelithini has 1,305 dogs.", "en", "es").text == "Zwelithini tiene 1.305 perros."


@pytest.mark.parametrize("prefix", ["El perro", "el Perro", "Hola, amigo mío,", "El gato", "¿El gato duerme?"])
def test_what_was_spoken_stays(translator: PhraseTranslator, prefix: str) -> None:
    made = translator.translate("The dog sleeps.", "en", "es", prefix=prefix)
    spoken = prefix.split()
    assert made.text.startswith(prefix)
    assert list(made.words[: len(spoken)]) == spoken
    assert set(made.sure[: len(spoken)]) == {1.0}


def test_more_was_spoken_than_there_is_to_say(translator: PhraseTranslator) -> None:
    made = translator.translate("", "en", "es", prefix="El perro")
    assert (made.text, made.words, made.sure) == ("El perro", ("El", "perro"), (1.0, 1.0))


def test_each_word_has_a_probability(translator: PhraseTranslator) -> None:
    made = translator.translate("The small dog sleeps. Where is Duologue?", "en", "es")
    assert made.text.split() == list(made.words)
    assert len(made.sure) == len(made.words)
    assert all(0 < value <= 1 for value in made.sure)
    falling: Sequence[float] = made.sure[:4]
    assert list(falling) == sorted(falling, reverse=True)


def test_pairs_that_are_not_there(translator: PhraseTranslator, tmp_path: Path) -> None:
    assert translator.pairs == {("en", "es"), ("es", "en")}
    with pytest.raises(InputError, match="'en' cannot be translated into 'fr'"):
        translator.translate("Hello", "en", "fr")
    with pytest.raises(BundleError, match="no phrase table"):
        PhraseTranslator(tmp_path)


def test_a_broken_table_is_one_sentence(tmp_path: Path) -> None:
    write_tiny(tmp_path / "t")
    (tmp_path / "t" / "en-es.npz").write_bytes(b"no table")
    with pytest.raises(BundleError, match=r"en-es\.npz cannot be read"):
        PhraseTranslator(tmp_path / "t").translate("Hello", "en", "es")
