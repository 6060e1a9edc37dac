"""Streaming speech recognition and acoustic features inside the micro-turn."""

from duologue.model.ears.hearing import Ears

__all__ = ["Ears"]
