"""The tables, read when they are first needed."""
