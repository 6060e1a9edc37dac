"""The process in which a model of onnxruntime-genai lives: `python -m duologue.background.genai_process FOLDER`.

It is a process of its own because the package holds Python's interpreter while it reads a question, which takes
seconds, and again for each token; in the session's process nothing would be heard or said meanwhile. It gives way to
the session.

One JSON object a line. In: {"ask": N, "question", "context"}, answered one after the other, and {"cancel": N}. Out:
{"ask": N, "text"} for each piece, {"ask": N, "end": true} at the end, with an "error" if it failed.
"""

import json
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from duologue.background.context import ChatRole, Context, ConversationLine, messages
from duologue.background.context_window import for_prompt
from duologue.core.events import Json

CONFIG_NAME = "genai_config.json"
LONGEST = 8192
"""Most tokens of question and answer together: the memory for them is taken at once."""
LEAST_ANSWER = 32
"""Fewest tokens that must be left for an answer."""
CHUNK = 64
"""Tokens of a question that are read on the CPU before it is looked whether its answer is still wanted."""
NICENESS = 5
"""Steps by which the process gives way to others, on systems that know that."""
_ON_CPU = "CPU"


class TooLongError(Exception):
    """A question does not fit into what the model takes."""


class FolderModel:
    """A model in a folder, with the package that runs it."""

    def __init__(self, package: Any, folder: Path) -> None:
        self._package = package
        self._longest = longest(folder)
        self._model = package.Model(str(folder))
        self._tokenizer = package.Tokenizer(self._model)

    def pieces(self, question: str, context: Context, wanted: Callable[[], bool]) -> Iterator[str]:
        """The answer token by token, for as long as it is wanted.

        Raises:
            TooLongError: even without the conversation there is no room for an answer.
        """
        prompt = self._prompt(question, context)
        params = self._package.GeneratorParams(self._model)
        params.set_search_options(max_length=self._longest)
        generator, stream = self._package.Generator(self._model, params), self._tokenizer.create_stream()
        chunk = CHUNK if self._model.device_type == _ON_CPU else len(prompt)  # others may take it in one piece only
        for at in range(0, len(prompt), chunk):
            if not wanted():
                return
            generator.append_tokens(prompt[at : at + chunk])
        while wanted() and not generator.is_done():
            generator.generate_next_token()
            yield stream.decode(generator.get_next_tokens()[0])

    def _prompt(self, question: str, context: Context) -> Any:
        """The tokens of a question with as much of the conversation as leaves room for an answer."""
        fits = room = for_prompt(self._longest)
        while True:
            told = messages(context, question, room=room, count=self._count)
            written = self._tokenizer.apply_chat_template(messages=json.dumps(told), add_generation_prompt=True)
            prompt = self._tokenizer.encode(written)
            if len(prompt) <= fits or room <= 0:
                break
            room -= max(1, len(prompt) - fits)  # the template writes more around the messages than was thought
        if len(prompt) > self._longest - LEAST_ANSWER:
            raise TooLongError(f"{len(prompt)} tokens, and the model takes {self._longest} with its answer")
        return prompt

    def _count(self, text: str) -> int:
        return len(self._tokenizer.encode(text))


def longest(folder: Path) -> int:
    """How many tokens question and answer may have together, by the folder's configuration."""
    config = json.loads((folder / CONFIG_NAME).read_text(encoding="utf-8"))
    told = config.get("model", {}).get("context_length"), config.get("search", {}).get("max_length")
    return min([LONGEST, *(number for number in told if isinstance(number, int) and number > 0)])


def asked_line(number: int, question: str, context: Context) -> str:
    """A question as this process reads it."""
    told = asdict(replace(context, tools=()))
    return json.dumps({"ask": number, "question": question, "context": told}) + "\n"


def _context(told: Json) -> Context:
    """A context as it was sent; tools are not called here."""
    said = tuple(ConversationLine(ChatRole(line["who"]), line["text"]) for line in told["said"])
    return Context(told["now"], said, told["dropped"], tuple(told["standing"]), tuple(told["seen"]))


class _Orders:
    """What was asked for and not cancelled. Read in a thread of its own; the process ends with its input."""

    def __init__(self, lines: TextIO) -> None:
        self.asked: queue.SimpleQueue[Json] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        threading.Thread(target=self._read, args=(lines,), name="orders", daemon=True).start()

    def wanted(self, number: int) -> bool:
        """Whether an answer is still wanted."""
        return number not in self._cancelled

    def _read(self, lines: TextIO) -> None:
        for line in lines:
            order = json.loads(line)
            if "cancel" in order:
                self._cancelled.add(order["cancel"])
            else:
                self.asked.put(order)
        os._exit(0)  # whatever the model is at: nobody is there any more


def main(folder: Path) -> None:
    """Answers what is asked on standard input until it ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # libraries may print
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    orders, model = _Orders(sys.stdin), None

    def tell(line: Json) -> None:
        out.write(json.dumps(line) + "\n")
        out.flush()

    while True:
        order = orders.asked.get()
        ending = {"ask": order["ask"], "end": True}
        try:
            if model is None:
                import onnxruntime_genai  # type: ignore[import-not-found]  # noqa: PLC0415 - an optional extra

                model = FolderModel(onnxruntime_genai, folder)
            wanted = partial(orders.wanted, order["ask"])
            for text in model.pieces(order["question"], _context(order["context"]), wanted):
                tell({"ask": order["ask"], "text": text})
        except Exception as error:  # noqa: BLE001 - the package raises what it likes; it is told
            ending["error"] = f"{type(error).__name__}: {error}"
        tell(ending)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
