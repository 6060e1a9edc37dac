import pytest

from duologue.core.settings import choices
from duologue.ui.colours import CONTRAST, THEMES, Theme, Tint
from helpers.contrast import contrast

TEXT, GRAPHICS, HIGH = 4.5, 3.0, 7.0
"""Least contrast of text and of what must be seen, WCAG 2.2 AA, and of text in high contrast, AAA."""


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def text_pairs(theme: Theme) -> list[tuple[str, str]]:
    pairs = [(fore, back) for fore in (theme.text, theme.secondary) for back in (theme.window, theme.surface)]
    pairs += [(theme.text, theme.user_bubble), (theme.user_tentative, theme.user_bubble)]
    pairs += [(theme.text, theme.assistant_bubble), (theme.secondary, theme.assistant_bubble)]
    pairs += [(theme.secondary, theme.hover), (theme.accent, theme.window), (theme.green.fore, theme.window)]
    pairs += [(theme.on_accent, theme.accent), (theme.on_danger, theme.danger)]
    tints = [value for name in theme.__slots__ if isinstance(value := getattr(theme, name), Tint)]
    return pairs + [(tint.fore, tint.back) for tint in tints]


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_text_is_legible(theme: Theme) -> None:
    too_weak = [(pair, contrast(*pair)) for pair in text_pairs(theme) if contrast(*pair) < TEXT]
    assert too_weak == []


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_controls_and_levels_can_be_seen(theme: Theme) -> None:
    for fore in (theme.outline, theme.accent, theme.assistant_live, theme.danger):
        for back in (theme.window, theme.surface):
            assert contrast(fore, back) >= GRAPHICS, (fore, back)


def test_high_contrast_is_higher_than_that() -> None:
    too_weak = [(pair, contrast(*pair)) for pair in text_pairs(CONTRAST) if contrast(*pair) < HIGH]
    assert too_weak == []
    for edge in (CONTRAST.border, CONTRAST.outline):
        assert contrast(edge, CONTRAST.window) >= HIGH


def test_each_choice_of_the_setting_has_its_colours() -> None:
    assert {*choices("theme")} == {*THEMES, "system"}
