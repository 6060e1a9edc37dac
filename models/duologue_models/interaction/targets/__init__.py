"""What turns sessions into rows of positions with their targets."""
