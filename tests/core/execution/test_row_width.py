"""Blocks and row groups shrink with the width of a row, the same on every machine."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen import loads, plan, to_table, write
from smelt_datagen.execution.row_width import block_rows

from ..helpers import NUMBER, dataset, plan_of

WIDE = """
datasets:
  - name: wide
    output: wide
    num_rows: {rows}
    columns:
      - {{ name: id, generator: {{ type: sequential_id }} }}
      - name: text
        generator:
          type: json_array
          min_items: 9
          max_items: 11
          item:
            type: json_object
            fields:
              a: {{ type: uuid }}
              b: {{ type: constant, value: "{text}" }}
"""


def wide(rows, width, **options):
    return plan(loads(WIDE.format(rows=rows, text="x" * width)), **options)


def test_rows_of_ordinary_width_are_made_and_written_by_the_most():
    assert block_rows(plan_of(dataset(num_rows=10**12))["users"]) == 1 << 17


@pytest.mark.parametrize(
    ("width", "expected"),
    [(100, 16384), (10_000, 256), (1_000_000, 2)],
)
def test_wide_ones_by_fewer(width, expected):
    assert block_rows(wide(10**6, width)["wide"]) == expected


def test_many_columns_are_a_wide_row_too():
    columns = [{**NUMBER, "name": f"n{number}"} for number in range(500)]
    planned = plan_of(dataset(num_rows=100_000, columns=columns))["users"]
    assert block_rows(planned) == 8192


def test_a_generator_that_fails_is_left_to_the_run_to_find():
    failing = {"name": "n", "generator": {"type": "failing", "row": 0}}
    assert block_rows(plan_of(dataset(columns=[failing]))["users"]) == 1 << 17


def test_files_of_wide_rows_are_the_same_for_any_workers_and_hold_what_a_table_holds(tmp_path):
    found = set()
    for workers in (1, 2, 5):
        planned = wide(300, 20_000, output=tmp_path / str(workers))
        write(planned, workers=workers)
        file = planned["wide"].parts[0].file
        found.add(file.read_bytes())
        metadata = pq.read_metadata(file)
        assert metadata.num_row_groups == 3
        assert metadata.row_group(0).num_rows == 128
    assert len(found) == 1
    assert pq.ParquetFile(file).read().equals(to_table(planned["wide"]))


def test_a_gibibyte_of_text_in_a_few_hundred_rows_is_written_in_little_memory(tmp_path):
    planned = wide(300, 400_000, output=tmp_path)
    pa.default_memory_pool().release_unused()
    before = pa.total_allocated_bytes()
    write(planned, workers=2)
    assert pq.read_metadata(planned["wide"].parts[0].file).num_rows == 300
    assert pa.total_allocated_bytes() - before < 1 << 28
