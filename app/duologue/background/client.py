"""One OpenAI-compatible server over HTTP: lists its models, streams its answers, tries again where that can help.

The key only ever goes to the origin it is kept for, encrypted or on this machine, and stands in no message.
"""

import asyncio
import json
import random
import re
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from duologue.background.address import Address
from duologue.background.api_keys import KeyringUnusableError, read_api_key
from duologue.background.context_window import PATHS, refused_for_length
from duologue.background.manners import refuses_form
from duologue.background.wait_limits import Waiting, WaitLimits, now_s
from duologue.background.wanted import WireError
from duologue.background.wire import LONGEST_LINE, EventLines, Refusal, refusal_in
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
_LOADING = frozenset({409, 425, 500, 503})
_LOADS = re.compile(
    r"\bload(?:ing|s)\b|\bwarming|\bstarting up|\binitiali[sz]ing|\bnot (?:yet )?(?:ready|loaded)", re.IGNORECASE
)
"""How servers word that their model is not ready yet."""
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
    """The server refuses."""

    def __init__(self, message: str, say: str, refusal: Refusal) -> None:
        super().__init__(message, say)
        self.refusal = refusal


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

    async def stream(
        self, body: Json, waiting: Waiting, *, empty_again: bool = True, tries: int = 0
    ) -> AsyncGenerator[str, None]:
        """The data of the events of an answer; one that is not streamed is one event.

        What fails before the first event is tried again; an error with which it begins counts as a status. empty_again:
        an answer without any event is, too. tries: how many there are in all, 0 for as many as the limits say.

        Raises:
            ModelError: it does not answer, or breaks off.
        """

        async def begin() -> tuple[AsyncGenerator[str, None], str]:
            events = self._events(body, waiting)
            try:
                first = await anext(events)
                if (refusal := refusal_in(first)) is not None:
                    raise _judged(self.refused(refusal))
            except StopAsyncIteration:
                empty = EmptyAnswerError(self._broken().message, BROKEN_SAY)
                raise (_TransientError(empty) if empty_again else empty) from None
            except BaseException:
                await events.aclose()
                raise
            return events, first

        events, first = await self._trying(begin, waiting, tries)
        waiting.loading = False
        async with aclosing(events):
            yield first
            async for data in events:
                yield data

    async def _document(self, url: str) -> Json | None:
        """What a server has at an address; None if it is nothing that can be read."""
        try:
            response = await self._send("GET", url, None, now_s() + LOOKING_S)
            try:
                return await self._json(response)
            finally:
                await response.aclose()
        except (ModelError, _TransientError, ValueError):  # most servers have none of them
            return None

    async def _models(self) -> list[str]:
        url = f"{self.address.base}/models"
        response = await self._send("GET", url, None, now_s() + self._limits.connect_s * 2)
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

    async def _events(self, body: Json, waiting: Waiting) -> AsyncGenerator[str, None]:
        """The data of the events of one answer.

        Raises:
            ModelError, _TransientError: what came is no answer, or it breaks off.
        """
        response = await self._send("POST", f"{self.address.base}/chat/completions", body, waiting)
        lines = EventLines()
        try:
            kind = response.headers.get("content-type", "")
            if kind.startswith("text/html"):
                raise ModelError(
                    f"{self.address.base} answers with a page ({plain_line(kind, 60)}): is it an OpenAI-compatible "
                    f"server? Check the address under {SETTING}.",
                    FAILED_SAY,
                )
            async for piece in self._pieces(response, waiting):
                for data in lines.feed(piece):
                    yield data
            for data in lines.close():
                yield data
            if not _framed(response):  # nobody can tell whether that was the end
                raise self._broken()
        except WireError as error:
            raise ModelError(f"{self.address.host} does not answer as it should: {error}.", FAILED_SAY) from error
        finally:
            await response.aclose()

    async def _pieces(self, response: "Response", waiting: Waiting) -> AsyncGenerator[bytes, None]:
        """The bytes of an answer."""
        raw = response.aiter_bytes()
        before = True
        while True:
            try:
                piece = await self._within(waiting.at_latest, anext(raw, b""), begun=waiting.begun)
            except _TransientError as error:
                if before:
                    raise
                raise self._broken() from error
            if not piece:
                return
            yield piece
            before = False

    async def _trying(self, attempt: Callable[[], Awaitable[T]], waiting: Waiting | None = None, tries: int = 0) -> T:
        """Makes an attempt until it succeeds, fails for good, or the time is over."""
        made, loaded_s = 0, now_s() + self._limits.loading_s
        while True:
            try:
                return await attempt()
            except _TransientError as error:
                if waiting is not None:
                    waiting.loading = error.loading
                if error.loading and now_s() < loaded_s:
                    pause_s = self._limits.loading_pause_s
                    if waiting is not None:
                        waiting.goes_on()
                else:
                    made += 1
                    pause_s = self._limits.pause_s * 2 ** (made - 1) * (1 + self._rng.random())
                    pause_s = max(pause_s, error.after_s or 0.0)
                    if made >= (tries or self._limits.tries) or pause_s > self._limits.longest_s:
                        raise error.error from error
            await asyncio.sleep(pause_s)

    async def _send(self, method: str, url: str, body: Json, at_latest: "float | Waiting") -> "Response":
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
            until_s = at_latest.at_latest if isinstance(at_latest, Waiting) else at_latest
            response = await self._within(until_s, self._http.send(request, stream=True))
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
        try:
            data = (await self._body(response)).decode("utf-8", "replace")
        except (ValueError, ModelError, _TransientError):
            data = ""
        refusal = refusal_in(data, response.status_code) or Refusal(response.status_code, "")
        return _judged(self.refused(refusal), _seconds(response.headers.get("retry-after", "")))

    def refused(self, refusal: Refusal) -> StatusError:
        """What an error means, by its status or by what stands in its place."""
        told = refusal.told.replace(self._api_key, "…") if self._api_key else refusal.told
        refusal = replace(refusal, told=told)
        status, host = refusal.status, self.address.host
        says = f": {told.rstrip('.')}" if told else ""
        if status in _NO_ACCESS and not refuses_form(refusal):
            wants = f"refuses the key{says}; enter another" if self._api_key else "wants a key; enter it"
            return StatusError(f"{host} {wants} under {SETTING}.{self._api_key_problem}", REFUSED_SAY, refusal)
        if status == _TOO_MANY:
            return StatusError(f"{host} is asked too often{says}; try again later.", BUSY_SAY, refusal)
        named = f"answers with an error ({status})" if status else "reports an error"
        return StatusError(f"{host} {named}{says}.", FAILED_SAY, refusal)

    async def _json(self, response: "Response") -> Json:
        """The body of a short answer. Raises ValueError, too, if it is no JSON or too long."""
        return _parsed(await self._body(response))

    async def _body(self, response: "Response") -> bytes:
        raw = b""
        pieces, at_latest = response.aiter_bytes(), now_s() + self._limits.connect_s
        while piece := await self._within(at_latest, anext(pieces, b"")):
            raw += piece
            if len(raw) > LONGEST_LINE:
                raise ValueError("too long")
        return raw

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
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                reason = plain_line(str(error), 160)
                raise ModelError(
                    f"{host} cannot be trusted: its certificate is not valid here. Are the date and time of this "
                    f"machine right? ({reason})",
                    UNREACHED_SAY,
                ) from error
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


def _judged(error: StatusError, after_s: float | None = None) -> StatusError | _TransientError:
    """A refusal, as one that may pass if it may. after_s: as the server asks."""
    refusal = error.refusal
    if refusal.status not in _AGAIN or refused_for_length(refusal.told) or refuses_form(refusal):
        return error
    loading = refusal.status in _LOADING and _LOADS.search(refusal.told) is not None
    return _TransientError(error, after_s, loading=loading)


def _framed(response: "Response") -> bool:
    """Whether HTTP tells where the answer ends, so that one that is cut short is noticed."""
    headers = response.headers
    told = headers.get("transfer-encoding", "").lower().endswith("chunked") or "content-length" in headers
    return told or response.http_version not in ("HTTP/1.0", "HTTP/1.1")


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
