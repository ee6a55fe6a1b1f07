"""The generator `expression`: its types, what is not evaluated, and what is wrong with one."""

import subprocess
import sys
from decimal import Decimal

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, loads, plan, to_table
from smelt_datagen.errors import DataError

BASE = """
datasets:
  - name: products
    output: products
    num_rows: 10
    columns:
      - name: price
        data_type: decimal(8, 2)
        generator: { type: uniform_float, min: 1, max: 9 }
  - name: a
    output: a
    num_rows: 100
    columns:
      - { name: id, generator: { type: sequential_id } }
      - { name: i, generator: { type: uniform_int, min: 0, max: 9 } }
      - { name: big, generator: { type: uniform_int, min: 1, max: 9000000000000000000 } }
      - { name: x, data_type: float32, generator: { type: uniform_float, min: 0, max: 1 } }
      - { name: s, generator: { type: one_of, values: [a, b] } }
      - { name: u, generator: { type: uuid } }
      - { name: day, generator: { type: date, start: 2024-01-01, end: 2025-01-01 } }
      - { name: product_id, generator: { type: foreign_key, dataset: products } }
"""


def made(sql, **options):
    """Return a plan whose column `e` is the expression."""
    quoted = sql.replace("'", "''")
    line = f"      - {{ name: e, generator: {{ type: expression, sql: '{quoted}' }} }}\n"
    return plan(loads(BASE + line), **options)["a"]


def values(sql):
    return to_table(made(sql))["e"]


def problem(sql):
    with pytest.raises(ConfigError) as error:
        made(sql)
    (one,) = error.value.problems
    assert one.path[-2:] == ("generator", "sql")
    return one.message


@pytest.mark.parametrize(
    ("sql", "kind", "is_nullable"),
    [
        ("i + 1", pa.int64(), False),
        ("i / 2", pa.float64(), False),
        ("i > 2", pa.bool_(), False),
        ("x", pa.float64(), False),
        ("s || u", pa.utf8(), False),
        ("product_id.price * i", pa.decimal128(27, 2), False),
        ("product_id.price * 0.19", pa.decimal128(10, 4), False),
        ("nullif(i, 3)", pa.int64(), True),
        ("case when i > 3 then 1 end", pa.int64(), True),
        ("i is null", pa.bool_(), False),
        ("coalesce(nullif(i, 3), 0)", pa.int64(), False),
        # dates and timestamps are written as text where the dataset does not say otherwise
        ("day + 1", pa.utf8(), False),
        ("date_trunc('month', day)", pa.utf8(), False),
        # but for those that the text has no room for
        ("timestamp '2024-01-01 00:00:00.5'", pa.timestamp("us"), False),
    ],
)
def test_the_types_of_expressions(sql, kind, is_nullable):
    schema = made(sql).schema
    assert (schema.field("e").type, schema.field("e").nullable) == (kind, is_nullable)


def test_a_path_is_the_column_of_the_row_that_is_referred_to():
    lines = BASE + (
        "      - { name: e, generator: { type: expression, sql: product_id.price * 2 } }\n"
        "      - { name: l, generator: { type: lookup, foreign_key: product_id, column: price } }\n"
    )
    table = to_table(plan(loads(lines))["a"])
    assert table["e"].to_pylist() == [2 * price for price in table["l"].to_pylist()]


def test_a_choice_of_texts_is_categorical():
    whole = made("case when i > 5 then 'high' when i > 2 then 'low' end")
    kind = whole.bound.members["e"].column.type
    assert kind.dictionary.to_pylist() == ["high", "low"]
    assert kind.nullable
    rows = to_table(whole)
    wanted = ["high" if i > 5 else "low" if i > 2 else None for i in rows["i"].to_pylist()]
    assert rows["e"].to_pylist() == wanted


def test_a_function_of_categories_stays_categorical():
    kind = made("upper(s)").bound.members["e"].column.type
    assert kind.dictionary.to_pylist() == ["A", "B"]


def test_it_is_a_column_like_any_other():
    line = (
        "      - name: e\n"
        "        data_type: decimal(6, 1)\n"
        "        null_fraction: 0.5\n"
        "        generator: { type: expression, sql: i / 2 }\n"
        "      - { name: f, generator: { type: expression, sql: e * 10 } }\n"
    )
    table = to_table(plan(loads(BASE + line))["a"])
    assert table["e"].type == pa.decimal128(6, 1)
    for i, e, f in zip(*(table[name].to_pylist() for name in "ief"), strict=True):
        assert e in (None, Decimal(i) / 2)
        assert f == (None if e is None else e * 10)


def test_the_order_of_the_columns_does_not_matter():
    first = BASE.replace(
        "- { name: id,",
        "- { name: e, generator: { type: expression, sql: i + 1 } }\n      - { name: id,",
    )
    table = to_table(plan(loads(first))["a"])
    assert table["e"].to_pylist() == [i + 1 for i in table["i"].to_pylist()]


def test_row_numbers_are_those_of_the_dataset():
    assert values("row_number()").to_pylist() == [*range(1, 101)]
    assert values("row_number() * 100 // count(a)").to_pylist() == [*range(1, 101)]
    assert set(values("count(products)").to_pylist()) == {10}


# --- what is not evaluated ---


