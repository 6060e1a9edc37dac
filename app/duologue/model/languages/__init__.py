"""Ears for other languages than English: Whisper's graphs, what is made of their output, and how a stream is heard."""
