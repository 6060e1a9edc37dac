"""The alphabet of Kokoro: phonemes of espeak-ng as the signs that its voices were trained on, by the kind of English or
the other language.

Its signs are those of the International Phonetic Alphabet, but one letter for each diphthong and affricate, and in
English none for the length of an American vowel.
"""

import unicodedata
from collections.abc import Mapping

_STRESSES = "ˈˌ"
_EVERYWHERE = (
    ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("ts", "ʦ"), ("dz", "ʣ"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("oʊ", "O"),
    ("əʊ", "Q"), ("g", "ɡ"),
)  # fmt: skip
_ENGLISH = (("əl", "ᵊl"), ("n̩", "ᵊn"), ("l̩", "ᵊl"), ("ɐ", "ə"), ("r", "ɹ"), ("x", "k"), ("ç", "k"))
_REGIONS = {
    "en-us": (
        *_EVERYWHERE, *_ENGLISH, ("ʔ", "t"), ("ɾ", "T"), ("ɜːɹ", "ɜɹ"), ("ɜː", "ɜɹ"), ("ɚ", "əɹ"), ("ɪə", "iə"),
        ("ː", ""), ("o", "ɔ"),
    ),
    "en-gb": (*_EVERYWHERE, *_ENGLISH, ("ʔ", "t"), ("eə", "ɛː"), ("iə", "ɪə"), ("o", "ɔ")),
}  # fmt: skip


def kokoro_signs(phoneme: str, speech: str, known: Mapping[str, int]) -> list[int]:
    """The numbers of the signs of one phoneme, its stress mark among them; what the alphabet lacks is left out.

    speech: the language as espeak-ng names it, "en-us" for example. known: the numbers by sign.
    """
    stress = phoneme[: len(phoneme) - len(phoneme.lstrip(_STRESSES))]
    sound = phoneme[len(stress) :]
    for written, sign in _REGIONS.get(speech, _EVERYWHERE):
        sound = sound.replace(written, sign)
    return [known[sign] for written in stress + sound for sign in _taken_apart(written, known) if sign in known]


def _taken_apart(sign: str, known: Mapping[str, int]) -> str:
    """A sign, or letter and mark apart where it is known only so (a nasal vowel)."""
    return sign if sign in known else unicodedata.normalize("NFD", sign)
