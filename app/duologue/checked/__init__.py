"""Checks JSON that people and other programs write against plain dataclasses; what is wrong is one clear sentence."""
