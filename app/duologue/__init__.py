"""Duologue: a desktop assistant that listens and speaks at the same time."""

__version__ = "0.1.0"
