"""The commands `duologue voices list | say | build`."""

import argparse
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from duologue.commands import models
from duologue.core.errors import BundleError, DeviceError, InputError, OutputError
from duologue.core.languages import ENGLISH, language_code
from duologue.core.paths import Paths
from duologue.core.settings import VOICE_RATES
from duologue.core.timing import SPEAKER_RATE_HZ
from duologue.model.contents import DEFAULT_BUNDLE, VOICES_BUNDLE

if TYPE_CHECKING:
    from duologue.core.microturn import Samples
    from duologue.model.voice.entry import VoiceEntry
    from duologue.model.voice.registry import Voices

_AHEAD_S = 2.0
"""Sound, in seconds, that is made ahead of what is heard."""
_WAIT_S = 0.05
_RATE_HELP = "times the usual speed, {} to {} (1)".format(*VOICE_RATES)


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Adds the command `voices`."""
    parser: argparse.ArgumentParser = subparsers.add_parser("voices", help="list the voices and hear them")
    commands = parser.add_subparsers(dest="voices_command", required=True, metavar="COMMAND")
    commands.add_parser("list", help="show the voices on this machine, the best of each language first")
    commands.add_parser("build", help="fetch and build more voices: 41, in seven languages")
    say = commands.add_parser("say", help="have a text spoken")
    say.add_argument("text", metavar="TEXT", help="what to say")
    say.add_argument("--voice", default="", metavar="NAME", help="which voice (the best of the language)")
    say.add_argument(
        "--language", type=language_code, default="", metavar="CODE", help="ISO 639-1 code of the text's language"
    )
    say.add_argument("--rate", type=float, default=1.0, metavar="N", help=_RATE_HELP)
    say.add_argument("--out", type=Path, metavar="FILE", help="a WAV file instead of the speaker")


def run(options: argparse.Namespace, paths: Paths) -> int:
    """Carries out a command; returns the exit status.

    Raises:
        DuologueError: what cannot be done, in one sentence, for the caller to show.
    """
    if options.voices_command == "build":
        return models.build(VOICES_BUNDLE, paths)
    entries = _entries(paths)
    if options.voices_command == "list":
        for name, entry in entries.items():
            sys.stdout.write(f"{name}  {_told(entry)}\n")
        return 0
    return _say(options, entries)


def speaker(language: str, paths: Paths) -> "Callable[[str], Iterator[Samples]]":
    """What makes sound of texts with the best voice of a language.

    Raises:
        DuologueError: nothing here speaks the language.
    """
    from duologue.model.voice.registry import Voices  # noqa: PLC0415 - see _entries

    voices = Voices(language, "", _entries(paths))
    return lambda text: _spoken(voices, text, language)


def _entries(paths: Paths) -> "dict[str, VoiceEntry]":
    """The voices there are; without a whole bundle, those beside it."""
    from duologue.model.bundle import load_bundle  # noqa: PLC0415 - heavy to import, see cli.py
    from duologue.model.voice.registry import find_entries  # noqa: PLC0415

    try:
        bundle = load_bundle(DEFAULT_BUNDLE, paths.bundles, needs_core=False)
    except BundleError as error:
        _tell(error.message)
        bundle = None
    return find_entries(bundle, paths.voices, paths.bundles)


def _told(entry: "VoiceEntry") -> str:
    """What a voice speaks, for people."""
    if entry.problem:
        return f"unusable: {entry.problem}"
    spoken = entry.accent or entry.languages[0]
    more = len(entry.languages) - 1
    return f"{spoken} and {more} other languages" if more else spoken


def _say(options: argparse.Namespace, entries: "dict[str, VoiceEntry]") -> int:
    from duologue.audio.wav import WavWriter  # noqa: PLC0415 - see _entries
    from duologue.model.voice.registry import Voices  # noqa: PLC0415

    if not options.text.strip():
        raise InputError("voices.text", "There is nothing to say: the text is empty.")
    slowest, fastest = VOICE_RATES
    if not slowest <= options.rate <= fastest:
        raise InputError(
            "voices.rate", f"--rate takes {slowest} to {fastest} times the usual speed, not {options.rate:g}."
        )
    language = options.language or _language_of(options.voice, entries)
    voices = Voices(language, options.voice, entries)
    voices.pace(options.rate)
    if options.out is None:
        play(_spoken(voices, options.text, language))
        return 0
    unfinished: Path = options.out.with_name(f".{options.out.name}.part")
    try:
        with WavWriter(unfinished) as file:
            for sound in _spoken(voices, options.text, language):
                file.write(sound)
            file.finish(file.samples)
        unfinished.replace(options.out)
    except OSError as error:
        raise OutputError("wav.open", f"'{options.out}' cannot be written: {error.strerror}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return 0


def _language_of(name: str, entries: "dict[str, VoiceEntry]") -> str:
    """The language that a voice speaks first, English for none.

    Raises:
        InputError: there is no such voice, or it cannot be used.
    """
    if not name:
        return ENGLISH
    if name not in entries:
        raise InputError("voices.name", f"There is no voice '{name}'; there is: {', '.join(entries)}.")
    if entries[name].problem:
        raise InputError("voices.name", entries[name].problem)
    return entries[name].languages[0]


def _spoken(voices: "Voices", text: str, language: str) -> "Iterator[Samples]":
    """A text as sound, piece by piece with the pauses in between; what goes wrong is told."""
    import numpy as np  # noqa: PLC0415 - see _entries

    from duologue.model.voice.clauses import split_clauses  # noqa: PLC0415

    for clause in split_clauses(text, language):
        for piece in voices.speak(clause, language):
            yield piece.samples
            yield np.zeros(round(piece.pause_s * SPEAKER_RATE_HZ), np.float32)
        for fault in voices.take_faults():
            _tell(fault)


def play(sounds: "Iterator[Samples]") -> None:
    """Plays sound on the system's speaker while it is being made.

    Raises:
        DeviceError: there is none, or it was lost.
    """
    from duologue.audio.devices import list_devices, load_portaudio  # noqa: PLC0415 - see _entries
    from duologue.audio.live import LiveSpeaker  # noqa: PLC0415

    backend = load_portaudio()
    devices = list_devices("output", backend)
    if not devices:
        raise DeviceError("device.none", "No speaker was found; --out FILE writes the sound into a file.")
    speaker, end = LiveSpeaker(devices[0], backend=backend), 0
    waiting = threading.Event()
    try:
        for sound in sounds:
            while end - speaker.position() > _AHEAD_S * SPEAKER_RATE_HZ:
                waiting.wait(_WAIT_S)
            at = max(end, speaker.position())
            speaker.play(at, sound)
            end = at + len(sound)
        while speaker.position() < end:
            waiting.wait(_WAIT_S)
    finally:
        speaker.close()


def _tell(message: str) -> None:
    sys.stderr.write(f"duologue: {message}\n")
