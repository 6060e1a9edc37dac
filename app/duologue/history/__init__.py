"""Every conversation, kept on this machine: a fold of the session's events in a SQLite file, found again, exported."""
