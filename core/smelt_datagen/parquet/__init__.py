"""Parquet: row groups encoded apart, and joined to a file."""
