"""How many tokens a server's model takes, question and answer together: read where servers tell it, learnt where they
refuse. Nothing here talks to a server.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from duologue.core.events import Json

UNKNOWN_TOKENS = 8192
"""Tokens that a model is thought to take as long as its server does not tell."""
UNLOADED_TOKENS = 4096
"""Tokens that Ollama and LM Studio give to a model that they have yet to load, where the user has set nothing else."""
LEAST_TOKENS = 256
"""Tokens below which no model that holds a conversation is, so that another number in a text is not taken for one."""
ANSWER_TOKENS = 1024
"""Tokens that are left for the answer, at most; a small model leaves a quarter of what it takes."""
PATHS = ("/props", "/api/ps", "/api/v0/models")
"""Where llama.cpp, Ollama and LM Studio tell it, beside the list of models."""

_NAMES = ("max_model_len", "context_length", "context_window", "max_context_length")
"""What vLLM and hosted servers call it in their lists of models."""
_REFUSED = re.compile(
    r"context[ _](?:length|size|window|limit)|context the overflows|exceeds? the (?:available |model'?s )?context"
    r"|maximum (?:model|prompt|input) (?:length|tokens?)|longer than the maximum|n_keep|too many tokens"
    r"|max_tokens must be at least 1|prompt is too long|reduce the length",
    re.IGNORECASE,
)
"""How llama.cpp, vLLM, LM Studio, OpenAI and others word that a question is too long."""
_LIMIT = re.compile(
    r"(?:(?:context|model) (?:length|size|window)|n_ctx)(?: is| of(?: only)?)?[^\w\d]{0,6}(\d{3,})", re.IGNORECASE
)
"""Where they name what the model takes."""


@dataclass(frozen=True, slots=True)
class ReportedWindow:
    """What a server tells. final: the model is loaded, so the number stays."""

    tokens: int
    final: bool = True


def told_window(document: Json, model: str) -> ReportedWindow | None:
    """How many tokens a model takes by what its server tells; None if this document does not say.

    document: the list of models in OpenAI's form, with the numbers that vLLM, llama.cpp and hosted servers add to it,
    or what a server has at one of PATHS.
    """
    if not isinstance(document, dict):
        return None
    settings = document.get("default_generation_settings")
    if isinstance(settings, dict):
        return _told(settings.get("n_ctx"))
    if "data" not in document and document.get("models") == []:
        return ReportedWindow(UNLOADED_TOKENS, final=False)  # Ollama with nothing loaded
    for entry in _entries(document, model):
        if "state" in entry:  # LM Studio
            loaded = _told(entry.get("loaded_context_length")) if entry["state"] == "loaded" else None
            return loaded or ReportedWindow(UNLOADED_TOKENS, final=False)
        meta = entry.get("meta")
        numbers = [meta.get("n_ctx") if isinstance(meta, dict) else None, *(entry.get(name) for name in _NAMES)]
        if (told := next(filter(None, map(_told, numbers)), None)) is not None:
            return told
    return None


def tells_progress(document: Json) -> bool:
    """Whether this is what llama.cpp's server has at one of PATHS; it tells how far it is with a prompt, if asked."""
    return isinstance(document, dict) and isinstance(document.get("default_generation_settings"), dict)


def refused_for_length(told: str) -> bool:
    """Whether a server says that a question is too long for the model."""
    return _REFUSED.search(told) is not None


def refused_window(told: str) -> int | None:
    """The tokens that the model takes, if a refusal names them."""
    found = _LIMIT.search(told)
    named = _told(int(found[1])) if found else None
    return named.tokens if named else None


class ContextWindow:
    """What is known of the room of one model.

    limit: tokens that a prompt may have, by our own estimate. settled: the server has told it for good.
    """

    def __init__(self) -> None:
        self.settled = False
        self.limit = for_prompt(UNKNOWN_TOKENS)
        self._tokens = UNKNOWN_TOKENS

    def tell(self, told: ReportedWindow) -> None:
        """The server tells how many tokens the model takes."""
        self.settled = told.final
        if told.tokens != self._tokens:
            self._tokens, self.limit = told.tokens, for_prompt(told.tokens)

    def refuse(self, sent: int, tokens: int | None = None) -> None:
        """A prompt was too long. sent: its estimated tokens. tokens: what the model takes, if it was said."""
        self._tokens = min(self._tokens, tokens or self._tokens)
        fits = for_prompt(self._tokens)
        self.limit = min(self.limit, fits if fits < sent else sent // 2)


def for_prompt(tokens: int) -> int:
    """The longest prompt, in tokens, when this is the limit for question and answer together."""
    return tokens - min(ANSWER_TOKENS, tokens // 4)


def _entries(document: Json, model: str) -> Iterator[Json]:
    """What a list of models says of this one; of the only one if none has its name."""
    listed = document.get("data") or document.get("models")
    if not isinstance(listed, list):
        return
    entries = [entry for entry in listed if isinstance(entry, dict)]
    named = [entry for entry in entries if model in (entry.get("id"), entry.get("model"), entry.get("name"))]
    yield from named or (entries if len(entries) == 1 else [])


def _told(value: Json) -> ReportedWindow | None:
    return (
        ReportedWindow(value)
        if isinstance(value, int) and not isinstance(value, bool) and value >= LEAST_TOKENS
        else None
    )
