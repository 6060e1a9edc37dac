"""What the ears need of a runnable graph; ONNX Runtime's InferenceSession fits."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float32]


class Graph(Protocol):
    """A graph with named tensors in and out."""

    def run(self, output_names: Sequence[str] | None, input_feed: Mapping[str, Any], /) -> Sequence[Any]:
        """The outputs asked for, all of them in order for None."""
