"""Live translation in a session: when to speak, in which words, and the work beside the micro-turns that it takes."""
