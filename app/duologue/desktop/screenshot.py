"""A picture of the screen by the desktop's portal, for Wayland, where no program sees others by itself.

The desktop asks the user what may be seen, and whether it may. Tried with a portal that stands in for a real one.
"""

from pathlib import Path
from urllib.parse import unquote, urlparse

from duologue.desktop.portal import NoPortalError, Portal, variant

SCREENSHOT = "org.freedesktop.portal.Screenshot"


async def portal_screenshot(app_id: str, *, choose: bool = False, address: str | None = None) -> bytes:
    """A picture as an image file. b"" where there is no such portal, or the user refused. The file that the portal
    makes of it is removed.

    app_id: name of the program's desktop file. choose: the user chooses what of the screen. address: of the bus; by
    default the session's.
    """
    portal = Portal(app_id, address)
    try:
        await portal.connect()
        options = {"interactive": variant("b", choose), "modal": variant("b", True)}
        code, results = await portal.request(SCREENSHOT, "Screenshot", "sa{sv}", ["", options])
        return b"" if code else _taken(str(results["uri"].value))
    except NoPortalError:
        return b""
    finally:
        await portal.close()


def _taken(uri: str) -> bytes:
    """The contents of a file, which is removed."""
    path = Path(unquote(urlparse(uri).path))
    try:
        data = path.read_bytes()
        path.unlink()
    except OSError:
        return b""
    return data
