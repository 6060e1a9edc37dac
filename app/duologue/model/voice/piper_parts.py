"""Cuts the graph of a Piper voice into the parts that this program runs, wherever the voice comes from.

Piper's graph is VITS (Kim et al., "Conditional Variational Autoencoder with Adversarial Learning for End-to-End
Text-to-Speech", 2021): an encoder of phonemes with their durations, a flow, and a decoder into sound. Whole, it draws
its own random numbers and gives nothing before everything is made. Cut in three, the noise is an input, the durations
are an output, and flow and decoder run over windows of frames:

    text    input, input_lengths, scales, length_noise  ->  mean, deviation (logarithm), durations, for each phoneme
    flow    latents, mask                               ->  frames
    sound   frames                                      ->  sound

A voice of several speakers takes "sid" as well.
"""

from dataclasses import dataclass

from duologue.model.voice.onnx_file import Node, NotOnnx, OnnxFile

PARTS = ("text", "flow", "sound")
CHANNELS = 192
"""Width of a frame in every Piper voice."""
_DECODER_WEIGHT = "dec.conv_pre.weight"
_WHOLE_INPUTS = frozenset({"input", "input_lengths", "scales", "sid"})


@dataclass(frozen=True, slots=True)
class _Seams:
    """The values at which the graph is cut."""

    length_noise: str
    mean: str
    deviation: str
    durations: str
    latents: str
    mask: str
    frames: str


def cut_piper(data: bytes) -> dict[str, bytes]:
    """The parts of a Piper voice by name, each an ONNX model.

    Raises:
        NotOnnx: the bytes are no Piper voice; the message says what they lack.
    """
    whole = OnnxFile(data)
    if not {"input", "input_lengths", "scales"} <= set(whole.inputs) <= _WHOLE_INPUTS or len(whole.outputs) != 1:
        raise NotOnnx("its inputs and outputs are not those of a Piper voice")
    seams = _find_seams(whole)
    wide, phonemes, frames = (1, CHANNELS, "frames"), (1, CHANNELS, "phonemes"), (1, 1, "frames")
    latents, made = {seams.latents: ("latents", wide)}, {seams.frames: ("frames", wide)}
    spoken = {
        seams.mean: ("mean", phonemes),
        seams.deviation: ("deviation", phonemes),
        seams.durations: ("durations", (1, 1, "phonemes")),
    }
    sound = {whole.outputs[0]: ("sound", (1, 1, 1, "samples"))}
    noise = {seams.length_noise: ("length_noise", (1, 2, "phonemes"))}
    return {
        "text": whole.cut("text", noise, spoken),
        "flow": whole.cut("flow", {**latents, seams.mask: ("mask", frames)}, made),
        "sound": whole.cut("sound", made, sound),
    }


def _find_seams(whole: OnnxFile) -> _Seams:
    """Finds the values by what is done with them: their names differ from one export to the next."""
    length_noise = latent_noise = latents = mean = deviation = ""
    for node in whole.nodes:
        if node.op_type == "RandomNormalLike":
            product = _only_reader(whole, node.outputs[0], "Mul")
            spread = [name for name in product.inputs if name != node.outputs[0]]
            if spread and _written_by(whole, spread[0], "Exp"):
                latent_noise = node.outputs[0]
                scaled = _only_reader(whole, product.outputs[0], "Mul")
                total = _only_reader(whole, scaled.outputs[0], "Add")
                latents = total.outputs[0]
                mean = _of_phonemes(whole, next(name for name in total.inputs if name != scaled.outputs[0]))
                deviation = _of_phonemes(whole, whole.writer(spread[0]).inputs[0])
            else:
                length_noise = node.outputs[0]
    durations = [node.outputs[0] for node in whole.nodes if node.op_type == "Ceil"]
    decoder = [node for node in whole.nodes if node.op_type == "Conv" and _DECODER_WEIGHT in node.inputs]
    if not latent_noise or not length_noise or len(durations) != 1 or len(decoder) != 1:
        raise NotOnnx("it lacks what a Piper voice is made of")
    frames = decoder[0].inputs[0]
    masked = whole.writer(frames)
    mask = max(masked.inputs, key=lambda name: len(whole.readers(name)))
    return _Seams(length_noise, mean, deviation, durations[0], latents, mask, frames)


def _only_reader(whole: OnnxFile, value: str, op_type: str) -> Node:
    readers = [node for node in whole.readers(value) if node.op_type == op_type]
    if len(readers) != 1:
        raise NotOnnx(f"'{value}' is not used as in a Piper voice")
    return readers[0]


def _written_by(whole: OnnxFile, value: str, op_type: str) -> bool:
    return any(node.op_type == op_type and value in node.outputs for node in whole.nodes)


def _of_phonemes(whole: OnnxFile, value: str) -> str:
    """The value for each phoneme that was spread over frames: transpose(path @ transpose(value))."""
    product = whole.writer(whole.writer(value).inputs[0])
    if product.op_type != "MatMul":
        raise NotOnnx(f"'{value}' is not made as in a Piper voice")
    return whole.writer(product.inputs[1]).inputs[0]
