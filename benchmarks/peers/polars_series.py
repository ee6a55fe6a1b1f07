"""Generators as Polars series, from draws with NumPy; choices are an Enum."""

import numpy as np
import polars as pl

from benchmarks.columns import Column
from benchmarks.peers import numpy_draws

Generator = np.random.Generator

TIMESTAMP_FORMAT = "%Y-%m-%dT%H:%M:%S"


def series(generator: Generator, column: Column, rows: int) -> pl.Series:
    return SERIES[column.kind](generator, column, rows).alias(column.name)


def constant(_generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.repeat(column.options["value"], rows, eager=True)


def sequential_id(_generator: Generator, _column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.sequential_id(rows))


def foreign_key(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.foreign_key(generator, column, rows))


def uniform_int(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.uniform_int(generator, column, rows))


def boolean(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.true_with(generator, column.options["prob"], rows))


def choice(generator: Generator, column: Column, rows: int) -> pl.Series:
    codes = pl.Series(numpy_draws.choice_codes(generator, column, rows))
    return codes.cat.to(pl.Enum(list(numpy_draws.choice_weights(column))))


def uuid(generator: Generator, _column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.uuid(generator, rows)).cast(pl.String)


def timestamp(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.timestamp(generator, column, rows)).dt.strftime(TIMESTAMP_FORMAT)


def log_normal(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.log_normal(generator, column, rows))


def geometric(generator: Generator, column: Column, rows: int) -> pl.Series:
    return pl.Series(numpy_draws.geometric(generator, column, rows))


def string_pattern(generator: Generator, column: Column, rows: int) -> pl.Series:
    return joined([part(generator, inner, rows) for inner in column.inner])


def part(generator: Generator, column: Column, rows: int) -> str | pl.Series:
    if column.kind == "constant":
        text: str = column.options["value"]
        return text
    return series(generator, column, rows)


def optional(generator: Generator, column: Column, rows: int) -> pl.Series:
    inner = series(generator, column.inner[0], rows)
    present = pl.Series(numpy_draws.true_with(generator, column.options["prob"], rows))
    return inner.zip_with(present, pl.Series([None], dtype=inner.dtype))


def json_object(generator: Generator, column: Column, rows: int) -> pl.Series:
    """Join texts, which takes two thirds of the time of json_encode()."""
    parts: list[str | pl.Series] = []
    for number, inner in enumerate(column.inner):
        separator = "," if number else "{"
        parts += [f'{separator}"{inner.name}":', json_text(series(generator, inner, rows))]
    return joined([*parts, "}"])


def json_text(values: pl.Series) -> pl.Series:
    """Return values as JSON, without escapes: no string of the workloads needs them."""
    if isinstance(values.dtype, pl.Enum):
        quoted = joined(['"', values.dtype.categories, '"'])
        return quoted.gather(values.to_physical()).fill_null("null")
    quote = '"' if values.dtype == pl.String else ""
    return joined([quote, values, quote]).fill_null("null")


def joined(parts: list[str | pl.Series]) -> pl.Series:
    return pl.select(pl.concat_str([pl.lit(part) for part in parts])).to_series()


SERIES = {
    "bool": boolean,
    "constant": constant,
    "foreign_key": foreign_key,
    "geometric": geometric,
    "json_object": json_object,
    "log_normal": log_normal,
    "one_of": choice,
    "optional": optional,
    "sequential_id": sequential_id,
    "string_pattern": string_pattern,
    "timestamp": timestamp,
    "uniform_int": uniform_int,
    "uuid": uuid,
    "weighted_choice": choice,
}
