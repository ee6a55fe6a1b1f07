"""Benchmarks of smelt-datagen against its peers; run with `python -m benchmarks`."""
