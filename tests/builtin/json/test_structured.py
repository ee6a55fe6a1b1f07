"""json_object and json_array."""

import json
from collections import Counter

import numpy as np
import pyarrow as pa
import pytest
import yaml
from smelt_datagen import ConfigError, plan, to_table
from smelt_datagen.plugin import Rows
from smelt_datagen.reference.examples import DATASET, config_with

from ...contract import cases
from ...core.helpers import dataset, plan_of, problems_of
from ..make import PLUGINS, assert_shares, column, planned, problems, values

PAYLOAD = """{ type: json_object, fields: {
  event_type: { type: weighted_choice, values: { page_view: 0.6, click: 0.3, purchase: 0.1 } },
  page_url: { type: string_pattern, template: "https://example.com/p/{uniform_int:1-1000}" },
  session_seconds: { type: uniform_int, min: 0, max: 3600 },
  logged_in: { type: bool, prob: 0.7 },
  referrer: { type: optional, prob: 0.6, inner: { type: one_of, values: [google, direct] } } } }"""


def obj(**fields):
    inside = ", ".join(
        f"{json.dumps(name, ensure_ascii=False)}: {text}" for name, text in fields.items()
    )
    return f"{{ type: json_object, fields: {{ {inside} }} }}"


def array(item, low=0, high=3):
    return f"{{ type: json_array, item: {item}, min_items: {low}, max_items: {high} }}"


ID = "{ type: sequential_id }"
UUID = "{ type: uuid }"
INT = "{ type: uniform_int, min: 0, max: 1000000 }"
MAYBE = "{ type: optional, prob: 0.5, inner: { type: sequential_id } }"


def constant(value):
    return f"{{ type: constant, value: {json.dumps(value, ensure_ascii=False)} }}"


def test_objects_are_compact_and_their_fields_stand_in_the_order_of_the_config():
    found = values(PAYLOAD, 300)
    names = ["event_type", "page_url", "session_seconds", "logged_in", "referrer"]
    for text in found:
        parsed = json.loads(text)
        assert list(parsed) == names
        assert text == json.dumps(parsed, separators=(",", ":"))
    kinds = [{type(json.loads(text)[name]) for text in found} for name in names]
    assert kinds == [{str}, {str}, {int}, {bool}, {str, type(None)}]
    assert Counter(json.loads(text)["referrer"] for text in found).keys() == {
        "google",
        "direct",
        None,
    }


def test_a_null_field_is_present_as_null():
    never = "{ type: optional, prob: 0, inner: { type: uuid } }"
    assert values(obj(a=never, b=ID), 2) == ['{"a":null,"b":1}', '{"a":null,"b":2}']


def test_objects_are_text_that_means_json_and_are_never_null():
    for generator in (PAYLOAD, array(UUID)):
        plan = planned(generator)
        bound = plan.bound.members["value"].column
        assert (bound.type.data_type, bound.type.format) == (pa.utf8(), "json")
        assert column(generator, 1).type == pa.utf8()
        assert not plan.schema.field("value").nullable


@pytest.mark.parametrize("text", ['"', "\\", "\b\f\n\r\t", "\0\x1f", "/", "ä€😀", "{x}", ""])
def test_strings_are_escaped_wherever_they_come_from(text):
    quoted = json.dumps(text, ensure_ascii=False)
    sources = {
        "dictionary": constant(text),
        "several": f"{{ type: one_of, values: [{quoted}] }}",
    }
    assert values(obj(**sources), 1) == [f'{{"dictionary":{quoted},"several":{quoted}}}']
    (found,) = values(obj(**{f"k{text}": ID}), 1)
    assert found == f"{{{json.dumps('k' + text, ensure_ascii=False)}:1}}"
    template = json.dumps(
        text.replace("{", "{{").replace("}", "}}") + "{sequential_id}", ensure_ascii=False
    )
    (found,) = values(obj(a=f"{{ type: string_pattern, template: {template} }}"), 1)
    assert json.loads(found) == {"a": text + "1"}
    assert found == json.dumps({"a": text + "1"}, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("number", [-(2**63), 2**63 - 1, 0, -1, 10_000, -9999])
def test_integers_are_as_they_are(number):
    assert values(obj(a=constant(number)), 1) == [f'{{"a":{number}}}']
    ends = f"{{ type: uniform_int, min: {number}, max: {number + 1} }}"
    if number < 2**63 - 1:
        assert values(obj(a=ends), 1) == [f'{{"a":{number}}}']


def test_integers_of_any_range_are_the_values_of_the_column():
    full = "{ type: uniform_int, min: -9223372036854775808, max: 9223372036854775807 }"
    found = [json.loads(text)["a"] for text in values(obj(a=full), 1000)]
    assert min(found) < -(2**62)
    assert max(found) > 2**62


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1.0, "1.0"),
        (-0.5, "-0.5"),
        (0.1, "0.1"),
        (1e10, None),
        (123456789012.0, None),
        (1e300, None),
    ],
)
def test_floats_have_a_point_or_an_exponent(number, text):
    (found,) = values(obj(a=constant(number)), 1)
    assert json.loads(found)["a"] == number
    assert isinstance(json.loads(found)["a"], float)
    assert text is None or found == f'{{"a":{text}}}'


