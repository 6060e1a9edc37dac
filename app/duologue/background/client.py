"""One OpenAI-compatible server over HTTP: lists its models, streams its answers, tries again where that can help.

The key only ever goes to the origin it is kept for, encrypted or on this machine, and stands in no message.
"""

import asyncio
import json
import random
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from duologue.background.address import Address
from duologue.background.api_keys import KeyringUnusableError, read_api_key
from duologue.background.context_window import PATHS, refused_for_length
from duologue.background.wire import LONGEST_LINE, refuses_tools, told_error
from duologue.core.display_text import plain_line
from duologue.core.events import Json

if TYPE_CHECKING:
    from httpx2 import AsyncClient, Response

T = TypeVar("T")

MOST_REDIRECTS = 3
MOST_LISTED = 8
"""How many models a sentence names."""
SETTING = "Background model… in the menu"
"""Where users mend what goes wrong here."""
UNREACHED_SAY = "Sorry, I can't reach the background model."
REFUSED_SAY = "Sorry, the background model doesn't let me in."
BUSY_SAY = "Sorry, the background model is overloaded right now."
SLOW_SAY = "Sorry, the background model takes too long."
FAILED_SAY = "Sorry, the background model has a problem."
BROKEN_SAY = "The connection broke off."
LOOKING_S = 1.0
"""Seconds that a server is given to tell what its model takes; without that it is asked all the same."""

_TOO_MANY = 429
_LOADING = 503
_NO_ACCESS = frozenset({401, 403})
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
_LEADS_ON = frozenset({301, 302, 303, 307, 308})
_SAME_METHOD = frozenset({307, 308})


class ModelError(Exception):
    """A question cannot be answered. message: one sentence for the timeline. say: what is said of it."""

    def __init__(self, message: str, say: str) -> None:
        super().__init__(message)
        self.message = message
        self.say = say


class StatusError(ModelError):
    """The server refuses. status: as it answered. told: what it said about it."""

    def __init__(self, message: str, say: str, status: int, told: str) -> None:
        super().__init__(message, say)
        self.status = status
        self.told = told


class BrokenOffError(ModelError):
    """The connection was lost in the middle of an answer."""


class EmptyAnswerError(BrokenOffError):
    """An answer ended before anything came. Python's llama.cpp server does so when a question is too long."""


class _TransientError(Exception):
    """Trying again can help. after_s: as the server asks. error: what is told if it does not help. loading: the server
    is about to be ready.
    """

    def __init__(self, error: ModelError, after_s: float | None = None, *, loading: bool = False) -> None:
        super().__init__(error.message)
        self.error = error
        self.after_s = after_s
        self.loading = loading


@dataclass(frozen=True, slots=True)
class WaitLimits:
    """For how long is waited, in seconds. first_s: until the first words, for local models are loaded for long.

    between_s: from piece to piece. total_s: for one question with all its calls. tries: of one request. pause_s: before
    the second, twice as long before the third and so on. longest_s: a server that asks for more is not asked again.
    loading_s: for a server that says that it is loading its model; it is asked again every loading_pause_s.
    """

    connect_s: float = 5.0
    first_s: float = 120.0
    between_s: float = 45.0
    total_s: float = 600.0
    tries: int = 4
    pause_s: float = 0.5
    longest_s: float = 20.0
    loading_s: float = 90.0
    loading_pause_s: float = 1.0


