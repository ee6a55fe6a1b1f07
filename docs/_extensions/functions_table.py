"""The table of the functions that expressions have, from their list."""

from __future__ import annotations

from markdown_tables import table
from smelt_datagen_builtin.expressions.functions import FUNCTIONS


def functions() -> str:
    """Return a row for every function: how it is called, what it gives, and when that is null."""
    rows = ((f"`{one.form}`", one.says, one.gives, one.nulls) for one in FUNCTIONS.values())
    return table(("function", "value", "type", "null"), rows)
