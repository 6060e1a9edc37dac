"""Makes the language model of the ears out of texts."""
