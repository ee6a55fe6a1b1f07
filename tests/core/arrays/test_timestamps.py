"""Timestamps, their text and their seconds, against Python's datetime."""

import datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from smelt_datagen.arrays import (
    date_text,
    iso_text,
    moved_later,
    timestamp_array,
    timestamp_seconds,
    timestamp_text,
)

EPOCH = datetime.datetime(1970, 1, 1)
EARLIEST, LATEST = "0001-01-01T00:00:00", "9999-12-31T23:59:59"

ONE_SECOND = datetime.timedelta(seconds=1)
YEARS = st.sampled_from([1, 1583, 1969, 2024, 9990])


@st.composite
def times(draw):
    """Draw times within nine years of one another, from any age, to the second."""
    year = draw(YEARS)
    start, end = datetime.datetime(year, 1, 1), datetime.datetime(year + 9, 12, 31, 23, 59, 59)
    every = st.datetimes(start, end).map(lambda time: time.replace(microsecond=0))
    return draw(st.lists(every, max_size=20))


def seconds_of(time):
    return (time - EPOCH) // datetime.timedelta(seconds=1)


def int64s(values):
    return np.array(values, dtype=np.int64)


@given(times())
def test_seconds_as_text_are_what_datetime_says(times):
    text = timestamp_text(int64s([seconds_of(time) for time in times]))
    text.validate(full=True)
    assert text.type == pa.utf8()
    assert text.to_pylist() == [time.isoformat() for time in times]


@given(times())
def test_timestamps_as_seconds_are_what_datetime_says(times):
    array = pa.array([seconds_of(time) for time in times], pa.timestamp("s"))
    assert timestamp_seconds(array).tolist() == [seconds_of(time) for time in times]


@given(times())
def test_the_text_of_arrays_is_what_datetime_says(times):
    array = pa.array([None, *(seconds_of(time) for time in times)], pa.timestamp("s"))
    assert iso_text(array).to_pylist() == [None, *(time.isoformat() for time in times)]
    days = pa.array([None, *(time.date() for time in times)], pa.date32())
    assert iso_text(days).to_pylist() == [None, *(time.date().isoformat() for time in times)]


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "1970-01-01T00:00:00"),
        (-1, "1969-12-31T23:59:59"),
        (951_782_400, "2000-02-29T00:00:00"),
        (-2_203_891_201, "1900-02-28T23:59:59"),
        (-62_135_596_800, EARLIEST),
        (-62_135_596_801, EARLIEST),
        (-(2**63), EARLIEST),
        (253_402_300_799, LATEST),
        (253_402_300_800, LATEST),
        (2**63 - 1, LATEST),
    ],
)
def test_times_beyond_the_years_1_to_9999_are_their_ends(seconds, text):
    assert timestamp_text(int64s([seconds])).to_pylist() == [text]


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (-719_162, "0001-01-01"),
        (-719_163, "0001-01-01"),
        (-(2**31), "0001-01-01"),
        (2_932_896, "9999-12-31"),
        (2_932_897, "9999-12-31"),
        (2**31 - 1, "9999-12-31"),
    ],
)
def test_dates_beyond_the_years_1_to_9999_are_their_ends(days, text):
    assert date_text(int64s([days])).to_pylist() == [text]


def test_timestamps_beyond_the_years_1_to_9999_are_their_ends():
    array = timestamp_array(int64s([-(2**63), 0, 2**63 - 1]))
    assert array.type == pa.timestamp("s")
    assert timestamp_seconds(array).tolist() == [-62_135_596_800, 0, 253_402_300_799]


def test_every_second_of_a_day_has_its_own_text():
    text = timestamp_text(np.arange(86_400)).to_pylist()
    assert len(set(text)) == 86_400
    assert text == sorted(text)


@pytest.mark.parametrize("year", [1, 1890, 1960, 2095, 9900])
def test_every_day_of_a_century_is_right(year):
    first = datetime.date(year, 1, 1).toordinal() - EPOCH.toordinal()
    days = np.arange(first, datetime.date(year + 99, 12, 31).toordinal() - EPOCH.toordinal() + 1)
    wanted = np.datetime_as_string(days.astype("datetime64[D]"))
    assert timestamp_text(days * 86_400).to_pylist() == [f"{day}T00:00:00" for day in wanted]


