"""`check_format`: what is read back from a file is what was generated, however it was made."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs
import pyarrow as pa

from smelt_datagen.config.loading import loads
from smelt_datagen.execution.blocks import blocks, to_reader
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.planning.planner import plan
from smelt_datagen.protocol.file_format import Encoder, FileContent, FileFormat
from smelt_datagen.testing.law import LawBroken

LAW = "read-back"

_COLUMNS = """
  - { name: id, generator: { type: sequential_id } }
  - { name: integer, generator: { type: uniform_int, min: -5, max: 5 }, null_fraction: 0.3 }
  - { name: double, generator: { type: uniform_float, min: -1, max: 1 }, null_fraction: 0.3 }
  - name: text
    generator:
      { type: one_of, values: [plain, "", ' "q" ', "a,b;c\\td|e", "l\\nm", "é€😀", "NULL"] }
    null_fraction: 0.3
  - { name: uuid, generator: { type: uuid } }
  - { name: flag, generator: { type: bool, prob: 0.5 }, null_fraction: 0.3 }
  - { name: day, generator: { type: date, start: 1999-12-31, end: 2024-02-29 } }
  - name: moment
    generator: { type: timestamp, start: 1969-01-01T00:00:00, end: 2024-12-31T00:00:00 }
    null_fraction: 0.3
  - name: price
    generator: { type: uniform_float, min: -10, max: 1000 }
    data_type: decimal(10, 2)
  - name: list
    generator:
      { type: list, item: { type: uniform_int, min: 0, max: 9 }, min_items: 0, max_items: 3 }
    null_fraction: 0.3
  - name: struct
    generator: { type: struct, fields: { a: { type: uuid }, b: { type: bool, prob: 0.5 } } }
"""
_ROWS = (0, 1, 1000, 2500)
_CHUNK = 1000
_BLOCK = 300


def check_format(file_format: FileFormat) -> None:
    """Raise LawBroken unless files of a format hold what was generated, to the bit.

    Columns of every kind that the format does not refuse, with nulls where there can be some; no
    rows, one, and several chunks; chunks made in order and on threads, of which the bytes of a file
    must be the same.
    """
    made = _plan(file_format)
    with tempfile.TemporaryDirectory(prefix="smelt-datagen-") as folder:
        for rows in _ROWS:
            content = FileContent(
                {name: made.written_type(name) for name in made.columns}, rows, _CHUNK, {"key": "é"}
            )
            file = Path(folder, f"{rows}{file_format.suffix}")
            _write(file, file_format.encoder(content), made, rows, workers=1)
            _compare(file, file_format, made, rows)
            again = Path(folder, f"again{file_format.suffix}")
            _write(again, file_format.encoder(content), made, rows, workers=3)
            if file.read_bytes() != again.read_bytes():
                raise LawBroken(LAW, "a file whose chunks are made on threads has other bytes")


def _plan(file_format: FileFormat) -> DatasetPlan:
    """Return a dataset of columns that the format can hold."""
    indented = "\n".join(f"    {line}" for line in _COLUMNS.splitlines())
    text = f"""
datasets:
  - name: t
    output: t
    num_rows: {max(_ROWS)}
    native_types: true
    columns:{indented}
"""
    whole = plan(loads(text))["t"]
    fitting = [
        name for name in whole.columns if not file_format.refused({name: whole.written_type(name)})
    ]
    if not fitting:
        raise LawBroken(LAW, "the format refuses columns of every type")
    return attrs.evolve(whole, columns=tuple(fitting))


def _write(file: Path, encoder: Encoder, made: DatasetPlan, rows: int, workers: int) -> None:
    starts = range(0, max(rows, 1), _CHUNK)
    with ThreadPoolExecutor(workers) as pool, file.open("wb") as stream:
        joint = encoder.joint(stream)
        for chunk in pool.map(lambda start: encoder.encode(_blocks(made, start, rows)), starts):
            joint.append(chunk)
        joint.finish()


def _blocks(made: DatasetPlan, start: int, rows: int) -> Sequence[Sequence[pa.Array]]:
    return [*blocks(made, made.columns, start, min(start + _CHUNK, rows), _BLOCK)]


def _compare(file: Path, file_format: FileFormat, made: DatasetPlan, rows: int) -> None:
    schema = made.file_schema
    wanted = pa.Table.from_batches(_batches(made, rows), schema=schema)
    batches = list(file_format.read(file, schema))
    found = pa.Table.from_batches(batches, schema=None if batches else schema)
    if found.num_rows != rows:
        raise LawBroken(LAW, f"of {rows} rows, {found.num_rows} are read back")
    if found.column_names != wanted.column_names:
        raise LawBroken(LAW, f"the columns are read back as {', '.join(found.column_names)}")
    for name in wanted.column_names:
        back = found.column(name)
        if not back.type.equals(wanted.column(name).type):
            back = back.cast(wanted.column(name).type)
        if not back.combine_chunks().equals(wanted.column(name).combine_chunks()):
            raise LawBroken(LAW, f"column '{name}' is not read back as it was generated")


def _batches(made: DatasetPlan, rows: int) -> list[pa.RecordBatch]:
    return list(to_reader(made, 0, rows))
