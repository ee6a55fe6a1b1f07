"""Row counts times factors, exactly as a person would calculate them."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_EVEN, Decimal


def effective_rows(rows: int, factor: float) -> int:
    """Return floor(rows x factor) in decimal arithmetic: 100 x 0.29 is 29."""
    return int((rows * Decimal(str(factor))).to_integral_value(ROUND_FLOOR))


def share(rows: int, fraction: float) -> int:
    """Return rows x fraction in decimal arithmetic, rounded to the nearest, halves to even."""
    return int((rows * Decimal(str(fraction))).to_integral_value(ROUND_HALF_EVEN))