def test_no_seconds_are_no_texts():
    assert timestamp_text(int64s([])).to_pylist() == []
    assert timestamp_seconds(pa.array([], pa.timestamp("s"))).tolist() == []


def test_seconds_given_as_text_are_not_changed():
    seconds = int64s([2**63 - 1, 2**62])
    seconds.flags.writeable = False
    timestamp_text(seconds)
    assert seconds.tolist() == [2**63 - 1, 2**62]


@pytest.mark.parametrize(
    "array",
    [
        pa.array([0, 981_173_106], pa.timestamp("s")).slice(1),
        pa.array([datetime.datetime(2001, 2, 3, 4, 5, 6)], pa.timestamp("s")),
        pa.array([datetime.datetime(2001, 2, 3, 4, 5, 6)], pa.timestamp("us")),
        pa.array([981_173_106], pa.timestamp("s")).dictionary_encode(),
    ],
    ids=["slice", "seconds", "microseconds", "dictionary"],
)
def test_seconds_of_any_array_of_times(array):
    assert timestamp_seconds(array).tolist() == [981_173_106]


def test_seconds_of_a_date_are_its_midnight():
    array = pa.array([datetime.date(1970, 1, 3), datetime.date(1, 1, 1)])
    assert timestamp_seconds(array).tolist() == [172_800, -62_135_596_800]


def test_seconds_are_rounded_down_before_1970_too():
    array = pa.array([-1, -1_000_000, -1_000_001, 1_999_999], pa.timestamp("us"))
    assert timestamp_seconds(array).tolist() == [-1, -1, -2, 1]


def test_a_null_has_any_seconds_and_disturbs_no_other():
    array = pa.array([7, None, 9], pa.timestamp("s"))
    assert timestamp_seconds(array)[[0, 2]].tolist() == [7, 9]


@given(times(), st.data())
def test_moving_adds_seconds_and_keeps_nulls(times, data):
    some = [data.draw(st.sampled_from([time, None])) for time in times]
    delays = [data.draw(st.integers(0, 10**8)) for _ in times]
    before = pa.array(some, pa.timestamp("s"))
    moved = moved_later(before, int64s(delays))
    moved.validate(full=True)
    assert moved.to_pylist() == [
        None if time is None else later(time, delay)
        for time, delay in zip(some, delays, strict=True)
    ]


def later(time, delay):
    last = datetime.datetime.fromisoformat(LATEST)
    return last if seconds_of(time) + delay > seconds_of(last) else time + delay * ONE_SECOND


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
def test_moving_keeps_the_arrow_type(unit):
    time = datetime.datetime(2024, 2, 28, 23, 59, 59)
    moved = moved_later(pa.array([time, None], pa.timestamp(unit)), int64s([1, 1]))
    assert moved.type == pa.timestamp(unit)
    assert moved.cast(pa.timestamp("s")).to_pylist() == [time + ONE_SECOND, None]


@pytest.mark.parametrize("text", [EARLIEST, LATEST, "2024-02-29T12:00:00"])
def test_moving_by_nothing_keeps_the_time(text):
    time = datetime.datetime.fromisoformat(text)
    before = pa.array([time, time], pa.timestamp("s"))
    assert moved_later(before, int64s([0, 0])).to_pylist() == [time, time]


@pytest.mark.parametrize("unit", ["s", "ms", "us", "ns"])
@pytest.mark.parametrize("seconds", [2**62, -(2**62)])
def test_moving_ends_with_all_time_or_with_the_unit(unit, seconds):
    moved = moved_later(pa.array([0], pa.timestamp(unit)), int64s([seconds]))
    (found,) = timestamp_seconds(moved)
    ticks = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[unit]
    last = min(253_402_300_799, 2**63 // ticks - 1)
    first = max(-62_135_596_800, -(2**63 // ticks))
    assert found == (last if seconds > 0 else first)


def test_moving_keeps_what_is_below_a_second():
    before = pa.array([1_500, -1], pa.timestamp("ms"))
    assert moved_later(before, int64s([2, 2])).cast(pa.int64()).to_pylist() == [3_500, 1_999]
