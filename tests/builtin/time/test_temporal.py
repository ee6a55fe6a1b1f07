"""date and timestamp."""

import datetime
import re

import numpy as np
import pyarrow as pa
import pytest

from ..make import STRING, assert_shares, data_type, planned, problems, values

COUNT = 20_000


def dates(start, end, rows=1000):
    return values(f'{{ type: date, start: "{start}", end: "{end}" }}', rows)


def timestamps(start, end, rows=1000):
    return values(f'{{ type: timestamp, start: "{start}", end: "{end}" }}', rows)


def test_dates_are_all_days_from_start_up_to_end():
    found, counts = np.unique(dates("2024-02-20", "2024-03-10", COUNT), return_counts=True)
    first = datetime.date(2024, 2, 20)
    assert found.tolist() == [str(first + datetime.timedelta(days=i)) for i in range(19)]
    assert "2024-02-29" in found
    assert_shares(counts.tolist(), [1 / 19] * 19)


def test_a_year_that_is_no_leap_year_has_no_leap_day():
    assert set(dates("2023-02-28", "2023-03-02")) == {"2023-02-28", "2023-03-01"}
    assert set(dates("1900-02-28", "1900-03-02")) == {"1900-02-28", "1900-03-01"}
    assert set(dates("2000-02-29", "2000-03-01")) == {"2000-02-29"}


def test_one_day():
    assert set(dates("2024-02-29", "2024-03-01")) == {"2024-02-29"}
    assert set(dates("0001-01-01", "0001-01-02")) == {"0001-01-01"}
    assert set(dates("9999-12-30", "9999-12-31")) == {"9999-12-30"}


def test_dates_of_all_years():
    found = dates("0001-01-01", "9999-12-31", COUNT)
    years = np.array([datetime.date.fromisoformat(text).year for text in found])
    assert_shares(np.histogram(years, 9, (1, 10_000))[0].tolist(), [1111 / 9999] * 9)


@pytest.mark.parametrize("days", [(1 << 15) - 1, 1 << 15, (1 << 15) + 1])
def test_dates_are_the_same_kind_however_many(days):
    start = datetime.date(1950, 1, 1)
    end = start + datetime.timedelta(days=days)
    found = dates(start, end, COUNT)
    assert all(str(start) <= text < str(end) for text in found)
    assert all(str(datetime.date.fromisoformat(text)) == text for text in found[:500])


def test_temporal_columns_are_native_inside_and_written_as_text():
    date = '{ type: date, start: "2020-01-01", end: "2024-12-31" }'
    timestamp = '{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-04-01T00:00:00" }'
    for generator, meaning in ((date, pa.date32()), (timestamp, pa.timestamp("s"))):
        assert data_type(generator) == STRING
        kind = planned(generator).bound.members["value"].column.type
        assert (kind.data_type, kind.format) == (meaning, "text")


def test_timestamps_are_uniform_from_start_up_to_end():
    start, end = datetime.datetime(2024, 2, 28, 6), datetime.datetime(2024, 3, 1, 18)
    found = timestamps(start.isoformat(), end.isoformat(), COUNT)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", text) for text in found[:1000])
    parsed = [datetime.datetime.fromisoformat(text) for text in found]
    assert start <= min(parsed)
    assert max(parsed) < end
    hours = [int((one - start).total_seconds()) // 3600 for one in parsed]
    assert_shares(np.bincount(hours, minlength=60).tolist(), [1 / 60] * 60)


def test_every_second_of_a_short_range_comes():
    found = set(timestamps("2024-02-29T23:59:58", "2024-03-01T00:00:01"))
    assert found == {"2024-02-29T23:59:58", "2024-02-29T23:59:59", "2024-03-01T00:00:00"}


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2024-12-31T23:59:59", "2025-01-01T00:00:00"),
        ("0001-01-01T00:00:00", "0001-01-01T00:00:01"),
        ("9999-12-31T23:59:58", "9999-12-31T23:59:59"),
    ],
)
def test_one_second(start, end):
    assert set(timestamps(start, end)) == {start}


def test_timestamps_of_all_years():
    found = timestamps("0001-01-01T00:00:00", "9999-12-31T23:59:59", COUNT)
    parsed = [datetime.datetime.fromisoformat(text) for text in found]
    assert [one.isoformat() for one in parsed] == found
    assert_shares(np.bincount([one.hour for one in parsed]).tolist(), [1 / 24] * 24)
    assert_shares(np.bincount([one.second for one in parsed]).tolist(), [1 / 60] * 60)


@pytest.mark.parametrize(
    ("kind", "early", "late"),
    [
        ("date", "2024-01-01", "2024-01-02"),
        ("timestamp", "2024-01-01T00:00:00", "2024-01-01T00:00:01"),
    ],
)
def test_start_must_be_before_end(kind, early, late):
    for start, end in ((late, early), (early, early)):
        found = problems(f'{{ type: {kind}, start: "{start}", end: "{end}" }}')
        assert found == [(("start",), f"must be before end (got {start}, end is {end})")]


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("date", "2023-02-29"),
        ("date", "2024-1-1"),
        ("date", "20240101"),
        ("date", "2024-01-01T00:00:00"),
        ("date", "0000-01-01"),
        ("date", "2024-W01-1"),
        ("timestamp", "2024-01-01"),
        ("timestamp", "2024-01-01 00:00:00"),
        ("timestamp", "2024-01-01T00:00:00Z"),
        ("timestamp", "2024-01-01T24:00:00"),
        ("timestamp", "2024-01-01T00:00:60"),
        ("timestamp", "2024-01-01T00:00:00.5"),
    ],
)
def test_the_form_is_exact_and_the_moment_exists(kind, wrong):
    end = {"date": "9999-01-01", "timestamp": "9999-01-01T00:00:00"}[kind]
    (problem,) = problems(f'{{ type: {kind}, start: "{wrong}", end: "{end}" }}')
    assert problem[0] == ("start",)


def test_dates_need_no_quotes():
    assert set(values("{ type: date, start: 2024-02-29, end: 2024-03-01 }")) == {"2024-02-29"}
