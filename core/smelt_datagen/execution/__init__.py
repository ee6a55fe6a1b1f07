"""A plan's rows in blocks, and tasks on threads."""
