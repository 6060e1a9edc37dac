"""What is done with the newest picture when the user asks about it: its writing is read, or a model looks at it.

No other picture is kept, and none leaves this process but to a background model that takes pictures, after consent.
"""

import asyncio
import base64
import re
from collections.abc import Sequence

from duologue.core.microturn import Frame
from duologue.core.tool_facts import ToolFacts
from duologue.session.parts import SessionParts
from duologue.session.worker import Worker
from duologue.tools.base import Answer, Request, Tool, ToolError
from duologue.tools.consent import ConsentDecision

LONGEST_SIDE = 640
"""Most pixels of a side of a picture that a model looks at."""
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
        sight.shown, sight.picture, sight.may_show = self._shown, self._picture, self._may_show

    def take(self, boundary_s: float) -> Frame | None:
        """The newest picture before a session time, in the place of the one before."""
        camera = self._parts.camera
        self._frame = camera.newest(boundary_s) if camera is not None else None
        return self._frame

    async def read(self) -> Sequence[str]:
        """The lines of text in the newest picture, top to bottom."""
        frame, read_text = self._frame, self._parts.read_text
        if frame is None or read_text is None:
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
        if self._frame is None:
            return ""
        import cv2  # noqa: PLC0415 - takes a third of a second, and is there once a camera is

        rgb = self._frame.rgb
        scale = min(LONGEST_SIDE / max(rgb.shape[:2]), 1.0)
        small = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        _, jpeg = cv2.imencode(".jpg", small[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
        return f"data:image/jpeg;base64,{base64.b64encode(jpeg.tobytes()).decode('ascii')}"

    async def _may_show(self) -> bool:
        """Whether the user lets the picture go to the background model; what they allow for good holds for that server
        alone."""
        background, box = self._parts.background, self._parts.toolbox
        decided: asyncio.Future[ConsentDecision] = asyncio.get_running_loop().create_future()

        def take(decision: ConsentDecision) -> None:
            if not decided.done():
                decided.set_result(decision)

        id_ = box.question(_stand_in(background.name, background.sends_to), {}, take)
        try:
            return (await decided).error is None
        except asyncio.CancelledError:
            box.withdraw(id_)
            raise


def _stand_in(name: str, sends_to: str) -> Tool:
    """What the user is asked about, in the form of a tool: by its name they may allow it for good."""

    def never(_: Request) -> Answer:
        raise ToolError("A picture is only shown.")

    where = re.sub(r"[^\w-]+", "-", sends_to or "here").strip("-")
    asked = f"May I show the picture to {name}?" if not sends_to else f"May I send the picture to {sends_to}?"
    facts = ToolFacts("Show the picture", asks=lambda _: asked)
    return Tool(f"eyes.show.{where}", "shows a picture", never, acts=True, facts=facts)
