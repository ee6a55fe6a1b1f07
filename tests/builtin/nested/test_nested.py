"""Lists and structs: their values, their types in files, and as JSON."""

import datetime
import json
from collections import Counter

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from smelt_datagen import loads, plan, to_table, write

from ..make import assert_shares, column, problems, values

TAGS = "{ type: list, item: { type: one_of, values: [a, b] }, max_items: 3 }"
DAY = "{ type: date, start: 2024-01-01, end: 2024-02-01 }"
MOMENT = '{ type: timestamp, start: "2024-01-01T00:00:00", end: "2024-02-01T00:00:00" }'
DEEP = f"""
          type: struct
          fields:
            city: {{ type: optional, prob: 0.8, inner: {{ type: one_of, values: [Bath, York] }} }}
            since: {MOMENT}
            visits:
              type: list
              max_items: 2
              item:
                type: struct
                fields: {{ day: {DAY}, pages: {{ type: uniform_int, min: 1, max: 9 }} }}
"""


def table(generator, top="", keys=""):
    return plan(
        loads(
            f"{top}\ndatasets:\n  - name: a\n    output: a\n    num_rows: 2000\n    columns:\n"
            f"      - name: v\n{keys}        generator: {generator}\n"
        )
    )["a"]


def test_lists_have_every_length_equally_often():
    found = values(TAGS, 4000)
    counts = Counter(map(len, found))
    assert_shares([counts[size] for size in range(4)], [0.25] * 4)
    items = Counter(item for one in found for item in one)
    assert_shares([items["a"], items["b"]], [0.5, 0.5])


def test_a_list_is_not_the_same_item_many_times():
    pairs = values("{ type: list, item: { type: uuid }, min_items: 2, max_items: 2 }")
    assert all(one != other for one, other in pairs)
    assert column(TAGS).type == pa.list_(pa.utf8())


def test_longer_lists_begin_as_shorter_ones():
    item = "item: { type: uuid }, min_items"
    short = values(f"{{ type: list, {item}: 2, max_items: 2 }}")
    long = values(f"{{ type: list, {item}: 5, max_items: 5 }}")
    assert short == [one[:2] for one in long]


def test_the_order_of_fields_changes_no_value():
    one = values("{ type: struct, fields: { a: { type: uuid }, b: { type: uuid } } }")
    other = values("{ type: struct, fields: { b: { type: uuid }, a: { type: uuid } } }")
    assert one == [{"a": row["a"], "b": row["b"]} for row in other]
    assert all(row["a"] != row["b"] for row in one)


def test_items_and_fields_see_the_row():
    text = """
    datasets:
      - name: a
        output: a
        num_rows: 50
        columns:
          - { name: id, generator: { type: sequential_id } }
          - name: v
            generator:
              type: struct
              fields:
                twice: { type: expression, sql: id * 2 }
                each:
                  { type: list, min_items: 2, max_items: 2, item: { type: expression, sql: id } }
    """
    for row in to_table(plan(loads(text))["a"]).to_pylist():
        assert row["v"] == {"twice": row["id"] * 2, "each": [row["id"]] * 2}


@pytest.mark.parametrize("top", ["", "native_types: true"])
def test_dates_inside_are_written_as_the_dataset_says(top):
    made = table(DEEP, top)
    day, moment = (pa.date32(), pa.timestamp("us")) if top else (pa.utf8(), pa.utf8())
    visit = pa.struct([("day", day), ("pages", pa.int64())])
    wanted = pa.struct([("city", pa.utf8()), ("since", moment), ("visits", pa.list_(visit))])
    assert made.schema.field("v").type == wanted
    found = to_table(made)["v"].to_pylist()
    assert {row["city"] for row in found} == {"Bath", "York", None}
    days = {visit["day"] for row in found for visit in row["visits"]}
    assert (datetime.date(2024, 1, 3) if top else "2024-01-03") in days


def test_the_values_are_the_same_in_both_forms():
    native = to_table(table(DEEP, "native_types: true"))["v"].to_pylist()
    text = to_table(table(DEEP))["v"].to_pylist()
    assert json.loads(json.dumps(native, default=lambda value: value.isoformat())) == text


@pytest.mark.parametrize("top", ["", "native_types: true"])
def test_every_reader_takes_them_without_a_flag(top, tmp_path):
    duckdb, pd, pl = map(pytest.importorskip, ("duckdb", "pandas", "polars"))
    text = (
        f"{top}\ndatasets:\n  - name: a\n    output: {tmp_path}/a\n    num_rows: 300\n"
        "    columns:\n"
        f"      - {{ name: tags, null_fraction: 0.2, generator: {TAGS} }}\n"
        f"      - name: v\n        null_fraction: 0.1\n        generator:{DEEP}"
    )
    made = plan(loads(text))
    write(made)
    file = str(made["a"].parts[0].file)
    wanted = to_table(made["a"]).to_pylist()
    assert pq.read_table(file).to_pylist() == wanted
    assert pl.read_parquet(file).to_dicts() == wanted
    rows = duckdb.read_parquet(file).fetchall()
    assert [dict(zip(("tags", "v"), row, strict=True)) for row in rows] == wanted
    frame = pd.read_parquet(file)
    assert [None if tags is None else [*tags] for tags in frame["tags"]] == [
        row["tags"] for row in wanted
    ]
    query = "select path_in_schema, encodings, stats_min_value from parquet_metadata(?)"
    leaves = {path: rest for path, *rest in duckdb.execute(query, [file]).fetchall()}
    assert "RLE_DICTIONARY" in leaves["tags, list, element"][0]
    assert leaves["tags, list, element"][1] == "a"
    assert "RLE_DICTIONARY" in leaves["v, city"][0]
    assert leaves["v, visits, list, element, pages"][1] == "1"


def test_they_are_json_within_json():
    inner = "{ type: json_object, fields: { ok: { type: bool, prob: 0.5 } } }"
    struct = f"{{ type: struct, fields: {{ day: {DAY}, j: {inner}, tags: {TAGS} }} }}"
    for text in values(f"{{ type: json_object, fields: {{ v: {struct} }} }}", 200):
        value = json.loads(text)["v"]
        assert value["day"].startswith("2024-01-")
        assert value["j"]["ok"] in (True, False)
        assert set(value["tags"]) <= {"a", "b"}


@pytest.mark.parametrize(
    ("generator", "wanted"),
    [
        (
            "{ type: list, item: { type: uuid }, min_items: 3, max_items: 2 }",
            (("min_items",), "must be at most max_items (got 3, max_items is 2)"),
        ),
        ("{ type: struct, fields: {} }", (("fields",), "must have at least one field")),
        (
            "{ type: struct, fields: { a: { type: uuidd } } }",
            (
                ("fields", "a", "type"),
                "there is no generator type 'uuidd', did you mean 'uuid'?",
            ),
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(generator, wanted):
    assert problems(generator) == [wanted]