@pytest.mark.parametrize("top", [1, 1e6, 1e12, 1e18, 1e-8])
def test_random_floats_read_back(top):
    uniform = f"{{ type: uniform_float, min: 0.0, max: {top!r} }}"
    found = [json.loads(text)["a"] for text in values(obj(a=uniform), 2000)]
    assert all(isinstance(number, float) and 0 <= number < top for number in found)
    assert max(found) > 0.99 * top


def test_whole_floats_beyond_ten_digits_read_back():
    uniform = "{ type: uniform_float, min: 4503599627370496.0, max: 9007199254740992.0 }"
    found = [json.loads(text)["a"] for text in values(obj(a=uniform), 100)]
    assert all(isinstance(number, float) and number % 1 == 0 for number in found)


def test_dates_and_timestamps_are_strings():
    date = '{ type: date, start: "2024-02-29", end: "2024-03-01" }'
    many = '{ type: date, start: "1800-01-01", end: "2100-01-01" }'
    time = '{ type: timestamp, start: "2024-02-29T01:02:03", end: "2024-02-29T01:02:04" }'
    (found,) = values(obj(d=date, m=many, t=time), 1)
    assert found.startswith('{"d":"2024-02-29","m":"')
    assert found.endswith('","t":"2024-02-29T01:02:03"}')


def test_nested_objects_are_embedded_at_any_depth_and_under_optional():
    inner = obj(x=ID, y=obj(z=constant('"')))
    maybe = f"{{ type: optional, prob: 1, inner: {inner} }}"
    (found,) = values(obj(a=inner, b=maybe, c=array(inner, 1, 1)), 1)
    nested = '{"x":1,"y":{"z":"\\""}}'
    assert found == f'{{"a":{nested},"b":{nested},"c":[{nested}]}}'


def test_values_depend_on_the_position_of_a_field_and_not_on_its_name():
    first, renamed = values(obj(a=UUID, b=INT)), values(obj(x=UUID, y=INT))
    assert [list(json.loads(one).values()) for one in first] == [
        list(json.loads(one).values()) for one in renamed
    ]
    swapped = [json.loads(one)["a"] for one in values(obj(b=INT, a=UUID))]
    assert not set(swapped) & {json.loads(one)["a"] for one in first}
    twice = [json.loads(one) for one in values(obj(a=UUID, b=UUID))]
    assert all(one["a"] != one["b"] for one in twice)


def test_a_field_added_behind_changes_no_other():
    longer = values(obj(a=UUID, b=INT, c=UUID))
    assert [one[:-1] for one in values(obj(a=UUID, b=INT))] == [
        one[: one.rindex(",")] for one in longer
    ]


@pytest.mark.parametrize("case", cases.cases(), ids=lambda case: case.name)
def test_every_registered_generator_works_as_a_field_and_as_an_item(case):
    inner = case.generator
    fields = {"a": inner, "b": {"type": "json_object", "fields": {"c": inner}}}
    items = {"type": "json_array", "item": inner, "min_items": 1, "max_items": 2}
    columns = {"made": {"type": "json_object", "fields": {**fields, "d": items}}}
    made = plan(config_with(columns, cases.context(), rows=200), plugins=cases.plugins())
    for text in to_table(made[DATASET])["made"].to_pylist():
        parsed = json.loads(text)
        assert list(parsed) == ["a", "b", "d"]
        assert 1 <= len(parsed["d"]) <= 2


def test_an_object_needs_fields():
    assert problems("{ type: json_object, fields: {} }") == [
        (("fields",), "must have at least one field")
    ]
    assert problems("{ type: json_object }") == [((), "missing key 'fields'")]


def test_every_error_inside_is_reported_at_its_place():
    inner = obj(a="{ type: uniform_int, min: 5, max: 5 }", b=array("{ type: uid }"), c=ID)
    assert [path for path, _ in problems(inner)] == [
        ("fields", "a", "min"),
        ("fields", "b", "item", "type"),
    ]


