"""Families by their parents' counts: what decks and prefix sums say, against plain counting."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.plugin import Dataset, Stream
from smelt_datagen.randomness.strata import equally_spaced
from smelt_datagen.relations.decks import DECK, Decks
from smelt_datagen.relations.prefix_sums import PrefixSums

STREAM = Stream(5).child("children", "deck")


def dataset(rows):
    return Dataset("", rows, Stream(1))


def decks(hand, rows):
    return Decks(dataset(rows), dataset(1), np.array(hand), STREAM)


def summed(counts, most=1 << 23):
    counts = np.array(counts, np.int64)
    relation = PrefixSums.of(
        dataset(len(counts)), dataset(1), lambda rows: counts[rows.view(np.int64)], most
    )
    return relation, counts


def counted(relation):
    """Return the counts of all parents, one deck or group at a time."""
    parents = np.arange(relation.parent.row_count, dtype=np.uint64)
    return np.concatenate([relation.spans(parents[i : i + 1])[1] for i in range(len(parents))])


def check(relation, counts, index):
    """Hold the families of some children against those that the counts say."""
    parent_of = np.repeat(np.arange(len(counts)), counts)
    first = np.cumsum(counts) - counts
    families = relation.families(np.array(index, np.uint64))
    wanted = parent_of[index]
    assert families.parents.tolist() == sorted(set(wanted.tolist()))
    assert families.parents[families.places].tolist() == wanted.tolist()
    assert families.starts.tolist() == first[families.parents.astype(np.int64)].tolist()
    assert families.counts.tolist() == counts[families.parents.astype(np.int64)].tolist()
    assert families.positions.tolist() == (np.array(index) - first[wanted]).tolist()


counts_of_some = st.lists(st.integers(0, 4), min_size=1, max_size=60).filter(any)


@given(st.data(), counts_of_some, st.sampled_from([1, 2, 7, 1 << 23]))
def test_prefix_sums_find_the_family_of_any_children(data, counts, most):
    relation, counts = summed(counts, most)
    total = int(counts.sum())
    assert relation.total == total
    assert relation.is_childless_possible == (0 in counts)
    index = data.draw(st.lists(st.integers(0, total - 1), max_size=40))
    check(relation, counts, index)
    low = data.draw(st.integers(0, total - 1))
    check(relation, counts, list(range(low, data.draw(st.integers(low + 1, total)))))


@given(st.data(), counts_of_some, st.sampled_from([1, 2, 7, 1 << 23]))
def test_prefix_sums_say_where_the_children_of_any_parents_are(data, counts, most):
    relation, counts = summed(counts, most)
    parents = data.draw(st.lists(st.integers(0, len(counts) - 1), max_size=40))
    starts, found = relation.spans(np.array(parents, np.uint64))
    assert found.tolist() == counts[parents].tolist()
    assert starts.tolist() == (np.cumsum(counts) - counts)[parents].tolist()


HAND = [0, 1, 1, 3] * (DECK // 4)


@pytest.mark.parametrize("rows", [1, 5, DECK - 1, DECK, DECK + 1, 3 * DECK - 7])
def test_decks_find_the_family_of_any_children(rows):
    relation = decks(HAND, rows)
    _, counts = relation.spans(np.arange(rows, dtype=np.uint64))
    total = int(counts.sum())
    assert relation.total == total
    if total:
        order = np.random.Generator(np.random.PCG64(3)).permutation(total)
        for index in ([0], [total - 1], range(total), order[:500], range(total // 2, total)):
            check(relation, counts, list(index))


def test_every_deck_has_the_counts_of_the_hand_in_an_order_of_its_own():
    relation = decks(range(DECK), 3 * DECK)
    _, counts = relation.spans(np.arange(3 * DECK, dtype=np.uint64))
    dealt = counts.reshape(3, DECK)
    for deck in dealt:
        assert sorted(deck.tolist()) == list(range(DECK))
    assert not (dealt[0] == dealt[1]).all()
    # Spearman's correlation with the order of slots has the deviation 1 / sqrt(n - 1)
    for deck in dealt:
        assert abs(np.corrcoef(deck, np.arange(DECK))[0, 1]) < 5 / np.sqrt(DECK - 1)


def test_the_children_of_any_parents_do_not_depend_on_the_other_parents():
    relation = decks(HAND, 3 * DECK)
    every = np.arange(3 * DECK, dtype=np.uint64)
    starts, counts = relation.spans(every)
    some = every[::911][::-1]
    alone, fewer = relation.spans(some)
    assert alone.tolist() == starts[some.astype(np.int64)].tolist()
    assert fewer.tolist() == counts[some.astype(np.int64)].tolist()


def test_children_of_a_trillion_parents_are_found_without_counting():
    relation = decks(HAND, 10**12)
    assert relation.total == 10**12 // DECK * sum(HAND) + counted_rest(relation, 10**12 % DECK)
    families = relation.families(np.array([0, relation.total // 2, relation.total - 1], np.uint64))
    starts, counts = relation.spans(families.parents)
    assert starts.tolist() == families.starts.tolist()
    assert counts.tolist() == families.counts.tolist()
    assert families.positions.min() >= 0
    assert (families.positions < families.counts[families.places]).all()


def counted_rest(relation, rest):
    whole = relation.parent.row_count - rest
    return int(relation.spans(np.arange(whole, whole + rest, dtype=np.uint64))[1].sum())


def test_equally_spaced_draws_are_the_middles_of_equal_parts():
    assert equally_spaced(4).tolist() == [2**61, 3 * 2**61, 5 * 2**61, 7 * 2**61]


def test_more_decks_than_are_counted_at_a_time_are_found_all_the_same():
    relation = decks(HAND, 200 * DECK)
    _, counts = relation.spans(np.arange(200 * DECK, dtype=np.uint64))
    index = list(range(0, relation.total, 1777))[::-1]
    check(relation, counts, index)
