"""Formats of placeholders, a subset of Python's: `09d`, `,`, `.2f`, `>10`."""

from __future__ import annotations

import re

import attrs

LARGEST_PRECISION = 15
"""Digits behind the point up to which numbers of 64 bits hold the fraction of a double."""
_LARGEST_WIDTH = 255

_SPEC = re.compile(
    r"(?:(?P<fill>[^{}])?(?P<align>[<>^]))?(?P<sign>[-+ ])?(?P<zero>0)?(?P<width>[1-9][0-9]*)?"
    r"(?P<separator>[,_])?(?:\.(?P<precision>[0-9]+))?(?P<type>[dxXobf%])?",
    re.DOTALL,
)
SUPPORTED = "[[fill]<>^][sign][0][width][,][.precision][d, x, X, o, b, f or %], as 09d, ',' or .2f"


@attrs.frozen
class FormatSpec:
    """How a value is written, as in Python's `format(value, spec)`."""

    text: str
    fill: str
    align: str
    """`<`, `>`, `^`, or "" for what is usual: numbers to the right, text to the left."""
    sign: str
    """`-`, `+` or a space."""
    zero: bool
    width: int
    separator: str
    precision: int | None
    type: str

    @property
    def is_alignment(self) -> bool:
        """Whether it says no more than how wide the text is, which is for text of any kind."""
        plain = self.sign == "-" and not (self.zero or self.separator or self.type)
        return plain and self.precision is None

    @property
    def base(self) -> int:
        """The base of the digits."""
        return {"x": 16, "X": 16, "o": 8, "b": 2}.get(self.type, 10)


def parsed_spec(text: str) -> FormatSpec:
    """Return the parts of a format; raises ValueError, which says what there may be."""
    found = _SPEC.fullmatch(text)
    if found is None or not text:
        raise ValueError(f"has a format that is none (found '{text}'): {SUPPORTED}")
    width, precision = int(found["width"] or 0), found["precision"]
    if found["zero"] and (found["align"] or not width):
        raise ValueError(f"has a format with a 0 but no width of digits (found '{text}')")
    if width > _LARGEST_WIDTH:
        raise ValueError(f"has a format wider than {_LARGEST_WIDTH} (found '{text}')")
    if precision is not None and int(precision) > LARGEST_PRECISION:
        raise ValueError(f"has more than {LARGEST_PRECISION} digits (found '{text}')")
    if found["separator"] == "," and found["type"] in tuple("xXob"):
        raise ValueError(f"has ',' in digits that are not decimal (found '{text}'): use '_'")
    return FormatSpec(
        text,
        found["fill"] or " ",
        found["align"] or "",
        found["sign"] or "-",
        found["zero"] is not None,
        width,
        found["separator"] or "",
        None if precision is None else int(precision),
        found["type"] or "",
    )


def looks_like_spec(text: str) -> bool:
    """Return whether a text has the form of a format."""
    return bool(text) and _SPEC.fullmatch(text) is not None