def test_lengths_are_uniform_both_ends_included():
    found = Counter(len(json.loads(text)) for text in values(array(ID, 2, 6), 20_000))
    assert sorted(found) == [2, 3, 4, 5, 6]
    assert_shares([found[length] for length in sorted(found)], [0.2] * 5)


@pytest.mark.parametrize(("low", "high"), [(0, 0), (1, 1), (3, 3)])
def test_one_length_is_the_only_one(low, high):
    assert values(array(ID, low, high), 3) == [
        f"[{','.join([str(row)] * low)}]" for row in (1, 2, 3)
    ]


def test_items_are_independent_and_their_number_does_not_change_them():
    found = [json.loads(text) for text in values(array(UUID, 5, 5), 500)]
    assert len({item for one in found for item in one}) == 2500
    for shorter, whole in zip(values(array(UUID, 2, 2), 500), found, strict=True):
        assert json.loads(shorter) == whole[:2]
    bits = "{ type: uniform_int, min: 0, max: 2 }"
    pairs = Counter(tuple(json.loads(text)) for text in values(array(bits, 2, 2), 20_000))
    assert_shares([pairs[pair] for pair in sorted(pairs)], [0.25] * 4)


def test_items_may_be_null():
    found = [json.loads(text) for text in values(array(MAYBE, 3, 3), 2000)]
    assert {item for row, one in enumerate(found, 1) for item in one} - {None} <= set(range(2001))
    assert 2700 < sum(item is None for one in found for item in one) < 3300


def test_arrays_nest_in_arrays_and_objects():
    nested = array(array(obj(a=array(ID, 1, 1)), 2, 2), 1, 1)
    assert values(nested, 1) == ['[[{"a":[1]},{"a":[1]}]]']
    found = [json.loads(text)["a"] for text in values(obj(a=array(UUID)), 200)]
    assert {len(one) for one in found} == {0, 1, 2, 3}


def test_any_rows_have_the_items_of_the_whole():
    plan = planned(array(array(INT, 0, 4), 0, 4), 1000)
    whole = to_table(plan).column("value").to_pylist()
    index = np.array([999, 3, 3, 500], dtype=np.uint64)
    found = Rows(plan.bound, index).column("value").to_pylist()
    assert found == [whole[row] for row in (999, 3, 3, 500)]


def test_long_arrays_are_made_whole():
    (found,) = values(array(ID, 3000, 3000), 1)
    assert json.loads(found) == [1] * 3000
    # more items than are made at once
    assert [len(json.loads(one)) for one in values(array(INT, 300, 300), 1000)] == [300] * 1000


def test_choices_and_offsets_inside_items_see_their_row():
    shape = {"weight": 1, "fields": {"a": {"type": "uuid"}}}
    choice = {"type": "linked_choice", "pool": "p", "field": "a"}
    day = {"type": "timestamp_offset", "base": "day", "offset_seconds": {"type": "sequential_id"}}
    item = {"type": "json_object", "fields": {"c": choice, "t": day}}
    items = {"type": "json_array", "item": item, "min_items": 0, "max_items": 3}
    plan = plan_of(
        dataset(
            num_rows=100,
            linked_pools=[{"name": "p", "pool_size": 30, "shapes": [shape]}],
            partition={"column": "day", "start": "2024-01-01", "days": 4},
            columns=[
                {"name": "c", "generator": choice},
                {"name": "t", "generator": day},
                {"name": "items", "generator": items},
            ],
        ),
        plugins=PLUGINS,
    )["users"]
    for row in to_table(plan).to_pylist():
        assert all(one == {"c": row["c"], "t": row["t"]} for one in json.loads(row["items"]))


@pytest.mark.parametrize(
    ("low", "high", "path"),
    [(3, 2, ("min_items",)), (-1, 2, ("min_items",)), (0, -1, ("max_items",))],
)
def test_a_range_of_lengths_that_cannot_be_is_an_error(low, high, path):
    assert path in [found for found, _ in problems(array(ID, low, high))]


@pytest.mark.parametrize("key", ["item", "min_items", "max_items"])
def test_every_key_of_an_array_must_be_there(key):
    generator = yaml.safe_load(array(ID))
    del generator[key]
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=[{"name": "v", "generator": generator}]), plugins=PLUGINS)
    assert problems_of(error) == [f"datasets[users].columns[v].generator: missing key '{key}'"]
