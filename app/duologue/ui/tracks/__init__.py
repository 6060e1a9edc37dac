"""Time axes: the strip of both voices in the window, and the inspector."""
