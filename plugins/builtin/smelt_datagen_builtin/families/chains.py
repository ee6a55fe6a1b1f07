"""Chains of states, all families and all steps at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint8]


def states_along(changes: Codes, counts: npt.NDArray[np.int64]) -> Codes:
    """Return the state at every step of families that stand one behind the other.

    `changes[i, s]` is the state at step i if that before it was s; at the first step of a family it
    is the same for all s. Changes are functions, and composing them is associative: they are
    combined over 1, 2, 4, ... steps (Hillis and Steele 1986, "Data parallel algorithms").
    """
    positions = np.arange(len(changes)) - np.repeat(np.cumsum(counts) - counts, counts)
    longest = int(counts.max(initial=0))
    combined = changes
    step = 1
    while step < longest:
        later = np.flatnonzero(positions >= step)
        # those of the family's first `step` rows are combined to the beginning already
        before, own = combined[later - step], combined[later]
        combined = combined.copy() if combined is changes else combined
        combined[later] = np.take_along_axis(own, before, axis=1)
        step *= 2
    return combined[:, 0]
