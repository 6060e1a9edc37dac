"""What the desktop offers: keys that work everywhere, a tray, notifications, a keyring."""

import asyncio
import os
import sys
from dataclasses import dataclass

from duologue.background.api_keys import KeyringUnusableError, read_api_key
from duologue.commands.checks.base import Finding, Installation, hint, ok, problem
from duologue.desktop.hotkeys.base import INSTEAD
from duologue.desktop.services import Services, offered_services

_NOBODY = "https://nobody.invalid"
"""An address for which no keyring holds a key."""


@dataclass(frozen=True, slots=True)
class Desktop:
    """wayland, x11: what the environment names. services: what the session's bus offers, None without a bus."""

    wayland: bool
    x11: bool
    services: Services | None


def this_desktop() -> Desktop:
    """The one that the environment names."""
    services = asyncio.run(offered_services()) if sys.platform.startswith("linux") else None
    return Desktop(bool(os.environ.get("WAYLAND_DISPLAY")), bool(os.environ.get("DISPLAY")), services)


def look_at_desktop(installation: Installation, desktop: Desktop | None = None) -> list[Finding]:
    """The global key above all. desktop: stands for the one of this session, in tests."""
    if not sys.platform.startswith("linux"):
        return [ok("keys", "A key that works in every program can be set in the menu, Keys.")]
    found = desktop or this_desktop()
    if not (found.wayland or found.x11):
        return [hint("desktop", "There is no screen in this session.", "Start it from a desktop to see its window.")]
    return [_keys(installation, found), *_tray_and_messages(found)]


def look_at_keyring(installation: Installation) -> list[Finding]:
    """Whether keys of servers can be kept."""
    try:
        read_api_key(_NOBODY)
    except KeyringUnusableError as error:
        return [hint("keyring", "Keys and sign-ins of servers cannot be kept.", error.message)]
    return [ok("keyring", "Keys and sign-ins of servers can be kept.")]


def _keys(installation: Installation, desktop: Desktop) -> Finding:
    wanted = installation.settings.global_mute_key
    if not desktop.wayland:
        return ok("keys", "A key that works in every program can be set (X11).")
    if desktop.services is not None and desktop.services.global_shortcuts:
        return ok("keys", "A key that works in every program can be set (Wayland, through the desktop's portal).")
    says = "This Wayland desktop lets no program have a key of its own (no GlobalShortcuts portal)."
    advice = f"{INSTEAD[0].upper()}{INSTEAD[1:]}."
    return problem("keys", says, advice) if wanted else hint("keys", says, advice)


def _tray_and_messages(desktop: Desktop) -> list[Finding]:
    if desktop.services is None:
        says = "The desktop's own services cannot be reached (no session bus)."
        return [hint("desktop", says, "Start it from the desktop's menu, not from another account's terminal.")]
    findings = [ok("tray", "The desktop shows an icon in its tray.")]
    if not desktop.services.tray:
        advice = "Install the extension AppIndicator (GNOME), or use the window; closing it ends the program then."
        findings = [hint("tray", "This desktop shows no icons of programs.", advice)]
    if desktop.services.notifications:
        return [*findings, ok("messages", "Timers and reminders can be shown by the desktop.")]
    advice = "Install a notification service (for example dunst); they still sound, and show in the window."
    return [*findings, hint("messages", "The desktop cannot show messages of timers and reminders.", advice)]
