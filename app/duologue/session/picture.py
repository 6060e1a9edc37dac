"""What is done with the newest picture, of the camera or of the screen, when the user asks about it: its writing is
read, or a model looks at it.

No other picture is kept, and none leaves this process but to a background model that takes pictures, after consent.
"""

import asyncio
import base64
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from duologue.core.microturn import Frame
from duologue.core.tool_facts import ToolFacts
from duologue.session.parts import SessionParts
from duologue.session.worker import Worker
from duologue.tools.base import Answer, Request, Tool, ToolError
from duologue.tools.consent import ConsentDecision

LONGEST_SIDE = 640
"""Most pixels of a side of a picture of the camera that a model looks at."""
SCREEN_SIDE = 1280
"""The same for one of the screen, on which there is small writing."""
SHORTEST_SIDE = 480
"""Least pixels of a side of a picture of the screen that is read: small windows get a margin, as what reads enlarges
small pictures, and letters that fill a picture are no writing to it."""
QUALITY = 80
"""Of its compression, 0 to 100."""


class PictureInUse:
    """The newest picture of a session. Puts in place what the tools of the eyes can do with it."""

    def __init__(self, parts: SessionParts) -> None:
        self._parts = parts
        self._reads = parts.camera is not None and parts.read_text is not None
        self._frame: Frame | None = None
        self._worker: Worker | None = None
        sight = parts.toolbox.eyes.sight
        sight.read_text = self.read if self._reads else None
        sight.shown, sight.picture, sight.may_show = self._shown, self._picture, partial(self._may_show, "picture")
        sight.screen, sight.encoded = parts.screen, partial(_as_address, longest=SCREEN_SIDE)
        sight.read_frame = None if parts.read_text is None else self._read_screen
        sight.may_show_screen = partial(self._may_show, "screen")

    def take(self, boundary_s: float) -> Frame | None:
        """The newest picture before a session time, in the place of the one before."""
        camera = self._parts.camera
        self._frame = camera.newest(boundary_s) if camera is not None else None
        return self._frame

    async def read(self) -> Sequence[str]:
        """The lines of text in the newest picture, top to bottom."""
        return () if self._frame is None else await self._read(self._frame)

    async def _read_screen(self, frame: Frame) -> Sequence[str]:
        return await self._read(with_margin(frame))

    async def _read(self, frame: Frame) -> Sequence[str]:
        read_text = self._parts.read_text
        if read_text is None:
            return ()
        self._worker = self._worker or Worker("reading")
        lines, _ = await self._worker.run(lambda: read_text(frame))
        return lines

    def close(self) -> None:
        """Forgets the picture."""
        self._frame = None
        if self._worker is not None:
            self._worker.close()

    def _shown(self) -> bool:
        return self._parts.settings.now.background_pictures and self._parts.background.available

    def _picture(self) -> str:
        """The newest picture as a data: address, "" without one."""
        return "" if self._frame is None else _as_address(self._frame, longest=LONGEST_SIDE)

    async def _may_show(self, what: str) -> bool:
        """Whether the user lets the picture, or their screen, go to the background model; what they allow for good
        holds for that server alone."""
        background, box = self._parts.background, self._parts.toolbox
        decided: asyncio.Future[ConsentDecision] = asyncio.get_running_loop().create_future()

        def take(decision: ConsentDecision) -> None:
            if not decided.done():
                decided.set_result(decision)

        id_ = box.question(_stand_in(what, background.name, background.sends_to), {}, take)
        try:
            return (await decided).error is None
        except asyncio.CancelledError:
            box.withdraw(id_)
            raise


def with_margin(frame: Frame) -> Frame:
    """A picture of the screen as it is read: its sides at least SHORTEST_SIDE, with the colour of its corner around."""
    height, width = frame.rgb.shape[:2]
    missing = [max(SHORTEST_SIDE - side, 0) for side in (height, width)]
    if not any(missing):
        return frame
    larger = np.empty((height + missing[0], width + missing[1], 3), np.uint8)
    larger[:] = frame.rgb[0, 0]
    top, left = missing[0] // 2, missing[1] // 2
    larger[top : top + height, left : left + width] = frame.rgb
    return replace(frame, rgb=larger)


def _as_address(frame: Frame, *, longest: int) -> str:
    """A picture as a data: address. longest: most pixels of a side."""
    import cv2  # noqa: PLC0415 - takes a third of a second

    scale = min(longest / max(frame.rgb.shape[:2]), 1.0)
    small = cv2.resize(frame.rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg.tobytes()).decode('ascii')}"


def _stand_in(what: str, name: str, sends_to: str) -> Tool:
    """What the user is asked about, in the form of a tool: by its name they may allow it for good. what: "picture" or
    "screen"."""
    shown, eyes = ("your screen", "screen") if what == "screen" else ("the picture", "eyes")

    def never(_: Request) -> Answer:
        raise ToolError("A picture is only shown.")

    where = re.sub(r"[^\w-]+", "-", sends_to or "here").strip("-")
    asked = f"May I show {shown} to {name}?" if not sends_to else f"May I send {shown} to {sends_to}?"
    facts = ToolFacts(f"Show {shown}", asks=lambda _: asked)
    return Tool(f"{eyes}.show.{where}", "shows a picture", never, acts=True, facts=facts)