@pytest.mark.parametrize(
    "sql",
    [
        "case when i = 0 then 0 else 10 // i end",
        "case when i <> 0 then 10 // i end",
        "case i when 0 then 0 else 10 // i end",
        "if(i = 0, 0, 10 // i)",
        "i <> 0 and 10 // i > 1",
        "i = 0 or 10 // i > 1",
        "coalesce(i, 10 // (i - i))",
        "case when false then 1 // 0 else 2 end",
        "case when s = 'a' then 1 when s = 'b' then 2 else cast(s as integer) end",
        "case when i = 0 then 0 when 10 // i > 2 then 1 else 2 end",
    ],
)
def test_a_branch_that_is_not_taken_raises_nothing(sql):
    assert len(values(sql)) == 100


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("big * 3", "[0-9]+ [*] 3 needs more than 64 bits"),
        ("10 // (i - i)", "10 // 0: there is no division by zero"),
        ("10 % (i - i)", "10 % 0: there is no division by zero"),
        ("cast(u as integer)", '"[-0-9a-f]+" is no bigint'),
        ("cast(id + 100 as tinyint)", "128 needs more than the 8 bits of the integer"),
        ("cast(id as decimal(2, 0))", r"100 is too large for decimal\(2, 0\)"),
        ("cast(day + 4000000 as date)", "the result is not within the years 1 to 9999"),
        ("-9223372036854775807 - id", "-9223372036854775807 - 2 needs more than 64 bits"),
    ],
)
def test_a_value_that_there_cannot_be_names_its_row(sql, words):
    with pytest.raises(DataError, match=f"^dataset 'a', column 'e', row [0-9]+: {words}$") as error:
        values(sql)
    if sql.startswith("cast(id + 100"):
        assert "row 27:" in str(error.value)


# --- what is wrong with one ---


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("i + 2 * prize", "at character 9, `prize`: there is no column 'prize' in this dataset"),
        ("product_id.pric", "`product_id.pric`: there is no column 'pric' in dataset 'products'"),
        ("i.price", "'i.price' leads nowhere: column 'i' in this dataset refers to no rows"),
        ("e + 1", "refers to itself"),
        ("i + s", "at character 1, `i + s`: + takes an integer or a decimal or a double, not"),
        ("i = s", "= has bigint and varchar: cast one of them"),
        ("case when i > 1 then 1 else s end", "case has bigint and varchar: cast one of them"),
        ("case when i then 1 end", "when takes true or false, not bigint"),
        ("lenght(s)", "there is no function 'lenght', did you mean 'length'?"),
        ("substr(s)", "is called as substr(s, start[, count])"),
        ("sum(i)", "a row sees no other rows: there are no aggregates"),
        ("sum(i) over ()", "a row sees no other rows: there are no windows"),
        ("(select 1)", "an expression has no query in it"),
        ("random()", "neither clock nor chance are in it"),
        ("current_date", "neither clock nor chance are in it"),
        ("cast(i as date)", "bigint cannot be cast to date"),
        ("cast(s as blob)", "there is no type 'blob' here (known: boolean, tinyint"),
        ("day = '2024-13-01'", "'2024-13-01' is no date"),
        ("date '2024-02-30'", "'2024-02-30' is no date"),
        ("interval '1 fortnight'", "there is no unit 'fortnight' (known: year, quarter, month"),
        ("extract(hour from s)", "extract takes a date or a timestamp or an interval, not varchar"),
        ("date_part('fortnight', day)", "a date has no part 'fortnight' (known: year, quarter"),
        ("null", "is of the type null, which no column has: cast it to a type"),
        ("interval '1 day'", "is of the type interval, which no column has"),
        ("round(i, i)", "round takes an integer as argument 2 that is no column"),
        ("s like u", "like takes a text as argument 2 that is no column"),
        ("i in (select 1)", "'in' takes a list of values, as in `x in (1, 2)`"),
        ("count(*)", "is count(DATASET), the number of its rows"),
        ("count(prodcts)", "there is no dataset 'prodcts', did you mean 'products'?"),
        ("i +", "something is missing behind `i +`"),
        ("(i + 1", "lacks `)` behind"),
        ("'abc", "ends within a text or comment that was begun"),
        ("i as n", "is one expression, which has no name of its own"),
        ("  ", "is empty"),
        ("(" * 500 + "1" + ")" * 500, "has parts within parts, more than can be counted through"),
        ("product_id.price * 0." + "1" * 37, "a decimal has at most: cast one side to fewer"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(sql, message):
    assert message in problem(sql)


def test_a_cycle_through_another_column_is_told():
    lines = BASE + (
        "      - { name: e, generator: { type: expression, sql: f + 1 } }\n"
        "      - { name: f, generator: { type: expression, sql: e + 1 } }\n"
    )
    with pytest.raises(ConfigError, match=r"a\.e → a\.f → a\.e"):
        plan(loads(lines))


def test_a_type_without_expressions_is_refused():
    clock = "{ type: one_of, values: ['10:00:00'] }"
    line = f"      - {{ name: clock, data_type: time, generator: {clock} }}\n"
    with pytest.raises(ConfigError, match=r"`clock`: is time64.us., of which there are no expr"):
        plan(
            loads(
                BASE + line + "      - { name: e, generator: { type: expression, sql: clock } }\n"
            )
        )


def test_a_config_without_expressions_does_not_import_the_parser():
    code = (
        "import sys; from smelt_datagen import loads, plan, to_table\n"
        f"to_table(plan(loads('''{BASE}'''))['a'])\n"
        "print([name for name in sys.modules if 'sqlglot' in name or '.expressions.' in name])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "[]\n"
