"""The tracks of a session that was stored: of a replay, or of one that was recorded."""

from pathlib import Path

from duologue.core.errors import InputError
from duologue.session.timeline import read_events
from duologue.view.tracks import Tracks

TIMELINE = "timeline.jsonl"


def read_tracks(path: Path) -> Tracks:
    """Everything that a timeline tells. path: the file, or the folder that holds it.

    Raises:
        InputError: there is none, or it is no timeline; in one sentence.
    """
    file = path / TIMELINE if path.is_dir() else path
    try:
        events = read_events(file)
    except OSError as error:
        raise InputError("inspector.file", f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        hint = f"open the folder of a session, or the {TIMELINE} in it"
        raise InputError("inspector.file", f"{file} is no timeline of a session; {hint}.") from error
    except ValueError as error:
        raise InputError("inspector.file", f"{file} is no timeline of a session: {error}.") from error
    if not events:
        raise InputError("inspector.file", f"{file} holds nothing that happened in a session.")
    tracks = Tracks(kept_s=None)
    for event in events:
        tracks.apply(event)
    return tracks
