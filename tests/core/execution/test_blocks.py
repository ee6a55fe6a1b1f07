"""A plan's rows as Arrow data: any range, lazily, in blocks that change nothing."""

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from smelt_datagen import GeneratorError, to_reader, to_table
from smelt_datagen.execution import row_width

from ..helpers import NUMBER, RANDOM, dataset, partition, plan_of

LETTER = {"name": "letter", "generator": {"type": "letter", "values": ["a", "b", "c"]}}
MAYBE = {"name": "maybe", "generator": {"type": "half_null", "inner": {"type": "random"}}}
PLAN = plan_of(
    dataset(num_rows=500, columns=[NUMBER, RANDOM, LETTER, MAYBE], partition=partition(7))
)["users"]
WHOLE = to_table(PLAN)


def test_a_table_has_the_plans_schema_and_rows():
    assert WHOLE.schema == PLAN.schema
    assert WHOLE.num_rows == 500
    assert WHOLE["n"].to_pylist() == list(range(500))
    assert [field.nullable for field in WHOLE.schema] == [False, False, False, True, False]


def test_categorical_columns_are_plain_text_for_the_reader():
    assert WHOLE.schema.field("letter").type == pa.utf8()


@settings(max_examples=30)
@given(one=st.integers(0, 500), other=st.integers(0, 500))
def test_any_range_is_that_of_the_whole(one, other):
    start, stop = sorted((one, other))
    assert to_table(PLAN, start, stop).equals(WHOLE.slice(start, stop - start))


@pytest.mark.parametrize("block_rows", [1, 7, 499, 500, 501])
def test_no_value_depends_on_the_size_of_the_blocks(block_rows, monkeypatch):
    monkeypatch.setattr(row_width, "BLOCK_ROWS", block_rows)
    assert to_table(PLAN).equals(WHOLE)


def test_a_range_without_a_stop_reaches_the_end():
    assert to_table(PLAN, 490).equals(WHOLE.slice(490))


@pytest.mark.parametrize(("start", "stop"), [(-1, 5), (0, 501), (6, 5), (501, None), (501, 501)])
def test_rows_that_the_dataset_does_not_have_are_an_error(start, stop):
    with pytest.raises(IndexError, match="'users'"):
        to_reader(PLAN, start, stop)


@pytest.mark.parametrize("row", [0, 250, 500])
def test_an_empty_range_has_the_schema_and_no_rows(row):
    found = to_table(PLAN, row, row)
    assert found.schema == PLAN.schema
    assert found.num_rows == 0


def test_a_reader_makes_its_rows_only_when_they_are_read():
    failing = {"name": "n", "generator": {"type": "failing", "row": 400}}
    planned = plan_of(dataset(num_rows=500, columns=[failing]))["users"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(row_width, "BLOCK_ROWS", 64)
        reader = to_reader(planned)
        read = [reader.read_next_batch()["n"][0].as_py() for _ in range(6)]
        assert read == [0, 64, 128, 192, 256, 320]
        with pytest.raises(GeneratorError):
            reader.read_next_batch()
        assert to_table(planned, 0, 400).num_rows == 400


def test_the_last_rows_of_a_huge_dataset_cost_only_themselves():
    planned = plan_of(dataset(num_rows=2**63 - 1))["users"]
    assert to_table(planned, 2**63 - 3)["n"].to_pylist() == [2**63 - 3, 2**63 - 2]
