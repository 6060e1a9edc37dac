"""The background model: how one is found or entered, what it is told, and the answers that stream back meanwhile."""
