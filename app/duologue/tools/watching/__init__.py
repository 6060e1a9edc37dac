"""What the eyes are wanted for: watching over time, and questions about what is seen just now."""
