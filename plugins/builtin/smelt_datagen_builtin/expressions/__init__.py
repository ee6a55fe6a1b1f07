"""Columns from columns: SQL expressions, parsed by sqlglot and evaluated by NumPy and Arrow."""
