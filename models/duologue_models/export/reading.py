"""Reading text in pictures: PP-OCRv6 small (Apache-2.0), the published graphs with their characters beside them."""

from pathlib import Path

import onnx

PARTS = ("det", "rec")
"""The published graphs: where lines are, and what one says."""
_CHARACTERS = "character"


def member(part: str) -> str:
    """The file of a graph in RapidOCR's wheel."""
    return f"rapidocr/models/PP-OCRv6_{part}_small.onnx"


def write_parts(lines: bytes, words: bytes, place: Path) -> None:
    """Writes lines.onnx (x [n, 3, h, w] -> probability of text [n, 1, h, w]), words.onnx (x [n, 3, 48, w] ->
    probabilities [n, w / 8, 1 + characters + 1]: nothing, each character, a space) and characters.txt.

    Raises:
        ValueError: the second graph does not name its characters.
        OSError: a file cannot be written.
    """
    properties = {entry.key: entry.value for entry in onnx.load_from_string(words).metadata_props}
    if not properties.get(_CHARACTERS):
        raise ValueError("the graph that reads does not name its characters")
    (place / "lines.onnx").write_bytes(lines)
    (place / "words.onnx").write_bytes(words)
    (place / "characters.txt").write_text(properties[_CHARACTERS], encoding="utf-8", newline="\n")
