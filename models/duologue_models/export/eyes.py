"""The eyes: MediaPipe's landmark networks (Apache-2.0) as ONNX, and PP-OCRv6 small (Apache-2.0) as it is published.

BlazePose (Bazarevsky et al. 2020), MediaPipe Hands (Zhang et al. 2020), BlazeFace (Bazarevsky et al. 2019), Face Mesh
(Kartynnik et al. 2019).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duologue_models.export.tflite_onnx import write_onnx

INPUT = "picture"
"""Name of the input of each, [1, height, width, 3] float32."""


@dataclass(frozen=True)
class Network:
    """A published network. member: file in the wheel. outputs: which are kept, by their places, and their names."""

    member: str
    outputs: Mapping[int, str]


NETWORKS = {
    "person": Network("pose_detection/pose_detection", {0: "boxes", 1: "scores"}),
    "pose": Network("pose_landmark/pose_landmark_full", {0: "points", 1: "sure", 3: "heatmaps"}),
    "palm": Network("palm_detection/palm_detection_full", {0: "boxes", 1: "scores"}),
    "hand": Network("hand_landmark/hand_landmark_full", {0: "points", 1: "sure", 2: "right"}),
    "head": Network("face_detection/face_detection_short_range", {0: "boxes", 1: "scores"}),
    "face": Network("face_landmark/face_landmark", {0: "points", 1: "sure"}),
}
"""The networks by the name of their graph."""


def member(name: str) -> str:
    """The file of a network in MediaPipe's wheel."""
    return f"mediapipe/modules/{NETWORKS[name].member}.tflite"


def write_network(data: bytes, name: str, path: Path) -> None:
    """Writes one of NETWORKS.

    Raises:
        ValueError: it is not the published network.
        OSError: the file cannot be written.
    """
    write_onnx(data, name, INPUT, NETWORKS[name].outputs, path)
