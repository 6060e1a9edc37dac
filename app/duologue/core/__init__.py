"""What every layer shares: events, errors, settings, shortcuts, facts about tools, rates, clock, queues, paths."""
