"""What another process of the same user can ask of the running window: to come to the front, to mute, to unmute.

`duologue --toggle-mute` is for desktops that know no global hotkey for this program: any key can be bound to it. A
second `duologue` brings the first one's window to the front, as two that listen would answer each other. It is no
bridge, but uses Qt's local sockets: they are one and the same on all systems, open to this user alone, and served by
the event loop of the window.
"""

import hashlib
from collections.abc import Callable, Mapping

from PySide6.QtCore import QDir, QLockFile, QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from duologue.core.errors import DuologueError
from duologue.core.paths import Paths

WITHIN_MS = 2000
TOGGLE_MUTE = b"toggle-mute\n"
SHOW, SHOWN = b"show\n", b"shown\n"
MUTED, UNMUTED, UNKNOWN = b"muted\n", b"unmuted\n", b"unknown request\n"
_LONGEST = 64
"""Most bytes of a request; who sends more is not one of ours."""


def server_name(paths: Paths) -> str:
    """One name for each folder of settings, so that two installations do not meet."""
    return f"duologue-{hashlib.sha256(str(paths.settings).encode()).hexdigest()[:16]}"


class AlreadyRunningError(DuologueError):
    """A Duologue with the same settings runs already."""


class RemoteServer(QObject):
    """Takes requests while the window is open.

    toggle_mute: turns the switch; returns whether the microphone is off. show: brings the window to the front.
    """

    def __init__(
        self, toggle_mute: Callable[[], bool], show: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._toggle_mute, self._show = toggle_mute, show
        self._requests: Mapping[bytes, Callable[[], bytes]] = {TOGGLE_MUTE: self._toggled, SHOW: self._shown}
        self._lock: QLockFile | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)

    def listen(self, name: str) -> str:
        """Begins to listen; returns "", or one sentence saying why it cannot.

        Raises:
            AlreadyRunningError: another one listens there.
        """
        locked = self._lock_as(name)
        if not locked or _connected_to(name) is not None:
            raise AlreadyRunningError("remote.running", "Duologue is already running.")
        QLocalServer.removeServer(name)  # left behind by one that was killed
        if self._server.listen(name):
            return ""
        return f"`duologue --toggle-mute` will not work: {self._server.errorString()}."

    def close(self) -> None:
        """Stops listening."""
        self._server.close()
        if self._lock is not None:
            self._lock.unlock()

    def _lock_as(self, name: str) -> bool:
        """Makes sure that of several that start at once one goes on; True as well where nothing can be locked."""
        self._lock = lock = QLockFile(f"{QDir.tempPath()}/{name}.lock")
        lock.setStaleLockTime(0)  # as long as its process lives
        return lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError

    def _connected(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._answer(socket))
            socket.disconnected.connect(socket.deleteLater)

    def _answer(self, socket: QLocalSocket) -> None:
        if not socket.canReadLine() and socket.bytesAvailable() < _LONGEST:
            return
        request = bytes(socket.readLine(_LONGEST).data())
        socket.write(self._requests.get(request, lambda: UNKNOWN)())
        socket.disconnectFromServer()

    def _toggled(self) -> bytes:
        return MUTED if self._toggle_mute() else UNMUTED

    def _shown(self) -> bytes:
        self._show()
        return SHOWN


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


def show_running(paths: Paths) -> bool:
    """Brings the running window to the front; whether there is one. One that is still starting does it a little
    later."""
    socket = _connected_to(server_name(paths))
    if socket is None:
        return False
    socket.write(SHOW)
    if socket.waitForBytesWritten(WITHIN_MS):
        socket.waitForReadyRead(WITHIN_MS)
    return True


def _connected_to(name: str) -> QLocalSocket | None:
    socket = QLocalSocket()
    socket.connectToServer(name)
    return socket if socket.waitForConnected(WITHIN_MS) else None
