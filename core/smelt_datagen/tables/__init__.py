"""A plan as a table for engines: streams, datasets and lazy frames, without files."""
