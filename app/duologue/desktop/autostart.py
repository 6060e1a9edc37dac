"""Starting the program when its user logs in, by the means of each system."""

import contextlib
import importlib
import os
import plistlib
import shlex
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

from duologue.core.errors import OutputError
from duologue.core.programs import own_program

NAME = "duologue"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
_MACOS_LABEL = "org.duologue.Duologue"


class Autostart(Protocol):
    """Whether the program starts at login, as the system has it."""

    def is_on(self) -> bool:
        """It does."""

    def turn(self, *, on: bool, command: Sequence[str]) -> None:
        """Has a command started from the next login on, or no longer.

        Raises:
            OutputError: the system does not let it.
        """


class DesktopFile:
    """Linux: a file in the folder `autostart` of the user's settings, as all desktops read it."""

    def __init__(self, folder: Path | None = None) -> None:
        settings = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")
        self._file = (folder or settings / "autostart") / f"{NAME}.desktop"

    def is_on(self) -> bool:
        """The file is there."""
        return self._file.is_file()

    def turn(self, *, on: bool, command: Sequence[str]) -> None:
        """Writes or removes the file."""
        lines = ["[Desktop Entry]", "Type=Application", "Name=Duologue", f"Icon={NAME}", f"Exec={_as_exec(command)}"]
        _write(self._file, "\n".join([*lines, "X-GNOME-Autostart-enabled=true", ""]).encode() if on else None)


class LaunchAgent:
    """macOS: a property list in the user's folder of launch agents."""

    def __init__(self, folder: Path | None = None) -> None:
        self._file = (folder or Path.home() / "Library" / "LaunchAgents") / f"{_MACOS_LABEL}.plist"

    def is_on(self) -> bool:
        """The file is there."""
        return self._file.is_file()

    def turn(self, *, on: bool, command: Sequence[str]) -> None:
        """Writes or removes the file."""
        wanted = {"Label": _MACOS_LABEL, "ProgramArguments": list(command), "RunAtLoad": True}
        _write(self._file, plistlib.dumps(wanted) if on else None)


class RunKey:
    """Windows: a value of the user's key `Run`. registry: the module winreg."""

    def __init__(self, registry: Any = None) -> None:
        self._registry = registry or importlib.import_module("winreg")

    def is_on(self) -> bool:
        """The value is there."""
        with contextlib.suppress(OSError), self._key(self._registry.KEY_READ) as key:
            self._registry.QueryValueEx(key, NAME)
            return True
        return False

    def turn(self, *, on: bool, command: Sequence[str]) -> None:
        """Sets or deletes the value."""
        try:
            with self._key(self._registry.KEY_SET_VALUE) as key:
                if on:
                    line = " ".join(f'"{word}"' for word in command)
                    self._registry.SetValueEx(key, NAME, 0, self._registry.REG_SZ, line)
                else:
                    with contextlib.suppress(FileNotFoundError):
                        self._registry.DeleteValue(key, NAME)
        except OSError as error:
            raise _refused(error) from error

    def _key(self, access: int) -> Any:
        return self._registry.CreateKeyEx(self._registry.HKEY_CURRENT_USER, _RUN_KEY, 0, access)


def this_autostart() -> Autostart:
    """That of this system."""
    if sys.platform == "win32":
        return RunKey()
    return LaunchAgent() if sys.platform == "darwin" else DesktopFile()


def login_command() -> list[str]:
    """What is started at login: the installed command where there is one, which stays the same when it is upgraded."""
    if getattr(sys, "frozen", False):
        installed = shutil.which(NAME)
        same = installed is not None and Path(installed).resolve() == Path(sys.executable).resolve()
        return [installed if installed is not None and same else sys.executable, "--hidden"]
    return own_program(NAME, "--hidden")


def _as_exec(command: Sequence[str]) -> str:
    """A command as the key Exec of a desktop file has it: percent signs are doubled, odd words in quotes."""
    quoted = []
    for word in command:
        escaped = "".join(f"\\{sign}" if sign in '\\"`$' else sign for sign in word.replace("%", "%%"))
        quoted.append(f'"{escaped}"' if shlex.quote(word) != word else escaped)
    return " ".join(quoted)


def _write(file: Path, data: bytes | None) -> None:
    """Writes a file in one move, or removes it."""
    try:
        if data is None:
            file.unlink(missing_ok=True)
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f".{file.name}.new")
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        raise _refused(error) from error


def _refused(error: OSError) -> OutputError:
    why = error.strerror or str(error)
    return OutputError("autostart", f"Starting at login cannot be changed: {why}.")
