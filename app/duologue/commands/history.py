"""The commands `duologue history list | search | show | export | delete`."""

import argparse
import shutil
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from duologue.core.errors import InputError, OutputError
from duologue.core.paths import Paths
from duologue.history.changing import purge
from duologue.history.export import FORMATS, export, file_name
from duologue.history.plain import marks, terms
from duologue.history.reading import ConversationRow, HistoryReader
from duologue.history.writing import HistoryWriter
from duologue.session.timeline import from_json, to_json

SOUND = "wav"
_AROUND = 40
"""Characters on either side of what was found that are shown."""


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Adds the command `history`."""
    parser: argparse.ArgumentParser = subparsers.add_parser(
        "history", help="find, show, export and delete conversations"
    )
    commands = parser.add_subparsers(dest="history_command", required=True, metavar="COMMAND")
    listing = commands.add_parser("list", help="the conversations that are kept, the newest first")
    search = commands.add_parser("search", help="conversations in which words were said")
    search.add_argument("words", nargs="+", metavar="WORD", help='what was said; "in quotes" as it stands')
    for each in (listing, search):
        each.add_argument("--most", type=int, default=50, metavar="N", help="how many at most (50)")
    show = commands.add_parser("show", help="what was said in a conversation")
    show.add_argument("id", type=int, metavar="ID", help="its number, as `list` shows it")
    out = commands.add_parser("export", help="write a conversation to a file")
    out.add_argument("id", type=int, metavar="ID")
    out.add_argument(
        "--format",
        choices=(*FORMATS, SOUND),
        default="md",
        help="Markdown, JSON, subtitles, or the sound if recorded (md)",
    )
    out.add_argument("--out", type=Path, metavar="FILE", help="where to (a name of its own in this folder)")
    delete = commands.add_parser("delete", help="delete conversations for good")
    delete.add_argument("id", type=int, nargs="*", metavar="ID")
    delete.add_argument("--all", action="store_true", help="all of them")
    delete.add_argument("--yes", action="store_true", help="without asking")


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Carries out a command; returns the exit status.

    Raises:
        DuologueError: what cannot be done, in one sentence, for the caller to show.
    """
    reader = HistoryReader(paths.history, from_json)
    match options.history_command:
        case "list":
            _list(reader.conversations(most=options.most), "")
        case "search":
            query = " ".join(options.words)
            if not terms(query):
                raise InputError("history.query", "There is nothing to look for.")
            _list(reader.conversations(query, options.most), query)
        case "show":
            _show(reader, options.id)
        case "export":
            _export(reader, options, paths)
        case "delete":
            return _delete(reader, options, paths)
    return 0


def _list(rows: Sequence[ConversationRow], query: str) -> None:
    if not rows:
        _tell("Nothing was found." if query else "No conversation is kept yet.")
    for row in rows:
        count = f"{row.utterances} utterance{'' if row.utterances == 1 else 's'}"
        sound = ", with sound" if row.recorded else ""
        _tell(f"{row.id:>5}  {_local(row.began):%Y-%m-%d %H:%M}  {row.title or '(untitled)'}  ({count}{sound})")
        if row.found:
            _tell(f"       {snippet(row.found, query)}")


def snippet(text: str, query: str) -> str:
    """A piece of a text around the first place at which a query is found."""
    found = marks(text, query)
    first = max(0, found[0][0] - _AROUND) if found else 0
    last = first + 3 * _AROUND
    return f"{'…' if first else ''}{' '.join(text[first:last].split())}{'…' if last < len(text) else ''}"


def _show(reader: HistoryReader, id_: int) -> None:
    row = reader.conversation(id_)
    _tell(f"{row.title or '(untitled)'}, {_local(row.began):%Y-%m-%d %H:%M}")
    for each in reader.utterances(id_):
        who = {"user": "You", "assistant": "Duologue"}.get(each.side, "·")
        _tell(f"{_local(each.at):%H:%M}  {who}: {' '.join(each.text.split())}")


def _export(reader: HistoryReader, options: argparse.Namespace, paths: Paths) -> None:
    row = reader.conversation(options.id)
    out = options.out or Path(file_name(row, options.format))
    if options.format == SOUND:
        from duologue.session.kept_sound import write_sound  # noqa: PLC0415 - heavy to import, see cli.py

        write_sound(reader.recordings(row.id), paths.recordings, out)
    else:
        text = export(options.format, row, reader.events(row.id), reader.bodies(row.id))
        try:
            out.write_text(text, encoding="utf-8")
        except OSError as error:
            raise OutputError("history.export", f"'{out}' cannot be written: {error.strerror or error}.") from error
    _tell(str(out))


def _delete(reader: HistoryReader, options: argparse.Namespace, paths: Paths) -> int:
    if options.all == bool(options.id):
        raise InputError("history.delete", "Name the conversations to delete, or give --all.")
    rows = reader.conversations(most=-1) if options.all else [reader.conversation(id_) for id_ in options.id]
    if not options.yes and not _agreed(rows):
        return 1
    writer = HistoryWriter(paths.history, to_json)
    try:
        folders = writer.do(lambda file: purge(file, [row.id for row in rows], paths.history)).result()
    finally:
        writer.close()
    for folder in folders:
        shutil.rmtree(paths.recordings / folder, ignore_errors=True)
    _tell(f"{len(rows)} conversation{'' if len(rows) == 1 else 's'} deleted.")
    return 0


def _agreed(rows: Sequence[ConversationRow]) -> bool:
    if not sys.stdin.isatty():
        raise InputError("history.delete", "This cannot be undone: give --yes to delete without being asked.")
    what = f'"{rows[0].title}"' if len(rows) == 1 else f"{len(rows)} conversations"
    sys.stdout.write(f"Delete {what} for good? This cannot be undone. [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def _local(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def _tell(text: str) -> None:
    sys.stdout.write(f"{text}\n")
