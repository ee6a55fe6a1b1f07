"""Files of few rows in runs, which are made together."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.execution.part_runs import runs
from smelt_datagen.planning.plan import Part


def parts_of(counts):
    """Return parts of so many rows each, one behind the other."""
    starts = [sum(counts[:number]) for number in range(len(counts))]
    ends = [start + count for start, count in zip(starts, counts, strict=True)]
    return [Part(Path(), "", *ends_of) for ends_of in zip(starts, ends, strict=True)]


@given(
    counts=st.lists(st.integers(0, 12), max_size=30),
    most_rows=st.integers(1, 20),
    most_parts=st.integers(1, 5),
    data=st.data(),
)
def test_every_number_is_in_one_run_within_the_limits(counts, most_rows, most_parts, data):
    parts = parts_of(counts)
    wanted = data.draw(
        st.lists(st.sampled_from(range(len(parts))), unique=True) if parts else st.just([])
    )
    found = [*runs(parts, sorted(wanted), most_rows, most_parts)]
    assert [number for run in found for number in run] == sorted(wanted)
    for run in found:
        rows = sum(parts[number].row_count for number in run)
        assert len(run) == 1 or (len(run) <= most_parts and rows <= most_rows)


def test_runs_are_as_long_as_they_may_be():
    parts = parts_of([3, 3, 3, 20, 1, 1])
    assert [*runs(parts, range(6), 6, 9)] == [range(2), range(2, 3), range(3, 4), range(4, 6)]
    assert [*runs(parts, range(6), 99, 4)] == [range(4), range(4, 6)]


def test_a_number_that_is_left_out_ends_a_run():
    assert [*runs(parts_of([1] * 5), [0, 1, 3, 4], 99, 99)] == [range(2), range(3, 5)]
