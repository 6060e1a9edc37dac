"""What learns: the network, its losses, the trainer and its export."""
