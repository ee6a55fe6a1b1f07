"""Foreign keys, and fields of linked pools."""
