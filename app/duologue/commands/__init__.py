"""What `duologue` does beside opening the window, one module a command."""
