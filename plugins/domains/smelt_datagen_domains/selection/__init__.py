"""Which country or locale a row has: one for all, a weighted mix, or what a column says."""
