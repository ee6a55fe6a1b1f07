"""Streams, draws, weighted choice and permutations: the same on every machine."""
