"""What every layer shares: rates, events, errors, settings, clock, queues, tasks and paths."""
