"""Results of threads in order, few at a time."""

import threading

import pytest
from smelt_datagen.execution.cores import cores, in_order

every_number = pytest.mark.parametrize("workers", [1, 2, 5])


def test_there_is_a_core():
    assert cores() >= 1


@every_number
def test_results_come_in_the_order_of_the_items(workers):
    assert [*in_order(lambda item: item * item, range(100), workers)] == [
        item * item for item in range(100)
    ]


@every_number
def test_few_results_exist_that_nobody_has_taken(workers):
    begun = []
    made = in_order(begun.append, range(1_000), workers)
    assert begun == []
    for taken in range(1, 50):
        next(made)
        assert len(begun) <= taken + 2 * workers
    made.close()
    assert len(begun) < 1_000


@every_number
def test_a_failure_comes_in_its_turn(workers):
    made = in_order(lambda item: 1 // (item - 3), range(1_000), workers)
    assert [next(made) for _ in range(3)] == [-1, -1, -1]
    with pytest.raises(ZeroDivisionError):
        next(made)


def test_several_threads_take_part():
    both = threading.Barrier(2)
    assert [*in_order(lambda _: both.wait(timeout=30) >= 0, range(2), 2)] == [True, True]
