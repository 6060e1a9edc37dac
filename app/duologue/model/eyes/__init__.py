"""The eyes: everything there is to see in a micro-turn, as percepts and as features of the core."""
