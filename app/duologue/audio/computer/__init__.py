"""What other programs play on this computer: films, calls, music. The assistant's own voice is never part of it."""
