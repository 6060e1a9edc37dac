"""A part of a video as a video of its own."""

import importlib
from pathlib import Path

import numpy as np

from duologue.core.errors import OutputError
from duologue.video.files import USUAL_RATE_HZ, FileCamera


def cut_video(source: Path, target: Path, start_s: float, end_s: float) -> bool:
    """Writes the pictures between two times, USUAL_RATE_HZ a second; whether there were any.

    Raises:
        InputError: the source cannot be read.
        OutputError: the target cannot be written.
    """
    cv2 = importlib.import_module("cv2")  # takes a third of a second
    camera, writer = FileCamera(source), None
    try:
        for at in range(round((end_s - start_s) * USUAL_RATE_HZ)):
            frame = camera.newest(start_s + (at + 1) / USUAL_RATE_HZ)
            if frame is None:
                if writer is None:
                    continue
                break
            if writer is None:
                height, width = frame.rgb.shape[:2]
                writer = cv2.VideoWriter(str(target), cv2.VideoWriter_fourcc(*"mp4v"), USUAL_RATE_HZ, (width, height))
                if not writer.isOpened():
                    raise OutputError("video.write", f"'{target}' cannot be written.")
                for _ in range(at):  # what comes before the first picture keeps its length
                    writer.write(np.zeros((height, width, 3), np.uint8))
            writer.write(np.ascontiguousarray(frame.rgb[:, :, ::-1]))
    finally:
        camera.close()
        if writer is not None:
            writer.release()
    return writer is not None
