"""Addresses as text: dotted decimal, and hexadecimal as RFC 5952 has it."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen.arrays import joined_text, string_array

_GROUPS = 8
_GROUP = 1 << 16
_LAST, _NOTHING, _COLON, _COLONS = _GROUP, 2 * _GROUP, 2 * _GROUP + 1, 2 * _GROUP + 2
"""Where the pieces stand: groups with a colon behind them, without one, and those for zeros."""


def dotted(address: npt.NDArray[np.uint64]) -> pa.StringArray:
    """Return the lower 32 bits of every row as an IPv4 address."""
    octets = address.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 4:]
    runs = octets.astype(np.int32)
    runs[:, 3] += 256
    return joined_text(_octets(), runs)


def colons(upper: npt.NDArray[np.uint64], lower: npt.NDArray[np.uint64]) -> pa.StringArray:
    """Return every row as an IPv6 address, the longest run of zeros as `::`."""
    halves = [half.astype(">u8").view(">u2").reshape(-1, 4) for half in (upper, lower)]
    runs = np.concatenate(halves, axis=1).astype(np.int32)
    zeros = np.packbits(runs == 0, axis=1).ravel()
    runs[:, _GROUPS - 1] += _LAST
    some = np.flatnonzero(_has_run().take(zeros))
    if some.size:
        shortened = _pieces_of_zeros().take(zeros[some], axis=0)
        runs[some] = np.where(shortened < 0, runs[some], shortened)
    return joined_text(_hexadecimal(), runs)


@cache
def _octets() -> pa.StringArray:
    return string_array([f"{n}." for n in range(256)] + [f"{n}" for n in range(256)])


@cache
def _hexadecimal() -> pa.StringArray:
    groups = [f"{n:x}" for n in range(_GROUP)]
    return string_array([*(f"{group}:" for group in groups), *groups, "", ":", "::"])


@cache
def _pieces_of_zeros() -> npt.NDArray[np.int32]:
    """Return the pieces of the longest run of zeros; -1 where a group stands as it is."""
    pieces = np.full((1 << _GROUPS, _GROUPS), -1, dtype=np.int32)
    for number, row in enumerate(pieces):
        start, length = _longest_run(number)
        if length > 1:
            row[start : start + length] = _NOTHING
            row[start] = _COLON if start else _COLONS
    return pieces


@cache
def _has_run() -> npt.NDArray[np.bool_]:
    return np.array((_pieces_of_zeros() >= 0).any(axis=1))


def _longest_run(zeros: int) -> tuple[int, int]:
    """Return where the first of the longest runs of ones in eight bits begins, and its length."""
    bits = f"{zeros:08b}"
    length = max((len(run) for run in bits.split("0")), default=0)
    return bits.find("1" * length), length
