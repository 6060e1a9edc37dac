"""The settings as pages, made from the one schema."""
