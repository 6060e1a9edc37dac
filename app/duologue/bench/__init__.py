"""Measures the running program from outside, through a real sound server and a real window, and reports the figures."""
