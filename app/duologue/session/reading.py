"""Reads what is written in the newest picture, when it is asked for: in a thread of its own, as it takes a while."""

from collections.abc import Sequence

from duologue.core.devices import Camera
from duologue.core.microturn import Frame
from duologue.session.parts import ReadText
from duologue.session.worker import Worker


class Reading:
    """camera: None without one. read_text: None where nothing reads."""

    def __init__(self, camera: Camera | None, read_text: ReadText | None) -> None:
        self._read_text = read_text
        self.can = camera is not None and read_text is not None
        self._frame: Frame | None = None
        self._worker: Worker | None = None

    def show(self, frame: Frame | None) -> None:
        """Takes the newest picture in the place of the one before; no other is kept."""
        self._frame = frame if self.can else None

    async def read(self) -> Sequence[str]:
        """The lines in the newest picture, top to bottom."""
        frame, read_text = self._frame, self._read_text
        if frame is None or read_text is None:
            return ()
        self._worker = self._worker or Worker("reading")
        lines, _ = await self._worker.run(lambda: read_text(frame))
        return lines

    def close(self) -> None:
        """Ends the thread, and forgets the picture."""
        self._frame = None
        if self._worker is not None:
            self._worker.close()
