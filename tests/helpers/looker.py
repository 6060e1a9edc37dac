"""The program's eyes on a real screen: shows what can be seen there, and reads what a window says. TITLE"""

import asyncio
import json
import sys

from PySide6.QtWidgets import QApplication

from duologue.bridge.screen import ScreenBridge
from duologue.model.eyes.registry import open_line_reader
from duologue.session.picture import with_margin
from helpers.built_bundle import built_bundle


async def look(title: str) -> dict[str, object]:
    """names: of all that can be seen. own, whole: what is read in the window, and on the whole screen."""
    read = open_line_reader(built_bundle())
    assert read is not None
    screen = ScreenBridge()
    sources = screen.sources()
    found: dict[str, object] = {"names": [source.name for source in sources]}
    for key, source in (("own", next(each for each in sources if each.name == title)), ("whole", sources[0])):
        screen.answer(source)
        frame = await screen.look()
        assert frame is not None
        found[key], found[f"{key} size"] = list(read(with_margin(frame))), list(frame.rgb.shape)
    return found


application = QApplication([])
sys.stdout.write(json.dumps(asyncio.run(look(sys.argv[1]))))
