"""Children of some rows: ranges, and chunks that bound what is held."""

import attrs
import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.plugin import Children, Dataset, Relation, Stream
from smelt_datagen.protocol.relation import ranges


@attrs.frozen(eq=False)
class Counted(Relation):
    counts: list

    def spans(self, parents):
        counts = np.array(self.counts, np.int64)
        behind = np.cumsum(counts)
        chosen = parents.astype(np.int64)
        return (behind - counts).astype(np.uint64)[chosen], counts[chosen]

    def rows(self, places):
        return places + np.uint64(1000)


def children(counts, parents):
    child = Dataset("", 1000 + int(sum(counts)), Stream(2))
    relation = Counted(Dataset("", len(counts), Stream(1)), child, counts)
    return Children(relation, np.array(parents, np.uint64))


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 5)), max_size=20))
def test_ranges_stand_one_behind_the_other(spans):
    starts = np.array([start for start, _ in spans], np.uint64)
    counts = np.array([count for _, count in spans], np.int64)
    wanted = [start + i for start, count in spans for i in range(count)]
    assert ranges(starts, counts).tolist() == wanted


def test_chunks_have_all_children_of_their_parents_in_order():
    made = children([2, 0, 3], [2, 1, 0, 0])
    ((chosen, rows),) = made.chunks()
    assert chosen == slice(0, 4)
    assert rows.index.tolist() == [1002, 1003, 1004, 1000, 1001, 1000, 1001]
    assert made.counts.tolist() == [3, 0, 2, 2]


def test_chunks_are_bounded_but_for_one_large_family():
    sizes = [100_000, 20_000, 20_000, 500_000, 0, 5]
    made = children(sizes, range(6))
    chunks = [(chosen.start, chosen.stop, len(rows)) for chosen, rows in made.chunks()]
    assert chunks == [(0, 2, 120_000), (2, 3, 20_000), (3, 4, 500_000), (4, 6, 5)]


def test_a_few_children_are_held_and_many_are_made_again():
    few, many = children([5, 5], [0, 1]), children([500_000, 100_000], [0, 1])
    assert next(few.chunks())[1] is next(few.chunks())[1]
    assert next(many.chunks())[1] is not next(many.chunks())[1]


def test_no_parents_have_no_children():
    assert [*children([1], []).chunks()] == []
