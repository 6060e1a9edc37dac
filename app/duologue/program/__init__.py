"""The program with its window: puts devices, model, session, bridge and window together."""
