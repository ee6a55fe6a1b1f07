"""Sequential ids and UUIDs."""
