"""Duologue: a desktop assistant that listens and speaks at the same time. GLOSSARY.md explains its words."""

import os

__version__ = "0.1.0"

# ONNX Runtime reports its use to its makers unless this is set before it is imported. Nothing leaves this machine.
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
