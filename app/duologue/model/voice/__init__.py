"""Voices: text in, sound out, one clause at a time."""
