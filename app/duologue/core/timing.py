"""The rates and the grid of the micro-turn (DESIGN.md): exact integers, so that sample positions never drift."""

MIC_RATE_HZ = 16_000
"""Rate of the sound the model hears."""
SPEAKER_RATE_HZ = 24_000
"""Rate of the sound the assistant makes."""
MICROTURN_MS = 200
MICROTURN_S = MICROTURN_MS / 1000
MIC_SAMPLES = MIC_RATE_HZ * MICROTURN_MS // 1000
"""Microphone samples in a micro-turn (3200)."""
SPEAKER_SAMPLES = SPEAKER_RATE_HZ * MICROTURN_MS // 1000
"""Speaker samples in a micro-turn (4800)."""
PIECE_MS = 40
"""How much a microphone hands over at once, in milliseconds: the mixer follows it in time, the model by micro-turns."""
PIECE_SAMPLES = MIC_RATE_HZ * PIECE_MS // 1000
"""Microphone samples in such a piece (640)."""
PREMATURE_S = 1.5
"""A response that is stopped within this time of its first sound came too early: the user was not finished."""


def boundary_s(index: int) -> float:
    """Session time in seconds at which micro-turn `index` begins."""
    return index * MICROTURN_MS / 1000
