"""Exact work done for the conversation: clock, arithmetic, timers, lists, notes; who may run what (consent)."""
