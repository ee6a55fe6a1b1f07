"""Points on the map: within a box, or around centres."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import attrs
import numpy as np
import numpy.typing as npt
import pyarrow as pa
from smelt_datagen import elementary
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import (
    Block,
    Column,
    ColumnType,
    GeneratedColumn,
    Generator,
    GuideTable,
    Scope,
    Stream,
    generator,
    param,
)

_Floats: TypeAlias = npt.NDArray[np.float64]

_KM_PER_DEGREE = 111.195
"""Along a meridian of a globe with the radius 6,371 km."""
_PER_DEGREE = 1e6
"""Coordinates have six decimals: a tenth of a metre."""
_TURN = 6.283185307179586
_HALF_TURN = 180.0


@attrs.frozen(kw_only=True)
class Box:
    """A box between two parallels and two meridians."""

    south: float = param("Lowest latitude.", ge=-90, le=90)
    north: float = param("Highest latitude.", ge=-90, le=90)
    west: float = param("Lowest longitude.", ge=-180, le=180)
    east: float = param("Highest longitude.", ge=-180, le=180)


@attrs.frozen(kw_only=True)
class Centre:
    """The middle of a circle."""

    latitude: float = param("Of the middle.", ge=-85, le=85)
    longitude: float = param("Of the middle.", ge=-180, le=180)
    radius_km: float = param("How far from it points may be.", default=10.0, gt=0, le=500)
    weight: float = param("How many points it has beside other centres.", default=1.0, gt=0)


@generator(
    "point",
    example="""
        type: point
        field: latitude
        centres:
          - { latitude: 52.52, longitude: 13.405, radius_km: 15, weight: 3 }
          - { latitude: 48.137, longitude: 11.575 }
        """,
    output="double",
    independent_of=["column"],
)
class Point(Generator):
    """Coordinate of a point; all columns of a row that name the same point agree.

    Points lie evenly within a box, by degrees, or within circles. Six decimals.
    """

    field: str = param("latitude or longitude.", choices=["latitude", "longitude"])
    box: Box | None = param("Where points lie, if not around centres.", default=None)
    centres: list[Centre] = param("Circles in which points lie, if not in a box.", factory=list)
    point: str = param("Name of the point, to tell several in one row apart.", default="point")

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail unless there is either a box or centres."""
        if (self.box is None) == (not self.centres):
            scope.fail("needs either a 'box' or 'centres'")
        stream = scope.own.stream.child("point", self.point)
        if self.box is None:
            return _Around(self.centres, stream).column(self.field)
        low, high = self._ends(self.box)
        if low >= high:
            scope.fail(f"must go from the lower {self.field} to the higher one", "box")

        def within(block: Block) -> pa.Array:
            uniform = block.on(stream).uniform(self.field)
            return _rounded(uniform * (high - low) + low)

        return GeneratedColumn(ColumnType(pa.float64()), within)

    def _ends(self, box: Box) -> tuple[float, float]:
        return (box.south, box.north) if self.field == "latitude" else (box.west, box.east)


class _Around:
    """Points that lie evenly within circles."""

    def __init__(self, centres: Sequence[Centre], stream: Stream) -> None:
        self._stream = stream
        self._guide = GuideTable([centre.weight for centre in centres])
        self._latitudes = np.array([centre.latitude for centre in centres])
        self._longitudes = np.array([centre.longitude for centre in centres])
        self._radii = np.array([centre.radius_km for centre in centres]) / _KM_PER_DEGREE
        self._shrinking = elementary.cos(self._latitudes / _HALF_TURN * (_TURN / 2))

    def column(self, field: str) -> Column:
        """Return the column of one coordinate."""
        make = self._latitude if field == "latitude" else self._longitude
        return GeneratedColumn(ColumnType(pa.float64()), make)

    def _latitude(self, block: Block) -> pa.Array:
        centres, distance, angle = self._drawn(block)
        return _rounded(distance * elementary.cos(angle) + self._latitudes.take(centres))

    def _longitude(self, block: Block) -> pa.Array:
        centres, distance, angle = self._drawn(block)
        away = distance * elementary.sin(angle)
        away /= self._shrinking.take(centres)
        away += self._longitudes.take(centres)
        away -= np.where(away > _HALF_TURN, 2 * _HALF_TURN, 0.0)
        away += np.where(away < -_HALF_TURN, 2 * _HALF_TURN, 0.0)
        return _rounded(away)

    def _drawn(self, block: Block) -> tuple[npt.NDArray[np.signedinteger], _Floats, _Floats]:
        own = block.on(self._stream)
        centres = self._guide.codes(own.uint64("centre"))
        distance = np.sqrt(own.uniform("distance"))
        distance *= self._radii.take(centres)
        return centres, distance, own.uniform("angle") * _TURN


def _rounded(degrees: _Floats) -> pa.Array:
    scaled = degrees * _PER_DEGREE
    np.rint(scaled, out=scaled)
    scaled += 0.0  # no negative zero
    return arrow_array(scaled / _PER_DEGREE)
