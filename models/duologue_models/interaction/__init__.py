"""The interaction core: experience to learn from, the network, its training, export and evaluation."""
