"""Formats of placeholders, against Python's format()."""

import decimal
import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st
from smelt_datagen import ConfigError, loads, plan, to_table
from smelt_datagen.plugin import ColumnType
from smelt_datagen_builtin.text.format_specs import parsed_spec
from smelt_datagen_builtin.text.formatted import formatted
from smelt_datagen_builtin.text.joiner import Joiner

SMALLEST, LARGEST = -(2**63), 2**63 - 1
INT64 = st.integers(SMALLEST, LARGEST) | st.integers(-1000, 1000)


def texts(array, spec, bounds=None):
    """Return an array's values in a format, as a template writes them."""
    text = formatted(ColumnType(array.type, bounds=bounds), parsed_spec(spec))
    return Joiner([text]).joined([array], len(array)).to_pylist()


def specs(types, precisions):
    """Draw formats of numbers."""
    signs = st.sampled_from(["", "+", "-", " "])
    widths = st.one_of(
        st.just(""),
        st.integers(1, 40).map(str),
        st.integers(1, 40).map(lambda width: f"0{width}"),
    )
    alignments = st.sampled_from(["", "", "<", ">", "^", "*>", "ä^", "0<"])
    separators = st.sampled_from(["", "", ",", "_"])
    return st.tuples(alignments, signs, widths, separators, precisions, types).map("".join)


def usable(spec):
    try:
        return parsed_spec(spec)
    except ValueError:
        return reject()


@settings(max_examples=150)
@given(
    numbers=st.lists(INT64, min_size=1, max_size=20),
    spec=specs(st.sampled_from(["", "d", "x", "X", "o", "b"]), st.just("")),
    are_bounds_known=st.booleans(),
)
@example(numbers=[SMALLEST, LARGEST, 0, -1], spec="+032,", are_bounds_known=False)
@example(numbers=[0, 99_999], spec="09d", are_bounds_known=True)
def test_integers_are_written_as_python_writes_them(numbers, spec, are_bounds_known):
    usable(spec)
    bounds = (min(numbers), max(numbers)) if are_bounds_known else None
    expected = [format(number, spec) for number in numbers]
    assert texts(pa.array(numbers, pa.int64()), spec, bounds) == expected


@given(st.lists(st.integers(0, 2**64 - 1), min_size=1, max_size=20), st.booleans())
def test_unsigned_integers(numbers, signed):
    spec = "+026,d" if signed else "x"
    assert texts(pa.array(numbers, pa.uint64()), spec) == [format(one, spec) for one in numbers]


HALVES = st.builds(
    lambda units, places, near: np.nextafter((units + 0.5) / 10**places, near),
    st.integers(-(10**9), 10**9),
    st.integers(0, 15),
    st.sampled_from([-math.inf, math.inf]),
) | st.builds(lambda n, k: n / 2**k, st.integers(-(2**60), 2**60), st.integers(0, 60))


@settings(max_examples=300)
@given(
    numbers=st.lists(st.floats() | HALVES | st.floats(-1e4, 1e4), min_size=1, max_size=20),
    spec=specs(st.sampled_from(["f", "%"]), st.integers(0, 15).map(lambda n: f".{n}")),
)
@example(numbers=[0.125, 0.375, -0.125, 2.5, 0.5, 1e22, 2.0**64, -0.0, math.nan], spec=".2f")
@example(numbers=[0.5, 1.5, 2.5, 2.0**53 + 1, 2.0**64 - 2048, -math.inf], spec=".0f")
@example(numbers=[0.005, 0.015, 0.995, 999.995, 1e308], spec="+014,.2%")
@example(numbers=[0.0000000000000005, 0.9999999999999999, 5e-324], spec=".15f")
def test_doubles_are_written_as_python_writes_them(numbers, spec):
    usable(spec)
    expected = [format(number, spec) for number in numbers]
    assert texts(pa.array(numbers, pa.float64()), spec) == expected


def test_many_doubles():
    bits = np.random.default_rng(5).integers(0, 2**64, 40_000, dtype=np.uint64)
    money = np.random.default_rng(6).integers(-(10**9), 10**9, 40_000) / 1000  # near halves
    for spec, numbers in (
        (".2f", money),
        (",.2f", money),
        (".15f", money),
        (".3f", bits.view("f8")),
    ):
        expected = [format(number, spec) for number in numbers.tolist()]
        assert texts(pa.array(numbers), spec) == expected


@settings(max_examples=80)
@given(
    numbers=st.lists(INT64, min_size=1, max_size=20),
    spec=specs(st.just("f"), st.sampled_from(["", ".0", ".2"])),
)
def test_integers_with_digits_behind_the_point(numbers, spec):
    usable(spec)
    expected = [format(number, spec) for number in numbers]
    assert texts(pa.array(numbers, pa.int64()), spec) == expected


