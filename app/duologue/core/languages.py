"""Languages by their ISO 639-1 codes."""

ENGLISH = "en"
"""The language of the assistant itself, and of whoever talks with it unless another one is set."""
ANY = "any"
"""In the place of a language: whatever is spoken."""
