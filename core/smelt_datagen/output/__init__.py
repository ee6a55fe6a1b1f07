"""A run: files, their format, and whose they are."""
