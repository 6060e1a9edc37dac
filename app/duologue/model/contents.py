"""What a bundle of the family that this program builds consists of; by itself light to import."""

DEFAULT_BUNDLE = "duologue-1"
"""Name of the bundle that is used where nothing else is said."""
FAMILY = "duologue"
"""The family of the bundles that this program builds."""
VOICE_GRAPHS = {"text": "voice.text", "flow": "voice.flow", "sound": "voice.sound"}
"""The graphs of its voice by part, see voice/piper_parts.py."""
VOICE_CONFIG = "voice/voice.json"
"""What describes its voice."""
EYES_GRAPHS = {part: f"eyes.{part}" for part in ("person", "pose", "palm", "hand", "head", "face")}
"""The graphs of its eyes: finding people, 33 points of a body; finding palms, 21 points of a hand; finding heads, 468
points of a face. A bundle without them is blind, and complete."""
READING_GRAPHS = {part: f"reading.{part}" for part in ("lines", "words")}
"""The graphs that read what is in a picture: where lines of text are, and what one says. They may be left out, too."""
CHARACTERS = "reading/characters.txt"
"""The characters that it reads, one a line."""
ENDING_GRAPH = "ears.ending"
"""What tells an end by its sound; a bundle without it decides by words and clocks alone."""
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

LANGUAGES_FAMILY = "whisper"
"""The family of bundles that hear other languages and hold no model to talk with."""
LANGUAGES_BUNDLE = "languages"
"""The one that can be built."""
LANGUAGES_GRAPHS = ("languages.encoder", "languages.decoder")
"""Its networks."""
LANGUAGES_TOKENIZER = "languages/tokenizer.json"
LANGUAGES_TOKENS = "languages/tokens.json"
"""Its text tokens, and which of them are never written."""
VOICES_FAMILY = "kokoro"
"""The family of bundles that hold voices and no model."""
VOICES_BUNDLE = "voices-kokoro"
"""The one that can be built: the voices of Kokoro-82M."""
KOKORO_GRAPH = "voice.speech"
"""The network of these voices."""
KOKORO_ALPHABET = "kokoro/vocab.json"
"""The numbers of the signs that it reads."""
KOKORO_VOICES = "kokoro/voices"
"""The folder of its voices."""
