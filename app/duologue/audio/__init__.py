"""Sound: files, levels, the line that is played, microphones and speakers."""
