"""The disk, the settings, and what is kept: lists, notes, timers, servers."""

import contextlib
import os
import shutil
import sqlite3
from pathlib import Path

from duologue.commands.checks.base import Finding, Installation, hint, ok, problem
from duologue.core.settings_store import SettingsStore
from duologue.tools.mcp.config import load_servers

LITTLE_MB, SCARCE_MB = 2_000, 200
"""Free space, in MB, that a further model may not fit into, and with which nothing can be kept safely."""
_MB = 1_000_000


def look_at_disk(installation: Installation) -> list[Finding]:
    """Room, and whether the folders may be written."""
    folder = _nearest(installation.paths.data)
    for place in {folder, _nearest(installation.paths.config)}:
        if not os.access(place, os.W_OK | os.X_OK):
            return [problem("disk", f"The folder {place} may not be written.", "Give it back to your account (chown).")]
    free = shutil.disk_usage(folder).free / _MB
    if free < SCARCE_MB:
        return [problem("disk", f"Only {free:.0f} MB are free where data are kept.", "Free some space.")]
    if free < LITTLE_MB:
        return [hint("disk", f"{free:.0f} MB are free.", "Free some space before you add another model.")]
    return [ok("disk", f"{free / 1000:.0f} GB are free where data are kept ({installation.paths.data}).")]


def look_at_settings(installation: Installation) -> list[Finding]:
    """The file of settings and the file of servers."""
    path = installation.paths.settings
    trouble = SettingsStore.open(path).problem
    if trouble:
        findings = [problem("settings", trouble, f"Correct {path}, or delete it to start with the defaults.")]
    else:
        findings = [ok("settings", f"{path} is in order." if path.exists() else "All settings are the defaults.")]
    servers, problems = load_servers(installation.paths.servers)
    advice = f"Correct {installation.paths.servers}, or use the menu, Tools and servers."
    findings += [problem("servers of tools", told, advice) for told in problems]
    if servers:
        findings.append(ok("servers of tools", f"{len(servers)} in {installation.paths.servers.name}."))
    return findings


def look_at_kept(installation: Installation) -> list[Finding]:
    """The databases of what is kept: lists, notes, timers and reminders; conversations."""
    paths = installation.paths
    return [_database(about, path) for about, path in (("lists and timers", paths.kept), ("history", paths.history))]


def _database(about: str, path: Path) -> Finding:
    """Whether a database is whole. It is opened for reading alone."""
    if not path.exists():
        return ok(about, "Nothing is kept yet.")
    try:
        with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            said = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.Error as error:
        said = str(error)
    if said == "ok":
        return ok(about, f"{path.name} is in order.")
    advice = f"Move {path} aside, so that a new one is begun; what can be read of it stays in there."
    return problem(about, f"{path.name} is damaged ({said}).", advice)


def _nearest(folder: Path) -> Path:
    """The folder itself, or the first one above it that exists."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())
