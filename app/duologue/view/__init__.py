"""What the screen shows, as plain data folded from events. Knows nothing of Qt."""
