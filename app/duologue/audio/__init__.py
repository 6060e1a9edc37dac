"""Sound: microphones and speakers, the line that is played, files, tones and levels."""
