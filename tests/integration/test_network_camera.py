"""A camera that sends MJPEG over the loopback network, and one that stops."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import cv2
import numpy as np
import pytest

from duologue.core.devices import CameraState
from duologue.video.cameras import choose_camera
from duologue.video.capture import Capture
from helpers.waiting import wait_until


class _Pictures(BaseHTTPRequestHandler):
    """Sends red pictures until the server is told to stop."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "multipart/x-mixed-replace; boundary=frame")
        self.end_headers()
        _, jpeg = cv2.imencode(".jpg", np.full((120, 160, 3), (0, 0, 255), np.uint8))
        part = b"--frame\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n%s\r\n" % (len(jpeg), jpeg.tobytes())
        with suppress(OSError):  # the camera was turned off
            while not self.server.over.wait(0.03):  # type: ignore[attr-defined]
                self.wfile.write(part)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Pictures)
    server.over = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.over.set()  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


def test_its_pictures_arrive_and_its_end_is_told(server: ThreadingHTTPServer) -> None:
    address = f"http://127.0.0.1:{server.server_address[1]}/video.mjpg"
    capture = Capture(lambda: choose_camera(address, []))
    try:
        wait_until(lambda: capture.newest() is not None)
        frame = capture.newest()
        assert frame is not None
        red, green, blue = frame.rgb[60, 80].tolist()
        assert red > 200
        assert green < 60
        assert blue < 60
        server.over.set()  # type: ignore[attr-defined]
        server.shutdown()
        server.server_close()
        wait_until(lambda: capture.report.state is CameraState.LOST)
    finally:
        capture.close()
        wait_until(lambda: not any(thread.name == "camera" for thread in threading.enumerate()))
