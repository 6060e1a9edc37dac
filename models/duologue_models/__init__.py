"""Builds, trains and evaluates the model bundles of Duologue."""
