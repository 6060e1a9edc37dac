"""What makes sessions: simulated conversations, meetings, rendered voices and recordings of people."""
