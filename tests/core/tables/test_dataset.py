"""A plan as a dataset of pyarrow: the same rows, and only what is asked for is made."""

import datetime
import pickle

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ..helpers import dataset, partition, plan_of
from .recorded import PLAN, ROWS, WHOLE, WIDE, WIDE_WHOLE, below, made

USERS = PLAN.dataset()
WIDE_USERS = WIDE.dataset()

AT = {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2024-02-01T00:00:00"}
DAY = datetime.date(2024, 2, 29)
FILTERS = [
    pc.field("r") < 1_000,
    (pc.field("letter") == "b") & (pc.field("maybe") > 500_000),
    pc.field("maybe").is_null() | (pc.field("text") == "69999"),
    pc.field("day") == DAY,
    pc.field("day").isin([DAY, DAY + datetime.timedelta(days=2)]) & (pc.field("n") > 50_000),
    ~(pc.field("maybe") < 10),
    pc.field("n") < 0,
    pc.scalar(value=True),
    pc.field(0) == 7,
]
every_filter = pytest.mark.parametrize("condition", FILTERS, ids=str)


def made_of(query):
    """Return what a query gives, and the rows that it made of each column."""
    made()
    return query(), made()


def test_it_is_a_dataset_of_arrow():
    assert isinstance(USERS, ds.Dataset)
    assert USERS.schema.equals(PLAN.schema)
    assert USERS.to_table().equals(WHOLE)
    assert pa.table(USERS).equals(WHOLE)


@every_filter
@pytest.mark.parametrize("columns", [None, ["letter"], ["text", "day", "maybe"]], ids=str)
def test_a_filter_leaves_the_rows_that_arrow_would_leave(condition, columns):
    wanted = WHOLE.filter(condition)
    wanted = wanted if columns is None else wanted.select(columns)
    assert USERS.to_table(columns=columns, filter=condition).equals(wanted)
    assert USERS.filter(condition).to_table(columns=columns).equals(wanted)
    assert USERS.count_rows(filter=condition) == wanted.num_rows


def test_filters_add_up():
    one, other = pc.field("letter") == "a", pc.field("r") < 500_000
    wanted = WHOLE.filter(one & other)
    assert USERS.filter(one).filter(other).to_table().equals(wanted)
    assert USERS.filter(one).to_table(filter=other).equals(wanted)


def test_only_the_columns_that_are_asked_for_are_made():
    found, counts = made_of(lambda: WIDE_USERS.to_table(columns=["c"]))
    assert found.equals(WIDE_WHOLE.select(["c"]))
    assert counts == {"c": ROWS}


def test_behind_a_filter_only_the_rows_that_it_leaves_are_made():
    condition = pc.field("a") < 100
    found, counts = made_of(lambda: WIDE_USERS.to_table(columns=["c", "e"], filter=condition))
    assert found.num_rows == below(100) < ROWS / 5
    assert counts == {"a": ROWS, "c": below(100), "e": below(100)}


def test_a_column_of_the_filter_is_made_once():
    condition = pc.field("a") < 100
    _, counts = made_of(lambda: WIDE_USERS.to_table(columns=["a"], filter=condition))
    assert counts == {"a": ROWS}


def test_counting_without_a_filter_makes_nothing():
    count, counts = made_of(WIDE_USERS.count_rows)
    assert (count, counts) == (ROWS, {})
    huge = plan_of(dataset(num_rows=2**62))["users"].dataset()
    assert huge.count_rows() == 2**62


def test_counting_with_a_filter_makes_what_it_names():
    count, counts = made_of(lambda: WIDE_USERS.count_rows(filter=pc.field("a") < 100))
    assert (count, counts) == (below(100), {"a": ROWS})


def test_expressions_become_columns():
    columns = {"double": pc.field("r") * 2, "is_b": pc.field("letter") == "b"}
    condition = pc.field("maybe") > 3
    wanted = ds.dataset(WHOLE).to_table(columns=columns, filter=condition)
    found = USERS.scanner(columns=columns, filter=condition)
    assert found.projected_schema.equals(wanted.schema)
    assert found.to_table().equals(wanted)
    _, counts = made_of(lambda: WIDE_USERS.to_table(columns={"x": pc.field("b") + 1}))
    assert counts == {"b": ROWS}


def test_no_columns_are_rows_all_the_same():
    batches = [*USERS.to_batches(columns=[])]
    assert sum(batch.num_rows for batch in batches) == ROWS
    filtered = USERS.to_batches(columns=[], filter=pc.field("r") < 1_000)
    assert sum(batch.num_rows for batch in filtered) == WHOLE.filter(FILTERS[0]).num_rows


@settings(max_examples=20)
@given(rows=st.integers(0, ROWS + 10), size=st.integers(1, 50_000))
def test_the_first_rows_are_those_of_the_whole(rows, size):
    assert USERS.head(rows, columns=["n", "letter"], batch_size=size).equals(
        WHOLE.select(["n", "letter"]).slice(0, rows)
    )


def test_rows_by_their_numbers_cost_only_themselves():
    assert USERS.take([70_000, 0, 5]).equals(WHOLE.take([70_000, 0, 5]))
    assert USERS.take([2], filter=pc.field("letter") == "a").equals(
        WHOLE.filter(pc.field("letter") == "a").take([2])
    )
    _, counts = made_of(lambda: WIDE_USERS.take([*range(100)]))
    assert counts == dict.fromkeys("abcdef", 100)
    for wrong in ([ROWS], [-1]):
        with pytest.raises(IndexError, match="'users'"):
            USERS.take(wrong)


def test_batches_are_no_larger_than_wanted():
    sizes = [batch.num_rows for batch in USERS.to_batches(batch_size=10_000)]
    assert sizes == [10_000] * 7 + [1]


def test_each_file_is_a_fragment_of_its_rows():
    fragments = [*USERS.get_fragments(filter=pc.field("letter") == "a")]
    assert len(fragments) == len(PLAN.parts) == 7
    counts = [fragment.count_rows() for fragment in fragments]
    assert sum(counts) == WHOLE.filter(pc.field("letter") == "a").num_rows
    tables = [fragment.scanner(columns=["day"]).to_table() for fragment in fragments]
    assert [set(table["day"].to_pylist()) for table in tables] == [
        {part["day"][0].as_py()} for part in (WHOLE.slice(part.start, 1) for part in PLAN.parts)
    ]


def test_copies_that_are_redelivered_are_left_out():
    plan = plan_of(
        dataset(
            num_rows=1_000,
            columns=[
                {"name": "n", "generator": {"type": "sequential_id"}},
                {
                    "name": "at",
                    "generator": {
                        "type": "timestamp",
                        "start": "2024-01-01T00:00:00",
                        "end": "2024-02-01T00:00:00",
                    },
                },
            ],
            redelivery={
                "fraction": 0.1,
                "arrival_column": "at",
                "delay_seconds": {"type": "uniform_int", "min": 1, "max": 9},
            },
            partition=partition(3),
        ),
        plugins=None,
    )["users"]
    assert plan.written_rows == 1_100
    assert plan.dataset().count_rows() == plan.dataset().to_table().num_rows == 1_000


def test_a_column_that_is_not_there_is_an_error():
    for query in (
        lambda: USERS.to_table(columns=["nothing"]),
        lambda: USERS.to_table(filter=pc.field("nothing") == 1),
        lambda: USERS.to_table(columns={"a": pc.field("nothing")}),
    ):
        with pytest.raises(pa.ArrowInvalid, match="nothing"):
            query()


def test_arrows_own_scanner_says_that_it_cannot():
    for query in (
        lambda: ds.Scanner.from_dataset(USERS).to_table(),
        lambda: ds.Scanner.from_dataset(USERS).count_rows(),
        lambda: ds.dataset([USERS]).to_table(),
        lambda: USERS.replace_schema(USERS.schema).to_table(),
        lambda: USERS.sort_by("r"),
        lambda: USERS.join(ds.dataset(WHOLE), "n"),
    ):
        with pytest.raises(OSError, match="made by Python"):
            query()


def test_it_cannot_be_pickled():
    with pytest.raises(TypeError, match="pickle its config"):
        pickle.dumps(USERS)
