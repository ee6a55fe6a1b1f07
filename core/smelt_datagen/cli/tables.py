"""Rows for people: a table as wide as the terminal, or a line for each value."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from textwrap import wrap

import attrs
import pyarrow as pa
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from smelt_datagen.arrays.python_values import python_values
from smelt_datagen.cli.fitting import GAP, MARK, Wish, fitted
from smelt_datagen.cli.formats import compact_json
from smelt_datagen.cli.terminal import terminal_width
from smelt_datagen.messages import printable

_ENDLESS = 1_000_000
"""Width of a table that is not for a terminal: no cell is cut, and no column left out."""
_NARROW = 12
"""To which texts and headings are cut where room is scarce."""
_WHOLE = 36
"""Of a text without spaces, which is cut only if it is longer: a uuid."""
_LONG_FLOAT = 12
"""From how many characters on a float is rounded to nine digits, on a terminal."""
_NAMES = 30
"""Width of the names beside values, at most; longer ones stick out."""


@attrs.frozen
class _Column:
    name: str
    cells: Sequence[str]
    is_number: bool

    def wish(self) -> Wish:
        """Return its widths; texts and headings can be cut, numbers and ids cannot."""
        heading = cell_len(self.name)
        widths = [cell_len(cell) for cell in self.cells]
        natural = max(heading, *widths, 1) if widths else max(heading, 1)
        can_be_cut = not self.is_number and any(
            width > _WHOLE or " " in cell for cell, width in zip(self.cells, widths, strict=True)
        )
        least = min(max(widths, default=1), _NARROW if can_be_cut else _ENDLESS)
        return Wish(natural, max(least, min(heading, _NARROW), 1))


def print_table(table: pa.Table, *, terminal: bool) -> None:
    """Print rows under their column names; numbers to the right, nulls as `null`.

    On a terminal, columns in the middle that do not fit are left out and counted.
    """
    columns = _columns(table, rounded=terminal)
    width = terminal_width() if terminal else _ENDLESS
    fit = fitted([column.wish() for column in columns], width)
    lines: list[Text] = []
    for row in range(-1, table.num_rows):
        line = Text()
        for place, shown in enumerate(fit.columns):
            if place:
                line.append(" " * GAP)
            if shown is None:
                line.append(MARK)
                continue
            column = columns[shown[0]]
            text = column.name if row < 0 else column.cells[row]
            style = "bold" if row < 0 else "dim" if text == "null" else ""
            line.append(_padded(text, shown[1], to_the_right=column.is_number), style)
        line.rstrip()
        lines.append(line)
    _print(lines, width, terminal=terminal)
    if fit.shown < len(columns):
        left = len(columns) - fit.shown
        note = f"{left:,} of {len(columns):,} columns are left out: --columns NAME,… or --vertical"
        _print([Text(one, "dim") for one in wrap(note, width)], width, terminal=terminal)


def print_vertically(table: pa.Table, numbers: Sequence[int], *, terminal: bool) -> None:
    """Print a line for each value, under the numbers of the rows."""
    columns = _columns(table, rounded=False)
    width = terminal_width() if terminal else _ENDLESS
    names = min(max((cell_len(column.name) for column in columns), default=0), _NAMES, width // 3)
    for row, number in enumerate(numbers):
        lines = [Text(f"row {number:,}", "bold")]
        for column in columns:
            lines.extend(_value_lines(column.name, column.cells[row], names, width))
        _print(lines, width, terminal=terminal)


def _value_lines(name: str, value: str, names: int, width: int) -> Iterator[Text]:
    head = Text("  ").append(name.ljust(names + len(name) - cell_len(name)), "bold").append("  ")
    margin = names + 4
    if margin + cell_len(value) <= width and cell_len(name) <= names:
        yield head.append(value, "dim" if value == "null" else "")
        return
    pieces = _folded(value, max(width - margin, _NARROW))
    if cell_len(name) > names:
        yield from (Text(f"  {piece}", "bold") for piece in _folded(name, max(width - 2, 1)))
    else:
        yield head.append(next(pieces, ""))
    yield from (Text(f"{' ' * margin}{piece}") for piece in pieces)


def _folded(text: str, width: int) -> Iterator[str]:
    """Yield pieces of a text, none of which is wider than `width`; nothing is lost."""
    piece, used = "", 0
    for char in text:
        wide = cell_len(char)
        if used + wide > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + char, used + wide
    yield piece


def _columns(table: pa.Table, *, rounded: bool) -> list[_Column]:
    return [
        _Column(
            printable(field.name),
            [_cell(one, rounded=rounded) for one in python_values(column.combine_chunks())],
            pa.types.is_integer(field.type) or pa.types.is_floating(field.type),
        )
        for field, column in zip(table.schema, table.columns, strict=True)
    ]


def _padded(text: str, width: int, *, to_the_right: bool) -> str:
    if cell_len(text) > width:
        return f"{set_cell_size(text, width - 1)}{MARK}"
    spaces = " " * (width - cell_len(text))
    return f"{spaces}{text}" if to_the_right else f"{text}{spaces}"


def _cell(value: object, *, rounded: bool) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and rounded and len(repr(value)) > _LONG_FLOAT:
        return f"{value:.9g}"
    is_nested = isinstance(value, list | dict)
    return printable(compact_json(value) if is_nested else str(value))


def _print(lines: Sequence[Text], width: int, *, terminal: bool) -> None:
    text = io.StringIO()  # rich would end the process where a pipe is closed
    console = Console(
        file=text,
        width=width,
        force_terminal=terminal,
        markup=False,
        emoji=False,
        highlight=False,
    )
    for line in lines:
        console.print(line, no_wrap=True, overflow="ignore", crop=False)
    sys.stdout.write(text.getvalue())
