"""A generator for each value of a column."""

import pytest
from smelt_datagen import ConfigError, loads, plan, to_table
from smelt_datagen.errors import DataError

HEAD = """
datasets:
  - name: shops
    output: shops
    num_rows: 20
    native_types: true
    columns:
      - { name: small, data_type: int8, generator: { type: uniform_int, min: 1, max: 100 } }
      - { name: wide, data_type: uint64, generator: { type: uniform_int, min: 1, max: 100 } }
      - { name: single, data_type: float32, generator: { type: uniform_float, min: 1, max: 100 } }
      - { name: opened, generator: { type: date, start: 2020-01-01, end: 2021-01-01 } }
      - name: zoned
        data_type: "timestamp[us, UTC]"
        generator: { type: timestamp, start: "2023-01-01T00:00:00", end: "2023-01-01T00:00:01" }
  - name: a
    output: a
    num_rows: 2000
    columns:
      - { name: shop, generator: { type: foreign_key, dataset: shops } }
      - name: price
        data_type: decimal(6, 2)
        generator: { type: uniform_float, min: 0, max: 99 }
      - name: at
        generator: { type: timestamp, start: "2024-01-01T00:00:00", end: "2024-01-01T00:00:09" }
      - { name: fine, data_type: "timestamp[us]", generator: { type: expression, sql: "at" } }
      - { name: large, generator: { type: constant, value: 9007199254740993 } }
      - { name: plan, null_fraction: 0.1, generator: { type: one_of, values: [free, pro, big] } }
      - { name: n, generator: { type: uniform_int, min: 0, max: 4 } }
      - { name: yes, generator: { type: bool, prob: 0.5 } }
      - { name: day, generator: { type: date, start: 2024-01-01, end: 2024-01-04 } }
"""
CAST = "but a column has one type: cast some, in an expression"
INTS = "{ type: uniform_int, min: 10, max: 20 }"


def made(rest):
    return plan(loads(f"{HEAD}      - {{ name: v, generator: {{ type: case, {rest} }} }}\n"))["a"]


def table(rest):
    return to_table(made(rest))


def problem(rest):
    with pytest.raises(ConfigError) as error:
        made(rest)
    (one,) = error.value.problems
    return ".".join(map(str, one.path[5:])), one.message


def test_each_value_has_its_generator_and_the_others_have_none():
    rows = table(
        f"column: plan, when: {{ free: {{ type: constant, value: 0 }}, pro: {INTS} }}"
    ).to_pylist()
    for row in rows:
        if row["plan"] == "free":
            assert row["v"] == 0
        elif row["plan"] == "pro":
            assert 10 <= row["v"] < 20
        else:
            assert row["v"] is None
    assert len({row["v"] for row in rows if row["plan"] == "pro"}) == 10


def test_else_is_for_all_other_rows_and_for_nulls():
    rows = table(f"column: plan, when: {{ free: {INTS} }}, else: {{ type: constant, value: -1 }}")
    assert rows.schema.field("v").nullable is False
    for row in rows.to_pylist():
        assert (row["v"] == -1) == (row["plan"] != "free")


def test_a_value_does_not_depend_on_the_other_branches():
    one = table(f"column: plan, when: {{ pro: {INTS} }}").to_pylist()
    both = table(f"column: plan, when: {{ free: {INTS}, pro: {INTS} }}").to_pylist()
    assert [r["v"] for r in one if r["plan"] == "pro"] == [
        r["v"] for r in both if r["plan"] == "pro"
    ]


@pytest.mark.parametrize(
    ("column", "key", "holds"),
    [
        ("n", "2", lambda row: row["n"] == 2),
        ("yes", "true", lambda row: row["yes"]),
        ("day", "2024-01-02", lambda row: row["day"] == "2024-01-02"),
        ("at", '"2024-01-01T00:00:04"', lambda row: row["at"] == "2024-01-01T00:00:04"),
        ("shop.zoned", '"2023-01-01T00:00:00"', lambda _: True),
    ],
)
def test_columns_of_any_type_decide(column, key, holds):
    for row in table(f"column: {column}, when: {{ {key}: {INTS} }}").to_pylist():
        assert (row["v"] is not None) == holds(row)


