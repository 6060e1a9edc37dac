"""A translator that knows a few sentences, written as the real ones are."""

import json
from collections import Counter
from pathlib import Path

from duologue_models.translation.make import aligned, write_language, write_phrases
from duologue_models.translation.phrases import Table

PAIRS = [
    ("The dog is small.", "El perro es pequeño."),
    ("The cat is small.", "El gato es pequeño."),
    ("The dog sleeps.", "El perro duerme."),
    ("The cat sleeps.", "El gato duerme."),
    ("The house is big.", "La casa es grande."),
    ("The big house.", "La casa grande."),
    ("The small dog.", "El perro pequeño."),
    ("Where is the cat?", "¿Dónde está el gato?"),
    ("Where is the house?", "¿Dónde está la casa?"),
    ("Tom has 3 dogs.", "Tom tiene 3 perros."),
    ("Tom has 12 cats.", "Tom tiene 12 gatos."),
]


def write_tiny(folder: Path) -> None:
    """Writes a translator between English and Spanish into a folder, which is made."""
    folder.mkdir(parents=True)
    counts, words = aligned(PAIRS * 3, "es")
    table = Table(Counter(counts), words)
    english = write_language(
        folder / "en.npz", [a for a, _ in PAIRS], "en", {w for e in table.entries for w in e[0]}, 1
    )
    spanish = write_language(
        folder / "es.npz", [b for _, b in PAIRS], "es", {w for e in table.entries for w in e[1]}, 1
    )
    write_phrases(folder / "en-es.npz", table, english, spanish)
    (folder / "weights.json").write_text(json.dumps({}), encoding="utf-8")
