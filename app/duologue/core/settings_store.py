"""The one owner of the settings: what they are now, their file, and who is told of a change."""

import asyncio
import contextlib
import dataclasses
import json
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Self

from duologue.core.errors import InputError
from duologue.core.events import Json
from duologue.core.settings import Settings

SAVE_EVERY_S = 0.5
"""Shortest time between two writes of the file; a change that comes sooner is written when it has passed."""

Changes = Mapping[str, Json]
"""Name of a setting -> its new value."""
Take = Callable[[Settings, Changes], None]
"""Takes the settings as they are now and the difference from before."""


class SettingsStore:
    """Owns the settings of a running program, or of one replayed session, which has no file.

    set() validates a change, writes the file and tells the subscribers; nobody else keeps a copy. The first change
    after a quiet time is in the file when set() returns, those that follow at once SAVE_EVERY_S later, so that a
    program that is killed loses no more than that. A name or value that this version does not know is set aside and
    stays in the file; a file that cannot be read at all is kept beside before anything is written.

    problem: one sentence about the file for the user, "" if it is as it should be.
    on_problem: takes one sentence when the file cannot be written.
    """

    def __init__(self, settings: Settings | None = None, path: Path | None = None) -> None:
        self._settings = settings or Settings()
        self._path = path
        self._aside: dict[str, Json] = {}
        self._unreadable = False
        self._subscribers: list[tuple[Take, frozenset[str]]] = []
        self._waiting: asyncio.TimerHandle | None = None
        self._unsaved = False
        self._saved_at_s = -SAVE_EVERY_S
        self.problem = ""
        self.on_problem: Callable[[str], None] = lambda _: None

    @classmethod
    def open(cls, path: Path, schema: type[Settings] = Settings) -> Self:
        """The settings in a file; without one the defaults."""
        store = cls(schema(), path)
        try:
            values = json.loads(path.read_bytes())  # of UTF-8, 16 or 32, with or without a mark
            if not isinstance(values, dict):
                raise InputError("settings.file", f"{path.name} holds no settings")
        except FileNotFoundError:
            return store
        except (OSError, UnicodeDecodeError, json.JSONDecodeError, RecursionError, InputError) as error:
            store._unreadable = True
            why = f" ({error.strerror})" if isinstance(error, OSError) and error.strerror else ""
            store.problem = (
                f"Your settings could not be read{why}, so Duologue starts with the defaults. What you change from now "
                f"on is kept; the old file stays beside it as {_beside(path).name}."
            )
        else:
            store._take_in(values)
        return store

    @property
    def now(self) -> Settings:
        """The settings as they are now."""
        return self._settings

    @property
    def unsaved(self) -> bool:
        """A change is not in the file yet."""
        return self._unsaved

    def set(self, **changes: Json) -> Changes:
        """Changes settings; the difference from before, empty if there is none.

        Raises:
            InputError: a name that is unknown or a value that is not allowed; then nothing changes.
        """
        before, after = self._settings, self._settings.changed(changes, where="settings")
        difference = {name: getattr(after, name) for name in changes if getattr(after, name) != getattr(before, name)}
        mended = self._aside.keys() & changes.keys()
        self._aside = {name: value for name, value in self._aside.items() if name not in mended}
        self._settings = after
        if difference or mended:
            self._save_soon()
        if difference:
            for take, names in tuple(self._subscribers):
                if mine := {name: value for name, value in difference.items() if not names or name in names}:
                    take(after, mine)
        return difference

    def subscribe(self, take: Take, *names: str) -> Callable[[], None]:
        """Has every change told, or those of the named settings; what is returned ends that."""
        entry = (take, frozenset(names))
        self._subscribers.append(entry)

        def end() -> None:
            if entry in self._subscribers:
                self._subscribers.remove(entry)

        return end

    def follow(self, use: Callable[[Settings], None], *names: str) -> Callable[[], None]:
        """Has the named settings used as they are now and after each change; what is returned ends that."""
        use(self._settings)
        return self.subscribe(lambda settings, _: use(settings), *names)

    def flush(self) -> None:
        """Writes what is not in the file yet."""
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
        if self._unsaved:
            self._save()

    # ---- the file ----------------------------------------------------------------------------------------------

    def _take_in(self, values: dict[str, Json]) -> None:
        """Takes what can be used from a file and sets the rest aside."""
        assert self._path is not None
        problems = []
        for name, value in values.items():
            try:
                self._settings = self._settings.changed({name: value}, where=self._path.name)
            except InputError as error:
                self._aside[name] = value
                problems.append(error.message)
        if problems:
            self.problem = f"{' '.join(problems)} It stays in the file but is ignored."

    def _save_soon(self) -> None:
        if self._path is None:
            return
        self._unsaved = True
        if self._waiting is not None:
            return
        left_s = self._saved_at_s + SAVE_EVERY_S - time.monotonic()
        with contextlib.suppress(RuntimeError):  # without a running loop nothing can be put off
            if left_s > 0:
                self._waiting = asyncio.get_running_loop().call_later(left_s, self.flush)
                return
        self._save()

    def _save(self) -> None:
        assert self._path is not None
        self._saved_at_s = time.monotonic()
        defaults = type(self._settings)()
        values = dataclasses.asdict(self._settings)
        changed = {name: value for name, value in values.items() if value != getattr(defaults, name)}
        try:
            if self._unreadable:
                with contextlib.suppress(FileNotFoundError):  # somebody has taken it away meanwhile
                    self._path.replace(_beside(self._path))
                self._unreadable = False
            write(self._path, {**self._aside, **changed})
        except OSError as error:
            self.on_problem(f"The settings could not be saved in {self._path}: {error.strerror or error}.")
        else:
            self._unsaved = False


def write(path: Path, values: Mapping[str, Any]) -> None:
    """Writes a settings file so that a program that is killed meanwhile leaves the old one or the new one.

    Raises:
        OSError: it cannot be written; the old one stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def _beside(path: Path) -> Path:
    """Where a file that cannot be read is kept: the first name that is free."""
    names = (path.with_name(f"{path.name}.broken{number}") for number in ("", *map(str, range(2, 100))))
    return next((name for name in names if not name.exists()), path.with_name(f"{path.name}.broken"))