def test_categories_become_one_dictionary():
    abc, bcd = (f"{{ type: one_of, values: [{names}] }}" for names in ("a, b", "b, c"))
    whole = made(f"column: plan, when: {{ free: {abc}, pro: {bcd} }}")
    assert whole.bound.members["v"].column.type.dictionary.to_pylist() == ["a", "b", "c"]
    for row in to_table(whole).to_pylist():
        wanted = {"free": "ab", "pro": "bc"}.get(row["plan"])
        assert row["v"] is None if wanted is None else row["v"] in wanted


def lookup(column):
    return f"{{ type: lookup, foreign_key: shop, column: {column} }}"


def own(column):
    return f"{{ type: expression, sql: {column} }}"


DAYS = "{ type: date, start: 2024-01-01, end: 2024-02-01 }"
FLOATS = "{ type: uniform_float, min: 0, max: 1 }"


@pytest.mark.parametrize(
    ("free", "pro", "wanted"),
    [
        (INTS, FLOATS, "double"),
        (INTS, lookup("small"), "int64"),
        (lookup("small"), lookup("small"), "int8"),
        (lookup("single"), lookup("single"), "float"),
        (lookup("single"), FLOATS, "double"),
        ("{ type: constant, value: 0 }", own("price"), "decimal128(6, 2)"),
        ("{ type: constant, value: 12345 }", own("price"), "decimal128(7, 2)"),
        (INTS, own("price"), "decimal128(6, 2)"),
        (own("price * 1.005"), own("price"), "decimal128(10, 5)"),
        (DAYS, own("at"), "string"),
        (lookup("opened"), DAYS, "string"),
        (own("fine"), own("at"), "timestamp[us]"),
        (own("fine"), DAYS, "timestamp[us]"),
        (DAYS, "{ type: constant, value: never }", "string"),
    ],
)
def test_the_type_holds_the_values_of_all(free, pro, wanted):
    branches = f"when: {{ free: {free}, pro: {pro} }}, else: {pro}"
    made_of = made(f"column: plan, {branches}")
    assert str(to_table(made_of)["v"].type) == wanted
    assert made_of.bound.members["v"].column.type.nullable is False


def test_values_keep_what_they_are_in_a_wider_type():
    branches = f"when: {{ free: {{ type: constant, value: 0 }}, pro: {own('price')} }}"
    for row in table(f"column: plan, {branches}").to_pylist():
        assert row["v"] == {"free": 0, "pro": row["price"]}.get(row["plan"])
    branches = f"when: {{ free: {DAYS}, pro: {own('at')} }}"
    for row in table(f"column: plan, {branches}").to_pylist():
        if row["plan"] == "free":
            assert row["v"][10:] == "T00:00:00"
        else:
            assert row["v"] == (row["at"] if row["plan"] == "pro" else None)


def test_a_value_that_the_type_cannot_hold_names_the_row():
    made_of = made(f"column: plan, when: {{ free: {FLOATS}, pro: {own('large')} }}")
    message = r"column 'v', row [0-9]+: 9007199254740993 cannot be double without a loss"
    with pytest.raises(DataError, match=message):
        to_table(made_of)


def test_there_are_nulls_only_where_rows_are_left():
    def is_nullable(rest):
        return made(rest).bound.members["v"].column.type.nullable

    branches = ", ".join(f"{n}: {INTS}" for n in range(4))
    assert is_nullable(f"column: n, when: {{ 0: {INTS} }}")
    assert not is_nullable(f"column: n, when: {{ {branches} }}")
    assert not is_nullable(f"column: yes, when: {{ true: {INTS}, false: {INTS} }}")
    assert is_nullable(f"column: plan, when: {{ free: {INTS}, pro: {INTS}, big: {INTS} }}")


@pytest.mark.parametrize(
    "inner",
    [
        INTS,
        FLOATS,
        "{ type: uuid }",
        "{ type: bool, prob: 0.5 }",
        "{ type: one_of, values: [a, b] }",
        "{ type: optional, prob: 0.5, inner: { type: one_of, values: [b, c] } }",
        "{ type: optional, prob: 0.5, inner: { type: uuid } }",
        f"{{ type: optional, prob: 0.5, inner: {INTS} }}",
        "{ type: json_object, fields: { a: { type: constant, value: 1 } } }",
    ],
)
def test_a_row_alone_has_the_value_that_it_has_among_others(inner):
    made_of = made(f"column: plan, when: {{ free: {inner}, pro: {inner} }}")
    whole = to_table(made_of)["v"].to_pylist()
    for row in (*range(12), 1999):
        assert to_table(made_of, row, row + 1)["v"].to_pylist() == whole[row : row + 1]


