"""Some rows of every dataset, spread over it, and what their columns refer to."""
