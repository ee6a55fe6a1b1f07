"""Values that are listed: constants, choices, booleans, nulls."""
