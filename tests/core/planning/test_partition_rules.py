"""What a partition may be: names that any file system takes, and days that exist."""

import datetime

import pytest
from smelt_datagen.config.models import PartitionConfig
from smelt_datagen.planning.partition_rules import problems_of

LAST = datetime.date(9999, 12, 31)


def problems(column="day", start=LAST, days=1):
    found = problems_of(PartitionConfig(column=column, start=start, days=days, path=("p",)))
    return [(problem.path, problem.message) for problem in found]


@pytest.mark.parametrize("name", ["day", "a_b", "a.b", "größe", "a b", "-", "ä" * 120, "a" * 240])
def test_names_that_a_folder_can_have_are_fine(name):
    assert problems(name) == []


@pytest.mark.parametrize("character", [*'/\\=:?*<>|%"', "\0", "\t", "\x1f"])
def test_characters_that_paths_or_their_readers_take_for_others_are_refused(character):
    ((path, message),) = problems(f"a{character}b")
    assert path == ("p", "column")
    assert message.startswith("must be one path segment, without / ")


@pytest.mark.parametrize("name", ["_day", ".day"])
def test_names_of_folders_that_readers_skip_are_refused(name):
    assert problems(name) == [
        (
            ("p", "column"),
            f'must not begin with _ or ., as folders do that readers skip (found "{name}")',
        )
    ]


@pytest.mark.parametrize("name", ["a" * 241, "ä" * 121])
def test_names_are_at_most_240_bytes_long(name):
    ((path, message),) = problems(name)
    assert path == ("p", "column")
    assert message.startswith("must have at most 240 bytes, to name a folder (found ")


def test_there_are_at_most_100000_days():
    start = datetime.date(2000, 1, 1)
    assert problems(start=start, days=100_000) == []
    message = "must be at most 100,000, since every day is a file (found 100001)"
    assert problems(start=start, days=100_001) == [(("p", "days"), message)]


def test_too_many_days_are_one_problem_even_if_they_leave_the_year_9999():
    message = "must be at most 100,000, since every day is a file (found 100001)"
    assert problems(days=100_001) == [(("p", "days"), message)]


def test_the_last_day_is_that_of_the_year_9999():
    start = datetime.date(9999, 12, 30)
    assert problems(start=start, days=2) == []
    message = "must be at most 2, or the days leave the year 9999 (found 3)"
    assert problems(start=start, days=3) == [(("p", "days"), message)]
