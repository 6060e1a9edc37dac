"""The command `duologue completion bash | zsh | fish`: what a shell needs to complete this program's command line.

All of it is read from the parser, so that a new command or option is completed without a line here.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAME = "duologue"
FILES, FOLDERS, NOTHING = "files", "folders", "nothing"
"""What may stand for a value: a file, a folder, or something that no shell knows."""


@dataclass(frozen=True, slots=True)
class Option:
    """flags: as they are typed. about: what it does. value: None where it takes none; words: what it may be."""

    flags: tuple[str, ...]
    about: str
    value: str | None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Level:
    """What may follow the name of a command. path: the words so far. commands: name -> what it does."""

    path: tuple[str, ...]
    options: tuple[Option, ...]
    commands: dict[str, str]
    words: tuple[str, ...]
    files: str

    @property
    def key(self) -> str:
        """The path in one string."""
        return " ".join(self.path)


def add_parser(subparsers: "argparse._SubParsersAction[Any]") -> None:
    """Adds the command `completion`."""
    parser = subparsers.add_parser(
        "completion", help="print what a shell needs to complete commands and options",
        description="bash: source <(duologue completion bash). zsh: write it to _duologue in a folder of fpath. "
        "fish: duologue completion fish | source.",
    )  # fmt: skip
    parser.add_argument("shell", choices=tuple(SHELLS), help="which shell")


def run(options: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Prints it; returns the exit status. parser: of the whole command line."""
    sys.stdout.write(SHELLS[options.shell](tuple(levels(parser))))
    return 0


def levels(parser: argparse.ArgumentParser, path: tuple[str, ...] = (NAME,)) -> Iterator[Level]:
    """A parser and those of its commands, the whole before its parts. Hidden options stay hidden."""
    options: list[Option] = []
    commands: dict[str, str] = {}
    words: tuple[str, ...] = ()
    files = NOTHING
    inner: list[tuple[str, argparse.ArgumentParser]] = []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
            commands = {name: helps.get(name, "") for name in action.choices if name in helps}
            inner = [(name, action.choices[name]) for name in commands]
        elif action.help == argparse.SUPPRESS:
            continue
        elif action.option_strings:
            takes = None if action.nargs == 0 else _value(action)
            options.append(Option(tuple(action.option_strings), action.help or "", takes, _words(action)))
        else:
            words, files = words + _words(action), _value(action) if files == NOTHING else files
    yield Level(path, tuple(options), commands, words, files)
    for name, below in inner:
        yield from levels(below, (*path, name))


def _value(action: argparse.Action) -> str:
    if action.type is not Path:
        return NOTHING
    return FOLDERS if action.metavar == "DIR" else FILES


def _words(action: argparse.Action) -> tuple[str, ...]:
    return tuple(str(choice) for choice in action.choices or ())


def bash(shown: tuple[Level, ...]) -> str:
    """A function for bash, and its registration."""
    known = "|".join(f'"{level.key}"' for level in shown if len(level.path) > 1)
    compgen = {FILES: "-f", FOLDERS: "-d", NOTHING: "-W ''"}
    values, all_words = [], []
    for level in shown:
        for option in level.options:
            if option.value is not None:
                kind = f"-W '{' '.join(option.words)}'" if option.words else compgen[option.value]
                pattern = "|".join(f'"{level.key} {flag}"' for flag in option.flags)
                values.append(f'        {pattern}) COMPREPLY=($(compgen {kind} -- "$cur")); return ;;')
        words = [flag for option in level.options for flag in option.flags]
        files = {FILES: " files=-f", FOLDERS: " files=-d", NOTHING: ""}[level.files]
        all_words.append(
            f'        "{level.key}") words="{" ".join([*level.commands, *level.words, *words])}"{files} ;;'
        )
    return "\n".join([
        f"# {NAME}(1) for bash", f"_{NAME}() {{",
        f"    local at={NAME} words= files= word",
        "    local cur=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}",
        '    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do',
        f'        case "$at $word" in {known}) at+=" $word" ;; esac', "    done",
        '    case "$at $before" in', *values, "    esac", '    case "$at" in', *all_words, "    esac",
        '    COMPREPLY=($(compgen -W "$words" -- "$cur"))',
        '    [[ -z $files || $cur == -* ]] || COMPREPLY+=($(compgen $files -- "$cur"))', "}",
        f"complete -o filenames -F _{NAME} {NAME}", "",
    ])  # fmt: skip


def zsh(shown: tuple[Level, ...]) -> str:
    """A file for a folder of zsh's fpath."""
    known = "|".join(f'"{level.key}"' for level in shown if len(level.path) > 1)
    offer = {FILES: "_files", FOLDERS: "_files -/", NOTHING: "_message value"}
    values, entries = [], []
    for level in shown:
        for option in level.options:
            if option.value is not None:
                act = f"compadd -- {' '.join(option.words)}" if option.words else offer[option.value]
                pattern = "|".join(f'"{level.key} {flag}"' for flag in option.flags)
                values.append(f"        ({pattern}) {act}; return ;;")
        told = [*level.commands.items(), *((word, "") for word in level.words)]
        told += [(flag, option.about) for option in level.options for flag in option.flags]
        listed = " ".join(_quoted(f"{name}:{about}") for name, about in told)
        more = "" if level.files == NOTHING else f"; {offer[level.files]}"
        entries.append(f'        ("{level.key}") entries=({listed}){more} ;;')
    return "\n".join([
        f"#compdef {NAME}", f"_{NAME}() {{", f"    local at={NAME} word", "    local -a entries",
        "    for word in ${words[2,CURRENT-1]}; do",
        f'        case "$at $word" in ({known}) at+=" $word" ;; esac', "    done",
        '    case "$at ${words[CURRENT-1]}" in', *values, "    esac", '    case "$at" in', *entries, "    esac",
        f"    _describe {NAME} entries", "}",
        f'if [[ $funcstack[1] == _{NAME} ]]; then _{NAME} "$@"; else compdef _{NAME} {NAME}; fi', "",
    ])  # fmt: skip


def fish(shown: tuple[Level, ...]) -> str:
    """Commands for fish."""
    known = " ".join(f"'{level.key}'" for level in shown if len(level.path) > 1)
    lines = [
        f"function __{NAME}_at", f"    set -l at {NAME}", "    for word in (commandline -opc)[2..]",
        f'        if contains -- "$at $word" {known}', '            set at "$at $word"', "        end", "    end",
        '    test "$at" = "$argv[1]"', "end", f"complete -c {NAME} -f",
    ]  # fmt: skip
    for level in shown:
        here = f"complete -c {NAME} -n \"__{NAME}_at '{level.key}'\""
        lines += [f"{here} -a {_quoted(name)} -d {_quoted(about)}" for name, about in level.commands.items()]
        lines += [f"{here} -a {_quoted(word)}" for word in level.words]
        if level.files != NOTHING:
            lines.append(f"{here} -F")
        for option in level.options:
            flags = " ".join(f"-l {flag[2:]}" if flag.startswith("--") else f"-s {flag[1:]}" for flag in option.flags)
            value = "" if option.value is None else " -r -F" if option.value != NOTHING else " -x"
            words = f" -x -a {_quoted(' '.join(option.words))}" if option.words else value
            lines.append(f"{here} {flags}{words} -d {_quoted(option.about)}")
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return "'{}'".format(text.replace("\\", "\\\\").replace("'", "'\\''"))


SHELLS: dict[str, Callable[[tuple[Level, ...]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}
"""Each shell that is known, and what is written for it."""
