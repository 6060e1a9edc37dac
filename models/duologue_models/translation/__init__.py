"""Trains the translators between English and Spanish, French, German, and measures them."""
