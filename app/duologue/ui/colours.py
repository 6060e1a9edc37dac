"""Colours of the light, the dark and the high-contrast appearance. Knows nothing of Qt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tint:
    """A meaning's colour: a quiet background, and a foreground that is legible on it."""

    back: str
    fore: str


@dataclass(frozen=True, slots=True)
class Theme:
    """All colours of one appearance, as #rrggbb. Text colours reach WCAG AA on what they stand on."""

    name: str
    window: str
    surface: str
    border: str
    outline: str
    hover: str
    text: str
    secondary: str
    accent: str
    on_accent: str
    danger: str
    on_danger: str
    user_bubble: str
    user_live: str
    user_tentative: str
    assistant_bubble: str
    assistant_live: str
    meter_off: str
    neutral: Tint
    green: Tint
    amber: Tint
    blue: Tint
    red: Tint
    alarm: Tint


LIGHT = Theme(
    name="light",
    window="#f4f5f8",
    surface="#ffffff",
    border="#dde1e9",
    outline="#858ea0",
    hover="#e9ecf2",
    text="#1b202a",
    secondary="#576072",
    accent="#4353c9",
    on_accent="#ffffff",
    danger="#c0283a",
    on_danger="#ffffff",
    user_bubble="#dfe4fd",
    user_live="#a9b5f3",
    user_tentative="#525c8a",
    assistant_bubble="#ffffff",
    assistant_live="#1a9a8c",
    meter_off="#d3d8e2",
    neutral=Tint("#e7eaf0", "#4a5263"),
    green=Tint("#d8f1e4", "#0f6340"),
    amber=Tint("#fcecd0", "#7a4a00"),
    blue=Tint("#dcebfd", "#17508f"),
    red=Tint("#fbdfe2", "#9c1c2d"),
    alarm=Tint("#c0283a", "#ffffff"),
)

DARK = Theme(
    name="dark",
    window="#14161b",
    surface="#1d2027",
    border="#2f343e",
    outline="#737c8e",
    hover="#272b34",
    text="#e8ebf1",
    secondary="#a1a9b8",
    accent="#98a5ff",
    on_accent="#14161b",
    danger="#ff6f7d",
    on_danger="#1c0508",
    user_bubble="#2b3463",
    user_live="#5465c4",
    user_tentative="#b2bae6",
    assistant_bubble="#1f232b",
    assistant_live="#2f9f91",
    meter_off="#343a45",
    neutral=Tint("#272b34", "#b6bdca"),
    green=Tint("#14382a", "#7ddcae"),
    amber=Tint("#3d2c10", "#f3c26b"),
    blue=Tint("#15304f", "#93c4fb"),
    red=Tint("#4a1820", "#ffa5ae"),
    alarm=Tint("#ff6f7d", "#1c0508"),
)

CONTRAST = Theme(
    name="contrast",
    window="#000000",
    surface="#000000",
    border="#ffffff",
    outline="#ffffff",
    hover="#1f1f1f",
    text="#ffffff",
    secondary="#f2f2f2",
    accent="#ffe14d",
    on_accent="#000000",
    danger="#ff8a8a",
    on_danger="#000000",
    user_bubble="#00224d",
    user_live="#7ab8ff",
    user_tentative="#e0efff",
    assistant_bubble="#000000",
    assistant_live="#5cff9d",
    meter_off="#4d4d4d",
    neutral=Tint("#1f1f1f", "#ffffff"),
    green=Tint("#002e14", "#8cffb8"),
    amber=Tint("#332200", "#ffe08a"),
    blue=Tint("#00224d", "#b8d9ff"),
    red=Tint("#3d0000", "#ffc2c2"),
    alarm=Tint("#ff8a8a", "#000000"),
)
"""For who sees little: text at 7:1 and more (WCAG 2.2, AAA), edges in white, nothing told by a shade alone."""

THEMES = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
"""Every appearance, by the name that the setting has for it."""
