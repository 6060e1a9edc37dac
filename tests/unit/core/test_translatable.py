"""What can be translated here, and what is missing where something cannot."""

import pytest

from duologue.core.translatable import Lack, Translatable

PAIRS = frozenset({("en", "es"), ("es", "en"), ("en", "de")})


@pytest.mark.parametrize(
    ("source", "target", "two_way", "without_ears", "with_ears"),
    [
        ("en", "es", False, Lack.NOTHING, Lack.NOTHING),
        ("en", "es", True, Lack.EARS, Lack.NOTHING),
        ("en", "de", True, Lack.EARS, Lack.NOTHING),
        ("es", "en", False, Lack.EARS, Lack.NOTHING),
        ("it", "en", False, Lack.EARS, Lack.NOTHING),
        ("any", "en", False, Lack.EARS, Lack.NOTHING),
        ("any", "es", False, Lack.EARS, Lack.NOTHING),
        ("en", "ja", False, Lack.TRANSLATOR, Lack.TRANSLATOR),
        ("es", "de", False, Lack.TRANSLATOR, Lack.TRANSLATOR),
        ("any", "ja", False, Lack.TRANSLATOR, Lack.TRANSLATOR),
        ("en", "en", False, Lack.NOTHING, Lack.NOTHING),
        ("it", "it", False, Lack.EARS, Lack.NOTHING),
        ("it", "en", True, Lack.TRANSLATOR, Lack.TRANSLATOR),
    ],
)
def test_what_is_missing(source, target, two_way, without_ears, with_ears):
    assert Translatable(PAIRS, ears=False).lacks(source, target, two_way=two_way) is without_ears
    assert Translatable(PAIRS, ears=True).lacks(source, target, two_way=two_way) is with_ears


def test_what_is_offered_can_be_translated_once_it_is_understood():
    whole = Translatable(PAIRS, ears=True)
    offered = [(source, target) for source in whole.sources for target in whole.targets(source)]
    assert {("en", "es"), ("any", "en"), ("it", "en"), ("it", "it")} <= set(offered)
    assert all(whole.lacks(*pair) is Lack.NOTHING for pair in offered)


def test_without_a_translator_other_languages_are_put_into_english_alone():
    assert Translatable(ears=True).targets("de") == ("de", "en"), "itself is for captions"
    assert Translatable(ears=True).targets("en") == ("en",)