def test_a_case_may_stand_within_another():
    inner = (
        f"{{ type: case, column: n, when: {{ 1: {INTS} }}, else: {{ type: constant, value: 0 }} }}"
    )
    for row in table(f"column: plan, when: {{ pro: {inner} }}").to_pylist():
        if row["plan"] != "pro":
            assert row["v"] is None
        else:
            assert (10 <= row["v"] < 20) if row["n"] == 1 else row["v"] == 0


def test_a_case_of_expressions_is_the_expression():
    branches = f"when: {{ free: {own('n * 10')}, pro: {own('n')} }}, else: {own('0 - 1')}"
    sql = "case plan when 'free' then n * 10 when 'pro' then n else -1 end"
    text = f'{HEAD}      - {{ name: e, generator: {{ type: expression, sql: "{sql}" }} }}\n'
    text = f"{text}      - {{ name: v, generator: {{ type: case, column: plan, {branches} }} }}\n"
    found = to_table(plan(loads(text))["a"])
    assert found["v"].to_pylist() == found["e"].to_pylist()


def test_hundreds_of_values_decide():
    branches = ", ".join(f"{n}: {{ type: constant, value: {-n} }}" for n in range(400))
    head = f"{HEAD}      - {{ name: many, generator: {{ type: uniform_int, min: 0, max: 500 }} }}\n"
    case = f"{{ type: case, column: many, when: {{ {branches} }} }}"
    text = f"{head}      - {{ name: v, generator: {case} }}\n"
    for row in to_table(plan(loads(text))["a"]).to_pylist():
        assert row["v"] == (-row["many"] if row["many"] < 400 else None)


def test_branches_see_the_row():
    lookup = "{ type: expression, sql: n * 10 }"
    for row in table(f"column: plan, when: {{ pro: {lookup} }}").to_pylist():
        assert row["v"] == (row["n"] * 10 if row["plan"] == "pro" else None)


@pytest.mark.parametrize(
    ("rest", "wanted"),
    [
        (
            f"column: plan, when: {{ fre: {INTS} }}",
            ("when.fre", "column 'plan' never is 'fre', did you mean 'free'?"),
        ),
        (
            f"column: n, when: {{ x: {INTS} }}",
            ("when.x", "column 'n' is int64, not 'x'"),
        ),
        (
            f"column: plan, when: {{ free: {INTS}, pro: {{ type: uuid }} }}",
            (
                "when",
                f"the generators give int64 and string, {CAST}",
            ),
        ),
        ("column: plan, when: {}", ("when", "must have at least one value")),
        (
            f"column: plan, when: {{ free: {own('price')}, pro: {FLOATS} }}",
            (
                "when",
                f"the generators give decimal128(6, 2) and double, {CAST}",
            ),
        ),
        (
            f"column: plan, when: {{ free: {INTS}, pro: {lookup('wide')} }}",
            (
                "when",
                f"the generators give int64 and uint64, {CAST}",
            ),
        ),
        (
            f"column: n, when: {{ 7: {INTS} }}",
            ("when.7", "column 'n' never is 7 (it is 0 to 3)"),
        ),
        (f"column: n, when: {{ true: {INTS} }}", ("when", "column 'n' is int64, not bool")),
        (
            f"column: plan, when: {{ 1: {INTS} }}",
            ("when", "column 'plan' is string, not int64: put quotes around them"),
        ),
        (
            f"column: day, when: {{ 2024-01-01: {INTS}, '2024-01-01 ': {INTS} }}",
            ("when.2024-01-01 ", "column 'day' is date32[day], not '2024-01-01 '"),
        ),
        (
            f"column: price, when: {{ '0.5': {INTS}, '0.50': {INTS} }}",
            ("when.0.50", "is the same value as '0.5'"),
        ),
        (
            f"column: plam, when: {{ free: {INTS} }}",
            ("column", "there is no column 'plam' in this dataset, did you mean 'plan'?"),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(rest, wanted):
    assert problem(rest) == wanted
