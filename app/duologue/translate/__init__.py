"""Translation of text while it grows: what every translator is, and the translators there are."""
