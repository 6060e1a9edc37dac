"""Exact work done for the conversation: clock, arithmetic, timers, reminders, lists, units and notes."""
