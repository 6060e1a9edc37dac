"""Reads an ONNX file as far as it takes to cut parts out of its graph, and writes the parts; weights stay as they are.

ONNX is protobuf: a message is a row of fields, each a number, a kind and a value. The few fields named here are those
of onnx.proto that say how nodes hang together; every other byte of a node or weight is carried over unread.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_VARINT, _EIGHT_BYTES, _BYTES, _FOUR_BYTES = 0, 1, 2, 5
_GRAPH = 7  # of a model
_NODE, _GRAPH_NAME, _WEIGHT, _INPUT, _OUTPUT = 1, 2, 5, 11, 12  # of a graph
_NODE_INPUT, _NODE_OUTPUT, _NODE_TYPE = 1, 2, 4  # of a node
_WEIGHT_NAME = 8
_VALUE_NAME, _VALUE_TYPE = 1, 2
_FLOAT = 1

Shape = Sequence[int | str]
"""Lengths, or names for those that vary."""


class NotOnnx(ValueError):  # noqa: N818 - it says what the bytes are
    """The bytes are no ONNX model, or not one that can be cut like this; the message says why."""


@dataclass(frozen=True, slots=True)
class Node:
    """One operator: its type, the values it reads and writes, and its other fields as they stand in the file."""

    op_type: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    rest: bytes

    def write(self, names: Mapping[str, str]) -> bytes:
        """The node as a field of a graph, with values renamed."""
        fields = [_field(_NODE_INPUT, names.get(name, name)) for name in self.inputs]
        fields += [_field(_NODE_OUTPUT, names.get(name, name)) for name in self.outputs]
        return _field(_NODE, b"".join(fields) + self.rest)


class OnnxFile:
    """A model, taken apart. nodes: in the order of the file. inputs: names of what the graph takes.

    Raises:
        NotOnnx: the bytes are no model.
    """

    def __init__(self, data: bytes) -> None:
        self.nodes: list[Node] = []
        self.inputs: list[str] = []
        self.outputs: list[str] = []
        self._declared: dict[str, memoryview] = {}
        self._weights: dict[str, memoryview] = {}
        try:
            fields = list(_fields(memoryview(data)))
            self._head = b"".join(raw for number, raw, _ in fields if number != _GRAPH)
            for number, raw, value in _fields(next(value for number, _, value in fields if number == _GRAPH)):
                self._take(number, raw, value)
        except (IndexError, StopIteration, UnicodeDecodeError) as error:
            raise NotOnnx("it is not an ONNX model, or only a part of one") from error
        self._writers = {output: node for node in self.nodes for output in node.outputs}

    def writer(self, value: str) -> Node:
        """The node that writes a value.

        Raises:
            NotOnnx: none does.
        """
        if value not in self._writers:
            raise NotOnnx(f"no node writes '{value}'")
        return self._writers[value]

    def readers(self, value: str) -> list[Node]:
        """The nodes that read a value."""
        return [node for node in self.nodes if value in node.inputs]

    def cut(
        self, name: str, inputs: Mapping[str, tuple[str, Shape]], outputs: Mapping[str, tuple[str, Shape]]
    ) -> bytes:
        """The part of the graph between some of its values, as a model.

        inputs, outputs: values of the graph, all float32, with their names and shapes in the part. Inputs of the whole
        graph that the part needs are its inputs too.
        """
        reached, pending = set(inputs), list(outputs)
        while pending:
            value = pending.pop()
            if value not in reached:
                reached.add(value)
                pending += self._writers[value].inputs if value in self._writers else ()
        nodes = [node for node in self.nodes if any(output in reached - set(inputs) for output in node.outputs)]
        names = {value: new for value, (new, _) in (*inputs.items(), *outputs.items())}
        fields: list[bytes | memoryview] = [node.write(names) for node in nodes]
        fields += [_field(_GRAPH_NAME, name)]
        fields += [raw for weight, raw in self._weights.items() if weight in reached]
        fields += [_field(_INPUT, _value(*described)) for described in inputs.values()]
        fields += [raw for declared, raw in self._declared.items() if declared in reached]
        fields += [_field(_OUTPUT, _value(*described)) for described in outputs.values()]
        return self._head + _field(_GRAPH, b"".join(fields))

    def _take(self, number: int, raw: memoryview, value: memoryview) -> None:
        """Takes in a field of the graph."""
        if number == _NODE:
            self.nodes.append(_node(value))
        elif number == _WEIGHT:
            self._weights[_text(value, _WEIGHT_NAME)] = raw
        elif number == _INPUT:
            self.inputs.append(_text(value, _VALUE_NAME))
            self._declared[self.inputs[-1]] = raw
        elif number == _OUTPUT:
            self.outputs.append(_text(value, _VALUE_NAME))


def _node(data: memoryview) -> Node:
    inputs, outputs, rest, op_type = [], [], [], ""
    for number, raw, value in _fields(data):
        if number == _NODE_INPUT:
            inputs.append(str(value, "utf-8"))
        elif number == _NODE_OUTPUT:
            outputs.append(str(value, "utf-8"))
        else:
            rest.append(raw)
            op_type = str(value, "utf-8") if number == _NODE_TYPE else op_type
    return Node(op_type, tuple(inputs), tuple(outputs), b"".join(rest))


def _text(data: memoryview, wanted: int) -> str:
    return next((str(value, "utf-8") for number, _, value in _fields(data) if number == wanted), "")


def _fields(data: memoryview) -> Iterator[tuple[int, memoryview, memoryview]]:
    """The fields of a message: number, the whole field, and its value if that is bytes.

    Raises:
        IndexError: the message breaks off in the middle of a field, or the bytes are no message.
    """
    at = 0
    while at < len(data):
        start = at
        tag, at = _varint(data, at)
        number, kind = tag >> 3, tag & 7
        value = data[:0]
        if kind == _VARINT:
            _, at = _varint(data, at)
        elif kind == _BYTES:
            length, at = _varint(data, at)
            value = data[at : at + length]
            at += length
        elif kind in {_EIGHT_BYTES, _FOUR_BYTES}:
            at += 8 if kind == _EIGHT_BYTES else 4
        else:
            raise IndexError(at)
        if at > len(data):
            raise IndexError(at)
        yield number, data[start:at], value


def _varint(data: memoryview, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where it ends."""
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return number, at


def _written_varint(number: int) -> bytes:
    parts = bytearray()
    while number >= 0x80:
        parts.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*parts, number])


def _field(number: int, value: bytes | str | int) -> bytes:
    if isinstance(value, int):
        return _written_varint(number << 3 | _VARINT) + _written_varint(value)
    content = value.encode() if isinstance(value, str) else value
    return _written_varint(number << 3 | _BYTES) + _written_varint(len(content)) + content


def _value(name: str, shape: Shape) -> bytes:
    """A ValueInfoProto: a float32 tensor of this name and shape."""
    lengths = b"".join(_field(1, _field(1 if isinstance(length, int) else 2, length)) for length in shape)
    tensor = _field(1, _FLOAT) + _field(2, lengths)
    return _field(_VALUE_NAME, name) + _field(_VALUE_TYPE, _field(1, tensor))
