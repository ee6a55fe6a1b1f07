"""DuckDB as the judge: the same expression on the written file gives the same values and nulls."""

from __future__ import annotations

import datetime
import decimal
import math

import pytest
from smelt_datagen import loads, plan, write

duckdb = pytest.importorskip("duckdb")

ROWS = 500

COLUMNS = """
      - { name: id, generator: { type: sequential_id } }
      - { name: i, null_fraction: 0.1, generator: { type: uniform_int, min: -50, max: 50 } }
      - { name: j, null_fraction: 0.1, generator: { type: uniform_int, min: 1, max: 9 } }
      - { name: big, generator: { type: uniform_int, min: -3000000000000, max: 3000000000000 } }
      - { name: small, data_type: int16, generator: { type: uniform_int, min: -99, max: 99 } }
      - { name: x, null_fraction: 0.1, generator: { type: uniform_float, min: -20, max: 20 } }
      - { name: y, generator: { type: uniform_float, min: 0.5, max: 4 } }
      - name: d
        data_type: decimal(8, 2)
        null_fraction: 0.1
        generator: { type: uniform_float, min: -900, max: 900 }
      - name: e
        data_type: decimal(6, 4)
        generator: { type: uniform_float, min: 0.5, max: 20 }
      - name: wide
        data_type: decimal(30, 3)
        null_fraction: 0.1
        generator: { type: uniform_float, min: -1000000000000000, max: 1000000000000000 }
      - name: s
        null_fraction: 0.1
        generator: { type: one_of, values: ["Zürich", "", "anna", "Bob_%", "東京 🙂", " pad "] }
      - { name: t, generator: { type: string_pattern, template: "ID-{uniform_int:1-3000}-x" } }
      - { name: digits, generator: { type: one_of, values: ["12", "-7", "0", "345"] } }
      - { name: b, null_fraction: 0.1, generator: { type: bool, prob: 0.5 } }
      - { name: c, generator: { type: bool, prob: 0.3 } }
      - name: day
        null_fraction: 0.1
        generator: { type: date, start: 1965-01-01, end: 2031-01-01 }
      - { name: day2, generator: { type: date, start: 2023-11-01, end: 2024-04-01 } }
      - name: ts
        null_fraction: 0.1
        generator: { type: timestamp, start: "1968-01-01T00:00:00", end: "2031-01-01T00:00:00" }
      - name: ts2
        generator: { type: timestamp, start: "2024-01-01T00:00:00", end: "2024-03-05T00:00:00" }
"""
HEAD = f"""
native_types: true
datasets:
  - name: a
    output: a
    num_rows: {ROWS}
    columns:
"""


def differences(tmp_path, expressions):
    """Return the expressions whose values are not DuckDB's, each with the first that differs."""
    lines = [
        f"      - name: e{number}\n        generator: {{ type: expression, sql: {quoted(sql)} }}\n"
        for number, sql in enumerate(expressions)
    ]
    made = plan(loads(HEAD + COLUMNS.lstrip("\n") + "".join(lines)), output=tmp_path)["a"]
    write(plan(loads(HEAD + COLUMNS.lstrip("\n") + "".join(lines)), output=tmp_path))
    file = str(made.parts[0].file)
    found = {}
    for number, sql in enumerate(expressions):
        value = duckdb_form(sql)
        query = f"select e{number}, ({value}) from read_parquet(?) order by id"  # noqa: S608 (ours)
        try:
            pairs = duckdb.execute(query, [file]).fetchall()
        except duckdb.Error as error:
            found[sql] = str(error)
            continue
        wrong = [(row, *pair) for row, pair in enumerate(pairs) if not same(*pair)]
        if wrong:
            found[sql] = wrong[0]
    return found


def quoted(sql):
    """Return the text as YAML has it between single quotes."""
    return "'" + sql.replace("'", "''") + "'"


def duckdb_form(sql):
    """Return what stands for the functions that only we have."""
    return sql.replace("row_number()", "(row_number() over ())").replace("count(a)", str(ROWS))


def same(ours, theirs):
    """Whether two values are the same: numbers by what they are, whatever type holds them."""
    if ours is None or theirs is None:
        return ours is theirs
    if isinstance(ours, float) and math.isnan(ours):
        return isinstance(theirs, float) and math.isnan(theirs)
    numbers = (int, float, decimal.Decimal)
    if isinstance(ours, numbers) and isinstance(theirs, numbers):
        return (type(ours) is not bool and ours == theirs) or ours is theirs
    if isinstance(ours, datetime.datetime) != isinstance(theirs, datetime.datetime):
        return False
    return ours == theirs
