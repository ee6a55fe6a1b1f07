"""The names that types have in a config, and the Arrow types that they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import pyarrow as pa

_WIDTHS = (8, 16, 32, 64)

PLAIN: Mapping[str, pa.DataType] = MappingProxyType(
    {
        "bool": pa.bool_(),
        **{f"int{width}": getattr(pa, f"int{width}")() for width in _WIDTHS},
        **{f"uint{width}": getattr(pa, f"uint{width}")() for width in _WIDTHS},
        "float32": pa.float32(),
        "float64": pa.float64(),
        "date": pa.date32(),
        "time": pa.time64("us"),
        "timestamp[s]": pa.timestamp("s"),
        "timestamp[ms]": pa.timestamp("ms"),
        "timestamp[us]": pa.timestamp("us"),
        "timestamp[us, UTC]": pa.timestamp("us", "UTC"),
        "string": pa.utf8(),
    }
)
"""The types without numbers of their own, by their names."""

MOST_DIGITS = 38
"""Of a decimal: what 128 bits hold."""

DECIMAL = "decimal(p, s)"
NAMES = (*PLAIN, DECIMAL)
"""What to list where a name is expected: p stands for all digits, s for those after the point."""

PATTERN = "|".join(
    [*(re.escape(name).replace(r",\ ", ", ?") for name in PLAIN), r"decimal\(\d+, ?\d+\)"]
)
"""A regular expression of all names."""

_DECIMAL = re.compile(r"decimal\((\d{1,9}), ?(\d{1,9})\)")


def type_named(name: str) -> pa.DataType | None:
    """Return the Arrow type of a name; None if there is no such type, or no such decimal.

    A decimal has 1 to 38 digits, of which any number may stand after the point.
    """
    if match := _DECIMAL.fullmatch(name):
        digits, scale = map(int, match.groups())
        is_one = 1 <= digits <= MOST_DIGITS and scale <= digits
        return pa.decimal128(digits, scale) if is_one else None
    return PLAIN.get(name.replace(",U", ", U"))


def type_name(data_type: pa.DataType) -> str:
    """Return the name of an Arrow type, Arrow's own if it has none in a config."""
    if pa.types.is_decimal128(data_type):
        return f"decimal({data_type.precision}, {data_type.scale})"
    names = (name for name, one in PLAIN.items() if one.equals(data_type))
    return next(names, str(data_type))
