"""What the screen shows (transcript, status, notes on tools), as plain data folded from events. Knows nothing of Qt."""
