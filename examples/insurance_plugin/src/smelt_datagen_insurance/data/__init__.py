"""The data file of the package, read when it is first needed."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def tariffs() -> list[dict[str, Any]]:
    """Return every tariff: its line of business, name, share, sums insured and rate."""
    text = (files(__package__) / "tariffs.json").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = json.loads(text)
    return rows
