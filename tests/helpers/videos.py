"""Small videos for tests."""

from pathlib import Path

import cv2
import numpy as np


def write_video(path: Path, levels: list[int], rate_hz: float = 5.0) -> Path:
    """A video with one frame of 64 by 48 for each brightness, 0 to 255."""
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"mp4v"), rate_hz, (64, 48))
    for level in levels:
        writer.write(np.full((48, 64, 3), level, np.uint8))
    writer.release()
    return path
