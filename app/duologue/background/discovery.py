"""Finds the background models that run on this machine: Ollama, LM Studio, llama.cpp's server and Python's, vLLM.

Their ports are used by other programs as well. So a server counts only if its list of models looks as that of the very
program does; the conversation goes nowhere else.
"""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duologue.background.address import read_address
from duologue.background.base import BackgroundModel, Due
from duologue.background.context import NOTHING_KNOWN, Context
from duologue.background.models_there import pick_model
from duologue.background.none import NoBackground
from duologue.background.openai import OpenAIBackground
from duologue.core.events import Json

if TYPE_CHECKING:
    from httpx2 import AsyncClient

WITHIN_S = 1.0
"""How long the search for servers may take, in seconds, all of them together."""
MOST_BYTES = 1 << 20
_ELSEWHERE = ("-cloud", ":cloud")
"""Endings of the names of Ollama models that run on the internet, which nobody has asked for."""


@dataclass(frozen=True, slots=True)
class KnownProgram:
    """A program and how it is recognised. owner: who owns its models, by its own list; fields: what else that list says
    of each model, for an owner that anybody might name; version_path: where it tells its version instead.
    """

    name: str
    origin: str
    owner: str = ""
    fields: frozenset[str] = frozenset()
    version_path: str = ""


OLLAMA = KnownProgram("Ollama", "http://127.0.0.1:11434", version_path="/api/version")
KNOWN = (
    OLLAMA,
    KnownProgram("LM Studio", "http://127.0.0.1:1234", owner="organization_owner"),
    KnownProgram("llama.cpp", "http://127.0.0.1:8080", owner="llamacpp"),
    KnownProgram("vLLM", "http://127.0.0.1:8000", owner="vllm"),
    KnownProgram(
        "llama-cpp-python",
        "http://127.0.0.1:8000",
        owner="me",
        fields=frozenset({"id", "object", "owned_by", "permissions"}),
    ),
)
"""The servers that are looked for; the first that is there and has a model is taken."""


@dataclass(frozen=True, slots=True)
class FoundServer:
    """A server that runs. models: what it has."""

    name: str
    origin: str
    models: tuple[str, ...]


async def find_servers(known: Sequence[KnownProgram] = KNOWN, within_s: float = WITHIN_S) -> list[FoundServer]:
    """The servers that run on this machine and have a model, asked all at once."""
    http = await asyncio.to_thread(_client)
    async with http:
        found = await asyncio.gather(*(_look(http, server, within_s) for server in known))
    return [server for server in found if server is not None]


async def models_of(known: KnownProgram, within_s: float = WITHIN_S) -> tuple[str, ...] | None:
    """The models that a program has, which may be none; None if it does not answer on this machine."""
    http = await asyncio.to_thread(_client)
    async with http:
        return await _ask(http, known, within_s)


async def _look(http: "AsyncClient", known: KnownProgram, within_s: float) -> FoundServer | None:
    models = await _ask(http, known, within_s)
    return FoundServer(known.name, known.origin, models) if models else None


async def _ask(http: "AsyncClient", known: KnownProgram, within_s: float) -> tuple[str, ...] | None:
    from httpx2 import HTTPError  # noqa: PLC0415 - imported by _client() in a worker thread

    try:
        async with asyncio.timeout(within_s):
            if known.version_path and not _has_version(await _get(http, known.origin + known.version_path)):
                return None
            return _models(await _get(http, f"{known.origin}/v1/models"), known)
    except (HTTPError, TimeoutError, ValueError, RecursionError):  # nobody there, or somebody else
        return None


async def _get(http: "AsyncClient", url: str) -> Json:
    async with http.stream("GET", url) as response:
        if not response.is_success:
            raise ValueError("no success")
        raw = b""
        async for piece in response.aiter_bytes():
            raw += piece
            if len(raw) > MOST_BYTES:
                raise ValueError("too long")
    return json.loads(raw)


def _has_version(body: Json) -> bool:
    return isinstance(body, dict) and isinstance(body.get("version"), str)


def _models(body: Json, known: KnownProgram) -> tuple[str, ...]:
    """The models of a list, none if it is not one of this program."""
    listed = body.get("data") if isinstance(body, dict) and body.get("object") == "list" else None
    if not isinstance(listed, list) or not all(isinstance(model, dict) for model in listed):
        return ()
    if known.owner and any(model.get("owned_by") != known.owner for model in listed):
        return ()
    if known.fields and any(set(model) != known.fields for model in listed):
        return ()
    names = (model["id"] for model in listed if isinstance(model.get("id"), str))
    return tuple(name for name in names if not name.endswith(_ELSEWHERE))


def _client() -> "AsyncClient":
    from httpx2 import AsyncClient  # noqa: PLC0415 - a third of a second, in a worker thread

    return AsyncClient(trust_env=False, follow_redirects=False, timeout=None)


class FoundBackground:
    """The first model that runs on this machine when the session is prepared, none if there is none.

    model: its name if it was chosen; a server that has it is preferred.
    """

    def __init__(self, model: str = "", known: Sequence[KnownProgram] = KNOWN) -> None:
        self._model = model
        self._known = known
        self._inner: BackgroundModel = NoBackground()
        self.name = ""
        """Model and program of what was found."""

    @property
    def available(self) -> bool:
        """Whether one was found."""
        return self._inner.available

    @property
    def sends_to(self) -> str:
        """Whatever is found runs on this machine."""
        return self._inner.sends_to

    @property
    def calls_tools(self) -> bool:
        """Whether the one that was found calls tools."""
        return self._inner.calls_tools

    @property
    def problem(self) -> str:
        """Finding none is no problem: it is told with the first question."""
        return self._inner.problem

    @property
    def awaiting(self) -> frozenset[str]:
        """Ids of the questions whose answer is not yet complete."""
        return self._inner.awaiting

    async def prepare(self) -> None:
        """Looks for the servers."""
        found = await find_servers(self._known)
        chosen = next((server for server in found if self._model in server.models), found[0] if found else None)
        if chosen is not None:
            model = self._model if self._model in chosen.models else pick_model(list(chosen.models))
            self._inner = OpenAIBackground(read_address(chosen.origin, chosen.name), model)
            self.name = f"{model} ({chosen.name})"
            await self._inner.prepare()

    def ask(
        self,
        id: str,  # noqa: A002 - the name events use
        question: str,
        t: float,
        context: Context = NOTHING_KNOWN,
    ) -> None:
        """Hands a question on."""
        self._inner.ask(id, question, t, context)

    def answer(self, call: str, text: str, t: float, *, ok: bool) -> None:
        """Hands a result on."""
        self._inner.answer(call, text, t, ok=ok)

    def cancel(self, id: str) -> None:  # noqa: A002 - the name events use
        """Drops what is still to come for a question."""
        self._inner.cancel(id)

    def due(self, t: float) -> Sequence[Due]:
        """What became known up to session time t."""
        return self._inner.due(t)

    async def keep_up(self, t: float) -> None:
        """Waits until nothing can still come before session time t."""
        await self._inner.keep_up(t)

    async def close(self) -> None:
        """Ends everything."""
        await self._inner.close()
