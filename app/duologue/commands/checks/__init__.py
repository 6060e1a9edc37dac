"""What `duologue doctor` looks at: a function for each thing that can be wrong with an installation."""
