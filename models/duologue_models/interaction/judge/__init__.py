"""What judges a trained core: curves, operating points, parity, comparisons."""
