"""The currencies that there are, and where they are paid with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from smelt_datagen_domains.data.reading import table


def currencies() -> Sequence[Mapping[str, Any]]:
    """Return every currency with its facts, and how much of the world's trade it has."""
    rows: Sequence[Mapping[str, Any]] = table("currencies")
    return rows


@cache
def currency_countries() -> Mapping[str, int]:
    """Return for every country the position of its currency."""
    pairs = [
        (country, position)
        for position, currency in enumerate(currencies())
        for country in currency["countries"]
    ]
    return dict(sorted(pairs))
