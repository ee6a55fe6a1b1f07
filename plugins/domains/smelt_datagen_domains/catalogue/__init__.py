"""Faker's catalogue: any of its providers, as a column."""
