"""What stands behind the draw without a label: the stream, unless a key of the column says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from smelt_datagen.protocol.dataset import Rows
    from smelt_datagen.randomness.streams import Stream, UInt64Array


class DrawSource:
    """Uniform 64-bit numbers at any rows: what `block.uint64()` gives, and all derived from it.

    A generator whose values never fall as that draw rises gets order, exact shares and correlation
    from another source, and knows nothing of it.
    """

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:
        """Return one number per row, a pure function of rows and stream, as a new array."""
        raise NotImplementedError


@attrs.frozen(eq=False, repr=False)
class StreamDraws(DrawSource):
    """The numbers of the stream itself."""

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:
        """Return the stream's numbers at the rows."""
        return stream.numbers(rows.counters)


@attrs.frozen(eq=False, repr=False)
class ReversedDraws(DrawSource):
    """Those of another source, which rise where those fall."""

    source: DrawSource

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:
        """Return 2^64 - 1 less each of the source's numbers."""
        drawn = self.source.numbers(rows, stream)
        return np.invert(drawn, out=drawn)


@attrs.frozen(eq=False, repr=False)
class InnerDraws(DrawSource):
    """Those of another source, on the stream that `block.child(name)` has."""

    source: DrawSource
    name: str

    def numbers(self, rows: Rows, stream: Stream) -> UInt64Array:
        """Return the source's numbers on the inner stream."""
        return self.source.numbers(rows, stream.child(self.name))


STREAM_DRAWS = StreamDraws()
