"""A run: which files are made, where, and whose they are."""
