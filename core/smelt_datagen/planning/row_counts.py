"""Row counts times factors, exactly as a person would calculate them."""

from __future__ import annotations

import math
from fractions import Fraction

LARGEST_COUNT = 2**63 - 1
"""Row numbers, and ids that count from 1, are 64-bit integers."""


def effective_rows(rows: int, factor: float) -> int:
    """Return floor(rows x factor), the factor taken as written: 100 x 0.29 is 29."""
    return rows if factor == 1 else math.floor(rows * Fraction(str(factor)))


def share(rows: int, fraction: float) -> int:
    """Return rows x fraction, as written, rounded to the nearest, halves to even."""
    return round(rows * Fraction(str(fraction)))
