"""The session: the micro-turn loop, turns, what is said, calls and questions in it, its timeline and its replay."""
