"""JSON objects and arrays as text."""
