"""Generators as DuckDB expressions.

An expression may name a draw several times, so draws are columns of the SELECT that it reads from.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Protocol

from benchmarks.columns import Column

TIMESTAMP_FORMAT = "%Y-%m-%dT%H:%M:%S"


class Source(Protocol):
    """Where the randomness of a table's columns comes from."""

    def draw(self) -> str:
        """Return a number in [0, 1), a new one for each call and row."""

    def uuid(self) -> str:
        """Return a uuid of DuckDB's own type."""


class Random:
    """DuckDB's random(): other values in every run on several threads, whatever the seed."""

    def draw(self) -> str:
        return "random()"

    def uuid(self) -> str:
        return "uuid()"


class Hashes:
    """Hashes of the row number: the same values in every run, as ours are."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def draw(self) -> str:
        return f"{self._hash()}::DOUBLE * {2**-64!r}"

    def uuid(self) -> str:
        return f"(({self._hash()}::UHUGEINT << 64) + {self._hash()})::UUID"

    def _hash(self) -> str:
        """Return 64 bits; rows of other draws are too far away to be the same."""
        return f"hash(row_number + {next(self._numbers)}000000000000)"


@dataclass
class Needs:
    """What the expressions of one table need: draws, and types that are created beforehand."""

    table: str
    source: Source
    draws: dict[str, str] = field(default_factory=dict)
    types: list[str] = field(default_factory=list)

    def draw(self) -> str:
        """Return the name of a number in [0, 1), a new one for each call and row."""
        return self._named(self.source.draw())

    def uuid(self) -> str:
        return self._named(self.source.uuid())

    def _named(self, expression: str) -> str:
        name = f"draw_{len(self.draws) + 1}"
        self.draws[name] = expression
        return name

    def enum(self, values: Iterable[str]) -> str:
        name = f"{self.table}_choice_{len(self.types) + 1}"
        self.types.append(f"CREATE TYPE {name} AS ENUM ({', '.join(map(literal, values))})")
        return name


def expression(column: Column, needs: Needs) -> str:
    return EXPRESSIONS[column.kind](column, needs)


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def constant(column: Column, _needs: Needs) -> str:
    return literal(column.options["value"])


def sequential_id(_column: Column, _needs: Needs) -> str:
    return "row_number + 1"


def foreign_key(column: Column, needs: Needs) -> str:
    return f"1 + {below(column.options['target_rows'], needs)}"


def uniform_int(column: Column, needs: Needs) -> str:
    least = column.options["min"]
    return f"{least} + {below(column.options['max'] - least, needs)}"


def below(end: int, needs: Needs) -> str:
    return f"floor({needs.draw()} * {end})::BIGINT"


def boolean(column: Column, needs: Needs) -> str:
    return f"{needs.draw()} < {column.options['prob']}"


def weighted_choice(column: Column, needs: Needs) -> str:
    return choice(column.options["values"], needs)


def one_of(column: Column, needs: Needs) -> str:
    return choice(dict.fromkeys(column.options["values"], 1), needs)


def choice(weights: dict[str, float], needs: Needs) -> str:
    draw, enum = needs.draw(), needs.enum(weights)
    *branches, last = [f"{literal(value)}::{enum}" for value in weights]
    threshold, cases = 0.0, ""
    for value, weight in zip(branches, weights.values(), strict=False):
        threshold += weight / sum(weights.values())
        cases += f" WHEN {draw} < {threshold} THEN {value}"
    return f"CASE{cases} ELSE {last} END"


def uuid(_column: Column, needs: Needs) -> str:
    """Return text, as everybody writes it; DuckDB's own type takes a fraction of the time."""
    return f"{needs.uuid()}::VARCHAR"


def timestamp(column: Column, needs: Needs) -> str:
    start, end = (f"TIMESTAMP {literal(column.options[key])}" for key in ("start", "end"))
    seconds = f"floor({needs.draw()} * epoch({end} - {start}))::BIGINT"
    return f"strftime({start} + to_seconds({seconds}), '{TIMESTAMP_FORMAT}')"


def log_normal(column: Column, needs: Needs) -> str:
    normal = f"sqrt(-2 * ln(1 - {needs.draw()})) * cos(2 * pi() * {needs.draw()})"
    value = f"{column.options['median']} * exp({column.options['sigma']} * {normal})"
    return f"floor(least({value}, {column.options['max']}))::BIGINT"


def geometric(column: Column, needs: Needs) -> str:
    failures = f"floor(ln(1 - {needs.draw()}) / ln(1 - {column.options['p']}))::BIGINT"
    return f"greatest({failures}, {column.options.get('min', 1)})"


def string_pattern(column: Column, needs: Needs) -> str:
    return f"concat({', '.join(expression(part, needs) for part in column.inner)})"


def optional(column: Column, needs: Needs) -> str:
    inner = expression(column.inner[0], needs)
    return f"CASE WHEN {needs.draw()} < {column.options['prob']} THEN {inner} END"


def json_object(column: Column, needs: Needs) -> str:
    fields = [f"{literal(inner.name)}, {expression(inner, needs)}" for inner in column.inner]
    return f"json_object({', '.join(fields)})"


EXPRESSIONS = {
    "bool": boolean,
    "constant": constant,
    "foreign_key": foreign_key,
    "geometric": geometric,
    "json_object": json_object,
    "log_normal": log_normal,
    "one_of": one_of,
    "optional": optional,
    "sequential_id": sequential_id,
    "string_pattern": string_pattern,
    "timestamp": timestamp,
    "uniform_int": uniform_int,
    "uuid": uuid,
    "weighted_choice": weighted_choice,
}
