"""Builds, trains and evaluates the model bundles of Duologue."""

import os

# ONNX Runtime reports its use to its makers unless this is set before it is imported. Nothing leaves this machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
