"""What another process of the same user can ask of the running window: `duologue --toggle-mute`.

For desktops that know no global hotkey for this program: any key can be bound to that command. It is no bridge, but
uses Qt's local sockets: they are one and the same on all systems, open to this user alone, and served by the event loop
of the window.
"""

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from duologue.core.errors import DuologueError
from duologue.core.paths import Paths

WITHIN_MS = 2000
TOGGLE_MUTE = b"toggle-mute\n"
MUTED, UNMUTED, UNKNOWN = b"muted\n", b"unmuted\n", b"unknown request\n"
_LONGEST = 64
"""Most bytes of a request; who sends more is not one of ours."""


def server_name(paths: Paths) -> str:
    """One name for each folder of settings, so that two installations do not meet."""
    return f"duologue-{hashlib.sha256(str(paths.settings).encode()).hexdigest()[:16]}"


class RemoteServer(QObject):
    """Takes requests while the window is open. toggle_mute: turns the switch; returns whether the microphone is off."""

    def __init__(self, toggle_mute: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._toggle_mute = toggle_mute
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def listen(self, name: str) -> str:
        """Begins to listen; returns "", or one sentence saying why it cannot."""
        if _connected_to(name) is not None:
            return "Another Duologue is running; `duologue --toggle-mute` goes to that one."
        QLocalServer.removeServer(name)  # left behind by one that was killed
        if self._server.listen(name):
            return ""
        return f"`duologue --toggle-mute` will not work: {self._server.errorString()}."

    def close(self) -> None:
        """Stops listening."""
        self._server.close()

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _answer(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() and socket.bytesAvailable() < _LONGEST:
            return
        request = bytes(socket.readLine(_LONGEST).data())
        if request == TOGGLE_MUTE:
            socket.write(MUTED if self._toggle_mute() else UNMUTED)
        else:
            socket.write(UNKNOWN)
        socket.disconnectFromServer()


def toggle_mute(paths: Paths) -> bool:
    """Asks the running window to turn the microphone off or on; returns whether it is off now.

    Raises:
        DuologueError: no window is running, or it does not answer.
    """
    socket = _connected_to(server_name(paths))
    if socket is None:
        raise DuologueError("remote.none", "Duologue is not running; start it first.")
    socket.write(TOGGLE_MUTE)
    if not socket.waitForBytesWritten(WITHIN_MS) or not socket.waitForReadyRead(WITHIN_MS):
        raise DuologueError("remote.silent", "The running Duologue does not answer.")
    return bytes(socket.readLine().data()) == MUTED


def _connected_to(name: str) -> QLocalSocket | None:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket if socket.waitForConnected(WITHIN_MS) else None
