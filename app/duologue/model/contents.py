"""What a bundle of the family that this program builds consists of; by itself light to import."""

FAMILY = "duologue"
"""The family of the bundles that this program builds."""
VOICE_GRAPHS = {"text": "voice.text", "flow": "voice.flow", "sound": "voice.sound"}
"""The graphs of its voice by part, see voice/piper_parts.py."""
VOICE_CONFIG = "voice/voice.json"
"""What describes its voice."""
GRAPHS = ("ears.encoder", "ears.decoder", "ears.vad", "semantics.sentence", "core.step", *VOICE_GRAPHS.values())
"""The graphs of a complete bundle of that family."""
FILES = (
    "ears/tokenizer.bin",
    "ears/language.npz",
    "semantics/tokenizer.json",
    "semantics/embeddings.npy",
    "core/core.json",
    VOICE_CONFIG,
)
"""Its other files."""
