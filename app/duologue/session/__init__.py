"""The session: the micro-turn loop, what is said and done in it, its timeline and its replay."""
