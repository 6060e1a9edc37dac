"""Has Ollama fetch a model, over its own interface on this machine; it keeps what is there when that is broken off."""

import json
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from duologue.background.discovery import OLLAMA
from duologue.core.display_text import plain_line
from duologue.core.errors import PAUSED, DownloadError
from duologue.core.events import Json
from duologue.core.helper_program import Progress

if TYPE_CHECKING:
    from collections.abc import Iterator

_SILENT_S = 60.0
"""So long Ollama may say nothing while it fetches."""
_CUT = "Ollama broke off the download of {}. What is there is kept; download again to go on."


class Pull:
    """One model that Ollama is to fetch. origin: where it answers."""

    def __init__(self, tag: str, origin: str = OLLAMA.origin) -> None:
        self._tag, self._origin = tag, origin
        self._stopped = threading.Event()

    def run(self, on_progress: Callable[[Progress], None]) -> None:
        """Waits until Ollama has it. To be called in a worker thread.

        Raises:
            DownloadError: Ollama does not answer, cannot fetch it, or it was paused.
        """
        layers: dict[str, tuple[int, int]] = {}
        for line in self._lines():
            if self._stopped.is_set():
                raise DownloadError(PAUSED, f"The download of {self._tag} is paused; what is there is kept.")
            if "error" in line:
                raise DownloadError("download.ollama", f"Ollama cannot fetch {self._tag}: {plain_line(line['error'])}.")
            if line.get("status") == "success":
                return
            if isinstance(line.get("total"), int) and isinstance(line.get("digest"), str):
                layers[line["digest"]] = (int(line.get("completed") or 0), line["total"])
                done, total = (sum(each) for each in zip(*layers.values(), strict=True))
                on_progress(Progress(f"downloading {self._tag}", done, total, "bytes"))
        raise DownloadError("download.cut", _CUT.format(self._tag))

    def pause(self) -> None:
        """Breaks it off with the next that Ollama says, which keeps what it has; from any thread."""
        self._stopped.set()

    def _lines(self) -> "Iterator[Json]":
        import httpx2  # noqa: PLC0415 - a third of a second, in a worker thread

        asked = {"model": self._tag, "stream": True}
        try:
            with (
                httpx2.Client(trust_env=False, timeout=_SILENT_S) as client,
                client.stream("POST", f"{self._origin}/api/pull", json=asked) as response,
            ):
                for raw in response.iter_lines():
                    if raw.strip():
                        yield json.loads(raw)
        except httpx2.ConnectError as error:
            message = "Ollama does not answer on this machine: start it, then download again."
            raise DownloadError("download.ollama", message) from error
        except (httpx2.HTTPError, ValueError) as error:
            raise DownloadError("download.cut", _CUT.format(self._tag)) from error
