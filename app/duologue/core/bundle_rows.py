"""A model bundle as people see it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BundleRow:
    """A bundle as people see it. state: one line on where it stands. installed: its folder is there, whole or not.
    fixed: it came with the program and cannot be removed."""

    name: str
    title: str
    about: str
    state: str
    installed: bool
    usable: bool
    fixed: bool = False