class Client:
    """Talks to one server. api_key: takes its origin and gives the key, in a worker thread."""

    def __init__(
        self,
        address: Address,
        limits: WaitLimits,
        api_key: Callable[[str], str] = read_api_key,
        rng: random.Random | None = None,
    ) -> None:
        self.address = address
        self._limits = limits
        self._read_api_key = api_key
        self._rng = rng or random.Random()
        self._http: AsyncClient | None = None
        self._opening = asyncio.Lock()
        self._api_key: str | None = None if not address.loopback else ""
        self._asked_api_key = False
        self._api_key_problem = ""

    async def open(self) -> None:
        """Makes ready what takes long, so that the first question does not wait for it."""
        async with self._opening:
            if self._http is None:
                self._http = await asyncio.to_thread(self._make)

    async def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            await self._http.aclose()
            self._http = None

    async def models(self) -> list[str]:
        """The names of the models that the server has.

        Raises:
            ModelError: it does not tell.
        """
        return await self._trying(self._models)

    async def documents(self) -> list[Json]:
        """What the server tells of itself and its models; a server on the internet is only asked for its models."""
        paths = [] if self.address.hosted else [self.address.root + path for path in PATHS]
        found = await asyncio.gather(*map(self._document, [f"{self.address.base}/models", *paths]))
        return [document for document in found if document is not None]

    async def stream(self, body: Json, until_s: float, *, empty_again: bool = True) -> AsyncGenerator[bytes, None]:
        """The bytes of a streamed answer. until_s: time of the event loop at which it is given up.

        What fails before the first piece is tried again. empty_again: an answer without any piece is, too.

        Raises:
            ModelError: it does not answer, or breaks off.
        """

        async def begin() -> tuple[AsyncGenerator[bytes, None], bytes]:
            pieces = self._pieces(body, min(until_s, _now() + self._limits.first_s), until_s)
            try:
                return pieces, await anext(pieces)
            except StopAsyncIteration:
                empty = EmptyAnswerError(self._broken().message, BROKEN_SAY)
                raise (_TransientError(empty) if empty_again else empty) from None
            except BaseException:
                await pieces.aclose()
                raise

        pieces, first = await self._trying(begin)
        async with aclosing(pieces):
            yield first
            async for piece in pieces:
                yield piece

    async def _document(self, url: str) -> Json | None:
        """What a server has at an address; None if it is nothing that can be read."""
        try:
            response = await self._send("GET", url, None, _now() + LOOKING_S)
            try:
                return await self._json(response)
            finally:
                await response.aclose()
        except (ModelError, _TransientError, ValueError):  # most servers have none of them
            return None

    async def _models(self) -> list[str]:
        url = f"{self.address.base}/models"
        response = await self._send("GET", url, None, _now() + self._limits.connect_s * 2)
        try:
            body = await self._json(response)
            return [model["id"] for model in body["data"] if isinstance(model["id"], str)]
        except (ValueError, TypeError, KeyError) as error:
            raise ModelError(
                f"{self.address.base} does not list its models as OpenAI-compatible servers do; check the address "
                f"under {SETTING}.",
                FAILED_SAY,
            ) from error
        finally:
            await response.aclose()

    async def _pieces(self, body: Json, first_s: float, until_s: float) -> AsyncGenerator[bytes, None]:
        response = await self._send("POST", f"{self.address.base}/chat/completions", body, first_s)
        try:
            kind = response.headers.get("content-type", "")
            if not kind.startswith("text/event-stream"):
                raise ModelError(
                    f"{self.address.base} answers with {plain_line(kind, 60) or 'something'} and no stream of events: "
                    f"is it an OpenAI-compatible server? Check the address under {SETTING}.",
                    FAILED_SAY,
                )
            raw = response.aiter_bytes()
            before = True
            while True:
                at_latest = first_s if before else min(until_s, _now() + self._limits.between_s)
                try:
                    piece = await self._within(at_latest, anext(raw, b""), begun=not before)
                except _TransientError as error:
                    if before:
                        raise
                    raise error.error from error
                if not piece:
                    return
                yield piece
                before = False
        finally:
            await response.aclose()

    async def _trying(self, attempt: Callable[[], Awaitable[T]]) -> T:
        """Makes an attempt until it succeeds, fails for good, or the time is over."""
        made, loaded_s = 0, _now() + self._limits.loading_s
        while True:
            try:
                return await attempt()
            except _TransientError as error:
                if error.loading and _now() < loaded_s:
                    pause_s = self._limits.loading_pause_s
                else:
                    made += 1
                    pause_s = self._limits.pause_s * 2 ** (made - 1) * (1 + self._rng.random())
                    pause_s = max(pause_s, error.after_s or 0.0)
                    if made == self._limits.tries or pause_s > self._limits.longest_s:
                        raise error.error from error
            await asyncio.sleep(pause_s)

    async def _send(self, method: str, url: str, body: Json, at_latest: float) -> "Response":
        """The head of an answer that is well; redirects inside the origin are followed.

        Raises:
            ModelError, _TransientError: there is none.
        """
        await self.open()
        for _ in range(MOST_REDIRECTS + 1):
            assert self._http is not None
            await self._have_api_key()
            headers = {"Authorization": f"Bearer {self._api_key}"} if self._api_key else {}
            request = self._http.build_request(method, url, json=body, headers=headers)
            response = await self._within(at_latest, self._http.send(request, stream=True))
            if response.is_success:
                return response
            try:
                if response.status_code in _LEADS_ON:
                    url = self._led_on(response, method)
                elif response.status_code not in _NO_ACCESS or self._asked_api_key:
                    raise await self._refusal(response)
                else:  # a server on this machine that wants a key after all
                    self._api_key = None
            finally:
                await response.aclose()
        raise ModelError(f"{self.address.base} leads from one address to the next.", FAILED_SAY)

    async def _have_api_key(self) -> None:
        if self._api_key is not None:
            return
        self._asked_api_key, self._api_key = True, ""
        if not self.address.secret:
            self._api_key_problem = " A key is not sent there, for the way is not encrypted."
            return
        try:
            self._api_key = await asyncio.to_thread(self._read_api_key, self.address.origin)
        except KeyringUnusableError as error:
            self._api_key_problem = f" {error.message}"

    def _led_on(self, response: "Response", method: str) -> str:
        to = response.request.url.join(response.headers.get("location", ""))
        here = response.request.url
        if (to.scheme, to.host, to.port) != (here.scheme, here.host, here.port):
            raise ModelError(
                f"{self.address.host} leads on to {plain_line(to.host, 100)}, which is not followed: enter the address "
                f"that is meant under {SETTING}.",
                FAILED_SAY,
            )
        if method != "GET" and response.status_code not in _SAME_METHOD:
            raise ModelError(f"{self.address.base} has moved to {plain_line(str(to))}: enter that instead.", FAILED_SAY)
        return str(to)

    async def _refusal(self, response: "Response") -> ModelError | _TransientError:
        """What a status means."""
        status, host = response.status_code, self.address.host
        try:
            told = told_error(await self._json(response))
        except (ValueError, ModelError, _TransientError):
            told = ""
        if self._api_key:
            told = told.replace(self._api_key, "…")
        says = f": {told.rstrip('.')}" if told else ""
        if status in _NO_ACCESS:
            wants = f"refuses the key{says}; enter another" if self._api_key else "wants a key; enter it"
            return StatusError(f"{host} {wants} under {SETTING}.{self._api_key_problem}", REFUSED_SAY, status, told)
        if status == _TOO_MANY:
            error = StatusError(f"{host} is asked too often{says}; try again later.", BUSY_SAY, status, told)
            return _TransientError(error, _seconds(response.headers.get("retry-after", "")))
        error = StatusError(f"{host} answers with an error ({status}){says}.", FAILED_SAY, status, told)
        if status in _AGAIN and not refused_for_length(told) and not refuses_tools(told):
            loading = status == _LOADING and "loading" in told.lower()  # as llama.cpp's server says it
            return _TransientError(error, _seconds(response.headers.get("retry-after", "")), loading=loading)
        return error

    async def _json(self, response: "Response") -> Json:
        """The body of a short answer. Raises ValueError, too, if it is no JSON or too long."""
        raw = b""
        pieces, at_latest = response.aiter_bytes(), _now() + self._limits.connect_s
        while piece := await self._within(at_latest, anext(pieces, b"")):
            raw += piece
            if len(raw) > LONGEST_LINE:
                raise ValueError("too long")
        return _parsed(raw)

    async def _within(self, at_latest: float, work: Awaitable[T], *, begun: bool = False) -> T:
        """The result of a step on the network, with what goes wrong there in words."""
        from httpx2 import ConnectTimeout, HTTPError, InvalidURL, NetworkError  # noqa: PLC0415 - see _make()

        host = self.address.host
        try:
            async with asyncio.timeout_at(at_latest):
                return await work
        except TimeoutError as error:
            if begun:
                raise BrokenOffError(f"{host} has stopped in the middle of its answer.", BROKEN_SAY) from error
            raise ModelError(f"{host} does not answer in time.", SLOW_SAY) from error
        except (NetworkError, ConnectTimeout) as error:
            if begun:
                raise self._broken() from error
            message = f"{host} cannot be reached: is the background model running? ({plain_line(str(error), 100)})"
            raise _TransientError(ModelError(message, UNREACHED_SAY)) from error
        except (HTTPError, InvalidURL) as error:
            if begun:
                raise self._broken() from error
            message = f"{host} does not answer as a web server does ({plain_line(str(error), 100)})."
            raise _TransientError(ModelError(message, FAILED_SAY)) from error

    def _broken(self) -> BrokenOffError:
        return BrokenOffError(f"The connection to {self.address.host} broke off.", BROKEN_SAY)

    def _make(self) -> "AsyncClient":
        from httpx2 import AsyncClient, Timeout  # noqa: PLC0415 - a third of a second, in a worker thread

        timeout = Timeout(None, connect=self._limits.connect_s)
        return AsyncClient(timeout=timeout, follow_redirects=False, trust_env=not self.address.loopback)


def _parsed(raw: bytes) -> Json:
    try:
        return json.loads(raw)
    except RecursionError as error:
        raise ValueError("too deep") from error


def _seconds(header: str) -> float | None:
    """What Retry-After asks for; a date counts as nothing."""
    try:
        return max(0.0, float(header))
    except ValueError:
        return None


def _now() -> float:
    return asyncio.get_running_loop().time()
