"""The recorded sound of a conversation as one file."""

from collections.abc import Sequence
from pathlib import Path

from duologue.audio.two_sides import write_two_sides
from duologue.core.errors import InputError
from duologue.session.sound_keeper import ASSISTANT, YOU


def write_sound(names: Sequence[str], recordings: Path, out: Path) -> None:
    """Writes both sides of all recordings of a conversation into one file. names: of their folders in `recordings`.

    Raises:
        InputError: there is no sound, or it cannot be written.
    """
    folders = [folder for name in names if (folder := recordings / name).is_dir()]
    if not folders:
        raise InputError("history.sound", "No sound was recorded of this conversation.")
    write_two_sides([(folder / YOU, folder / ASSISTANT) for folder in folders], out)
