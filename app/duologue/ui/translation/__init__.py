"""The window of the live translation."""
