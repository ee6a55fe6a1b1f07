"""What weights may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from smelt_datagen.plugin import Scope


def report_weights(weights: Mapping[Any, float], scope: Scope, *path: str) -> None:
    """Report at `path` weights that are no distribution; numbers of parameters are finite."""
    for value, weight in weights.items():
        if weight < 0:
            scope.report(f"a weight must be at least 0 (found {weight:g})", *path, value)
    if not any(weights.values()):
        scope.report("at least one weight must be greater than 0", *path)
