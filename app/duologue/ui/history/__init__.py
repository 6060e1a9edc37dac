"""The dialog of the conversations that were kept."""
