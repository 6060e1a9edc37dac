"""Whisper's graphs, written small with made-up weights: what comes piece by piece is what comes at once."""

import struct

import numpy as np
import onnxruntime
import pytest

from duologue_models.export import whisper
from duologue_models.export.ctranslate2_file import read_weights

SMALL = {"WIDTH": 16, "HEADS": 2, "HEAD_WIDTH": 8, "LAYERS": 2, "VOCABULARY": 40, "MELS": 6}


def made_up_weights():
    rng = np.random.default_rng(0)
    width = SMALL["WIDTH"]

    def linear(name, out, into=width):
        return {f"{name}/weight": rng.normal(0, 0.3, (out, into)), f"{name}/bias": rng.normal(0, 0.1, out)}

    def norm(name):
        return {f"{name}/gamma": rng.normal(1, 0.1, width), f"{name}/beta": rng.normal(0, 0.1, width)}

    weights = {
        "encoder/conv1/weight": rng.normal(0, 0.3, (width, SMALL["MELS"], 3)),
        "encoder/conv1/bias": rng.normal(0, 0.1, width),
        "encoder/conv2/weight": rng.normal(0, 0.3, (width, width, 3)),
        "encoder/conv2/bias": rng.normal(0, 0.1, width),
        "encoder/position_encodings/encodings": rng.normal(0, 0.3, (50, width)),
        "decoder/position_encodings/encodings": rng.normal(0, 0.3, (30, width)),
        "decoder/embeddings/weight": rng.normal(0, 0.3, (SMALL["VOCABULARY"], width)),
        **norm("encoder/layer_norm"),
        **norm("decoder/layer_norm"),
    }
    for side in ("encoder", "decoder"):
        for i in range(SMALL["LAYERS"]):
            layer = f"{side}/layer_{i}"
            weights |= linear(f"{layer}/self_attention/linear_0", 3 * width)
            weights |= linear(f"{layer}/self_attention/linear_1", width)
            weights |= linear(f"{layer}/ffn/linear_0", 4 * width) | linear(f"{layer}/ffn/linear_1", width, 4 * width)
            weights |= norm(f"{layer}/self_attention/layer_norm") | norm(f"{layer}/ffn/layer_norm")
            if side == "decoder":
                for number, out in enumerate((width, 2 * width, width)):
                    weights |= linear(f"{layer}/attention/linear_{number}", out)
                weights |= norm(f"{layer}/attention/layer_norm")
    return {name: value.astype(np.float16) for name, value in weights.items()}


@pytest.fixture(params=["fp32", "fp16", "int8"])
def graphs(request, tmp_path, monkeypatch):
    for name, value in SMALL.items():
        monkeypatch.setattr(whisper, name, value)
    weights, sessions = made_up_weights(), []
    whisper.write_encoder(weights, request.param, tmp_path / "encoder.onnx")
    whisper.write_decoder(weights, request.param, [(0, 1), (1, 0)], tmp_path / "decoder.onnx")
    for part in ("encoder", "decoder"):
        sessions.append(onnxruntime.InferenceSession(tmp_path / f"{part}.onnx", providers=["CPUExecutionProvider"]))
    return sessions


def decode(decoder, memory, tokens, past):
    feed = {"tokens": np.array([tokens]), "past_k": past[0], "past_v": past[1], **memory}
    logits, keys, values, attention = decoder.run(None, feed)
    return logits[0], (keys, values), attention[0]


def test_tokens_read_one_by_one_give_what_they_give_at_once(graphs):
    encoder, decoder = graphs
    mel = np.random.default_rng(1).normal(0, 1, (1, SMALL["MELS"], 24)).astype(np.float32)
    names = [output.name for output in encoder.get_outputs()]
    memory = dict(zip(names, encoder.run(None, {"mel": mel}), strict=True))
    nothing = np.zeros((2, 1, 2, 0, 8), np.float32)
    tokens = [3, 1, 4, 1, 5]
    whole, _, attention = decode(decoder, memory, tokens, (nothing, nothing))
    past, rows = (nothing, nothing), []
    for token in tokens:
        logits, past, _ = decode(decoder, memory, [token], past)
        rows.append(logits[0])
    np.testing.assert_allclose(np.stack(rows), whole, atol=2e-2)
    assert attention.shape == (5, 12)
    np.testing.assert_allclose(attention.sum(axis=1), 1.0, atol=1e-2)


def packed(version=6, kind="WhisperSpec", arrays=(), aliases=()):
    def text(value):
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    data = struct.pack("<I", version) + text(kind) + struct.pack("<II", 3, len(arrays))
    for name, code, array in arrays:
        data += text(name) + struct.pack("<B", array.ndim) + struct.pack(f"<{array.ndim}I", *array.shape)
        data += struct.pack("<BI", code, array.nbytes) + array.tobytes()
    data += struct.pack("<I", len(aliases))
    return data + b"".join(text(alias) + text(name) for alias, name in aliases)


def test_arrays_are_read_by_name_and_by_other_names():
    rows, number = np.arange(6, dtype=np.float16).reshape(2, 3), np.array(8, np.int16)
    data = packed(arrays=[("a/b", 4, rows), ("heads", 2, number)], aliases=[("c", "a/b")])
    weights = read_weights(data, "WhisperSpec")
    np.testing.assert_array_equal(weights["a/b"], rows)
    np.testing.assert_array_equal(weights["c"], rows)
    assert weights["heads"] == 8


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (packed(arrays=[("a", 4, np.zeros(4, np.float16))])[:-7], "cut short"),
        (packed()[:5], "cut short"),
        (packed(version=5), "in version 5"),
        (packed(kind="TransformerSpec"), "holds TransformerSpec"),
    ],
)
def test_what_is_not_such_a_file_is_refused(data, said):
    with pytest.raises(ValueError, match=said):
        read_weights(data, "WhisperSpec")
