"""What a generator sees: some rows and a stream, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from smelt_datagen.randomness import draws

if TYPE_CHECKING:
    from smelt_datagen.protocol.dataset import Rows
    from smelt_datagen.protocol.draw_source import DrawSource
    from smelt_datagen.protocol.reference import Reference, Targets
    from smelt_datagen.randomness.streams import Stream, UInt64Array


class Block:
    """Rows plus a stream: what a column is asked for.

    The draws below are a generator's only source of randomness. Each returns a new array with one
    value per row that depends on nothing but the stream, the label and that row's number. A
    generator that needs several draws labels them; drawing one label twice would give the same
    numbers twice, and raises ValueError; so does giving one stream to two children.

    Behind the draw without a label, a column's keys may put another source than the stream.
    """

    __slots__ = ("_children", "_drawn", "rows", "source", "stream")

    def __init__(self, rows: Rows, stream: Stream, source: DrawSource | None = None) -> None:
        self.rows = rows
        self.stream = stream
        self.source = source
        self._drawn: set[str | None] = set()
        self._children: set[tuple[str | int, ...]] = set()

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def index(self) -> UInt64Array:
        """The rows' global numbers, from 0: uint64, read-only."""
        return self.rows.index

    def uint64(self, label: str | None = None) -> UInt64Array:
        """Return uniform 64-bit numbers (uint64)."""
        if label in self._drawn:
            what = "without a label" if label is None else f"labelled {label!r}"
            raise ValueError(f"second draw {what} from one block: give every draw its own label")
        self._drawn.add(label)
        if label is None and self.source is not None:
            return self.source.numbers(self.rows, self.stream)
        stream = self.stream if label is None else self.stream.child("draw", label)
        return stream.numbers(self.rows.counters)

    def uniform(self, label: str | None = None) -> npt.NDArray[np.float64]:
        """Return float64 in [0, 1)."""
        return draws.unit_interval(self.uint64(label))

    def integers(self, low: int, high: int, label: str | None = None) -> npt.NDArray[np.int64]:
        """Return int64 in [low, high); any bounds with -2^63 <= low < high <= 2^63."""
        return draws.integers(self.uint64(label), low, high)

    def below(self, limits: UInt64Array, label: str | None = None) -> UInt64Array:
        """Return uint64 in [0, limit), each with its own of `limits` (uint64), none 0."""
        return draws.below(self.uint64(label), limits)

    def normal(self, label: str | None = None) -> npt.NDArray[np.float64]:
        """Return float64 from the standard normal distribution."""
        return draws.standard_normal(self.uint64(label))

    def bernoulli(self, probability: float, label: str | None = None) -> npt.NDArray[np.bool_]:
        """Return booleans, true with `probability` in [0, 1]."""
        return draws.bernoulli(self.uint64(label), probability)

    def child(self, *path: str | int) -> Block:
        """Return the same rows with the stream that `path` names below this one.

        Raises ValueError for a path that was asked for before: the two would draw the same numbers.
        """
        if path in self._children:
            where = ", ".join(map(repr, path))
            raise ValueError(f"second child({where}) of one block: give every child its own name")
        self._children.add(path)
        return Block(self.rows, self.stream.child(*path))

    def at(self, rows: Rows) -> Block:
        """Return the same stream at other rows."""
        return Block(rows, self.stream, self.source)

    def drawing(self, source: DrawSource) -> Block:
        """Return the same rows and stream with another source behind the draw without a label."""
        return Block(self.rows, self.stream, source)

    def on(self, stream: Stream) -> Block:
        """Return the same rows with another stream."""
        return Block(self.rows, stream)

    def follow(self, reference: Reference) -> Targets:
        """Return the rows that a reference gives of this block; computed once."""
        source = self.source
        if source is None:
            return self.rows.derived(reference, self.stream, reference.rows)
        return self.rows.derived(
            (reference, source), self.stream, lambda block: reference.rows(block.drawing(source))
        )
