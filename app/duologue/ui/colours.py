"""Colours of the light and the dark appearance. Knows nothing of Qt."""

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
