"""Floats to integers below a cap."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

_LARGEST_EXACT = 2.0**63


def capped(values: npt.NDArray[np.float64], largest: int) -> npt.NDArray[np.int64]:
    """Return non-negative floats as int64, those above `largest` as `largest`; infinities too."""
    above = np.flatnonzero(values >= min(float(largest), _LARGEST_EXACT))
    if above.size:
        values[above] = 0.0
    counts = values.astype(np.int64)
    counts[above] = largest
    return counts
