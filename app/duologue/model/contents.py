"""What a bundle of the family that this program builds consists of; by itself light to import."""

FAMILY = "duologue"
"""The family of the bundles that this program builds."""
GRAPHS = ("ears.encoder", "ears.decoder", "ears.vad", "semantics.sentence", "core.step")
"""The graphs of a complete bundle of that family."""
FILES = (
    "ears/tokenizer.bin",
    "ears/language.npz",
    "semantics/tokenizer.json",
    "semantics/embeddings.npy",
    "core/core.json",
)
"""Its other files."""
