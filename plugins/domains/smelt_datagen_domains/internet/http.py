"""Requests of the web."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, string_array
from smelt_datagen.plugin import (
    CategoricalColumn,
    Column,
    ColumnType,
    Generator,
    GuideTable,
    Scope,
    generator,
    param,
)

_METHODS = {"GET": 78, "POST": 14, "PUT": 3, "DELETE": 2, "PATCH": 1.5, "HEAD": 1, "OPTIONS": 0.5}
_STATUSES = {
    200: 85,
    304: 4,
    404: 3.5,
    301: 1.5,
    302: 1.5,
    201: 1.2,
    204: 0.8,
    401: 0.7,
    403: 0.6,
    400: 0.5,
    500: 0.3,
    503: 0.2,
    429: 0.1,
    502: 0.1,
}
_MIME_TYPES = {
    "text/html": 30,
    "application/json": 25,
    "image/jpeg": 12,
    "image/png": 10,
    "text/javascript": 8,
    "text/css": 6,
    "image/svg+xml": 4,
    "font/woff2": 2,
    "video/mp4": 1.5,
    "application/pdf": 1,
    "text/plain": 0.5,
}
_FIELDS: Mapping[str, Mapping[str, float] | Mapping[int, float]] = {
    "method": _METHODS,
    "status": _STATUSES,
    "mime_type": _MIME_TYPES,
}


@generator(
    "http",
    example="{ type: http, field: status }",
    output="string, or int64 for status",
    inverts_draw=True,
)
class Http(Generator):
    """Method, status or mime type of a request, each as frequent as is usual on the web.

    A fact of its own in each column: a status does not follow from the method.
    """

    field: str = param("method, status or mime_type.", choices=_FIELDS)

    def bind(self, scope: Scope) -> Column:  # noqa: ARG002 (what overriding methods look at)
        """Return a categorical column."""
        weights = _FIELDS[self.field]
        dictionary = _array(list(weights))
        guide = GuideTable(list(weights.values()))
        return CategoricalColumn(ColumnType.categorical(dictionary), guide)


def _array(values: Sequence[object]) -> pa.Array:
    texts = [value for value in values if isinstance(value, str)]
    return string_array(texts) if texts else arrow_array(np.array(values, dtype=np.int64))