@settings(max_examples=100)
@given(
    units=st.lists(st.integers(-(10**18) + 1, 10**18 - 1), min_size=1, max_size=20),
    scale=st.integers(0, 18),
    spec=specs(st.just("f"), st.sampled_from(["", ".0", ".1", ".2", ".15"])),
)
@example(units=[125, -125, 5, 15, 995, 0], scale=3, spec=".2f")
def test_decimals_are_written_as_python_writes_them(units, scale, spec):
    assume(usable(spec).separator != "_")  # which Python does not have for decimals
    with decimal.localcontext(prec=60):
        numbers = [decimal.Decimal(one).scaleb(-scale) for one in units]
        expected = [format(number, spec) for number in numbers]
    assert texts(pa.array(numbers, pa.decimal128(18, scale)), spec) == expected


@given(
    st.lists(st.text(max_size=8), min_size=1, max_size=9),
    st.sampled_from(["3", "<5", ">4", "^7", "*^6", "ä>5", "🙂<6"]),
)
def test_text_is_aligned_as_python_aligns_it(values, spec):
    assert texts(pa.array(values, pa.utf8()), spec) == [format(value, spec) for value in values]


CONFIG = """
datasets:
  - name: items
    output: items
    num_rows: 3000
    columns:
      - {{ name: price, generator: {{ type: uniform_float, min: 0, max: 3000 }} }}
      - name: net
        data_type: decimal(9, 4)
        generator: {{ type: uniform_float, min: -3000, max: 3000 }}
      - {{ name: n, generator: {{ type: uniform_int, min: -5000000, max: 5000000 }} }}
      - {{ name: few, generator: {{ type: one_of, values: [1, 20] }} }}
      - {{ name: sure, generator: {{ type: bool, prob: 0.5 }} }}
      - {{ name: maybe, null_fraction: 0.5, generator: {{ type: uniform_float, min: 0, max: 1 }} }}
      - {{ name: day, generator: {{ type: date, start: "2024-01-01", end: "2024-02-01" }} }}
      - {{ name: "a:b", generator: {{ type: constant, value: x }} }}
      - name: exact
        data_type: decimal(30, 2)
        generator: {{ type: uniform_int, min: 0, max: 10 }}
      - {{ name: text, generator: {{ type: string_pattern, template: "{template}" }} }}
"""


def rows(template):
    return to_table(plan(loads(CONFIG.format(template=template)))["items"]).to_pylist()


@pytest.mark.parametrize(
    ("name", "spec"),
    [("price", ".2f"), ("net", ".2f"), ("n", ","), ("n", "+012,d"), ("few", "03d"), ("n", ".1f")],
)
def test_a_column_in_a_format(name, spec):
    for row in rows(f"<{{column:{name}:{spec}}}>"):
        assert row["text"] == f"<{format(row[name], spec)}>"


def test_a_column_with_nulls_in_a_format():
    for row in rows("{column:maybe:.3f}!"):
        assert row["text"] == (None if row["maybe"] is None else f"{row['maybe']:.3f}!")


def test_text_and_dates_take_a_width():
    for row in rows("{column:day:>12}|{column:sure:^7}|{column:a:b}|{column:a:b:>3}"):
        assert row["text"] == f"{row['day']:>12}|{str(row['sure']).lower():^7}|x|  x"


def test_ids_and_ranges_in_a_format():
    made = rows("{sequential_id:09d} {uniform_int:1-1001:04d} {uniform_int:0-4294967296:08X}")
    for number, row in enumerate(made, 1):
        one, two, three = row["text"].split()
        assert one == f"{number:09d}"
        assert len(two) == 4
        assert 1 <= int(two) <= 1000
        assert f"{int(three, 16):08X}" == three


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("{sequential_id:0q}", "takes nothing after its name but a format, such as 09d"),
        ("{uniform_int:1-5:q}", "has a format that is none (found 'q'): [[fill]<>^][sign]"),
        ("{uniform_int:1-5:.2}", "digits behind the point need f, as .2f"),
        ("{column:price:d}", "a number with a fraction needs f or %, as .2f"),
        ("{column:price:.2e}", "has a format that is none (found '.2e')"),
        ("{column:price:.16f}", "has more than 15 digits (found '.16f')"),
        ("{column:price:300.2f}", "has a format wider than 255"),
        ("{column:price:<05.2f}", "has a format with a 0 but no width of digits"),
        ("{column:n:,x}", "has ',' in digits that are not decimal (found ',x'): use '_'"),
        ("{column:net:.1%}", "a decimal needs f, as .2f"),
        ("{column:exact:.2f}", "it has more than 18 digits"),
        ("{column:day:d}", "has a format of numbers, 'd', but column 'day' is date32[day]"),
        ("{column:sure:d}", "has a format of numbers, 'd', but column 'sure' is bool"),
        ("{column:prize:.2f}", "there is no column 'prize' in this dataset, did you mean 'price'?"),
    ],
)
def test_what_is_wrong_is_said_at_the_template(template, words):
    with pytest.raises(ConfigError) as error:
        rows(template)
    (line,) = str(error.value).splitlines()
    assert ".generator.template: " in line
    assert words in line
