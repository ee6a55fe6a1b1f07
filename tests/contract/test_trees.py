"""The laws hold for generators within generators: random trees, nested three deep."""

import json

import numpy as np
import pyarrow as pa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from smelt_datagen import loads, plan, to_table
from smelt_datagen.plugin import Rows

from . import cases

ROWS = 60
MOMENT = {"type": "timestamp", "start": "2024-01-01T00:00:00", "end": "2024-04-01T00:00:00"}
REFERRED = {
    "id": {"type": "sequential_id"},
    "name": {"type": "string_pattern", "template": 'a"{uniform_int:0-50}\\'},
    "born": {"type": "date", "start": "1950-01-01", "end": "2005-01-01"},
    "maybe": {"type": "optional", "prob": 0.5, "inner": {"type": "one_of", "values": ["x", "y"]}},
    "info": {"type": "json_object", "fields": {"at": MOMENT}},
}
POOL = {
    "name": "pool",
    "pool_size": 20,
    "shapes": [
        {"weight": 2, "fields": REFERRED},
        {"weight": 1, "emit": 3, "sticky": ["name"], "fields": REFERRED},
    ],
}


def drawn(type_name, **parameters):
    return st.fixed_dictionaries({"type": st.just(type_name), **parameters})


PROBABILITY = st.sampled_from([0, 0.3, 0.5, 1])
SMALL = st.integers(-(10**6), 10**6)
WORDS = st.lists(st.text('ab"\\\n\té/{', max_size=4), min_size=1, max_size=4, unique=True)
NUMBERS = st.one_of(
    drawn("sequential_id"),
    drawn("uniform_int", min=st.just(-(2**63)), max=SMALL),
    drawn("uniform_int", min=st.just(-5), max=st.integers(0, 10**5)),
    drawn("uniform_float", min=st.just(-1.5), max=st.sampled_from([0.0, 1e-5, 1e6])),
    drawn("log_normal", median=st.just(100), sigma=st.just(1), max=st.just(10**6)),
    drawn("geometric", p=st.sampled_from([0.2, 1.0]), min=st.integers(0, 2)),
    drawn("one_of", values=st.lists(SMALL, min_size=1, max_size=3, unique=True)),
    drawn("constant", value=st.sampled_from([7, -0.5])),
)
SCALARS = NUMBERS | st.one_of(
    drawn("uuid"),
    drawn("bool", prob=PROBABILITY),
    drawn("one_of", values=WORDS),
    drawn("string_pattern", template=st.sampled_from(['"{uuid}"', "{one_of:a,b}-{sequential_id}"])),
    drawn("date", start=st.just("2024-01-01"), end=st.sampled_from(["2024-01-02", "2204-01-01"])),
    st.just(MOMENT),
    drawn("foreign_key", dataset=st.just("things")),
    drawn("foreign_key", dataset=st.just("things"), column=st.sampled_from(list(REFERRED))),
)
OF_THE_ROW = st.one_of(
    drawn("linked_choice", pool=st.just("pool"), field=st.sampled_from(list(REFERRED))),
    drawn("timestamp_offset", base=st.sampled_from(["at", "day", "late"]), offset_seconds=NUMBERS),
)
NAMES = st.text('ab"é\\ ', max_size=3)


def nested(inner):
    """Return trees that are one level deeper than `inner`."""
    length = st.integers(0, 2)
    array = drawn("json_array", item=inner, min_items=length, max_items=st.integers(2, 3))
    fields = st.dictionaries(NAMES, inner, min_size=1, max_size=3)
    return st.one_of(
        drawn("optional", prob=PROBABILITY, inner=inner), drawn("json_object", fields=fields), array
    )


def trees(leaves, depth=3):
    return leaves if depth == 0 else leaves | nested(trees(leaves, depth - 1))


CONFIGS = st.fixed_dictionaries(
    {
        "tree": nested(nested(trees(SCALARS | OF_THE_ROW, 1))) | trees(SCALARS | OF_THE_ROW),
        "entity": trees(SCALARS, 2),
        "seed": st.integers(0, 3),
        "days": st.integers(1, 4),
    }
)
laws = settings(
    max_examples=30,
    suppress_health_check=list(HealthCheck),
)


def columns(**generators):
    return [{"name": name, "generator": generator} for name, generator in generators.items()]


def planned(drawn_config):
    """Return the plan of a dataset with the drawn trees as columns; JSON is YAML too."""
    late = {"type": "optional", "prob": 0.5, "inner": MOMENT}
    datasets = [
        {"name": "things", "output": "things", "num_rows": 9, "columns": columns(**REFERRED)},
        {
            "name": "subject",
            "output": "subject",
            "num_rows": ROWS,
            "partition": {"column": "day", "start": "2024-02-28", "days": drawn_config["days"]},
            "linked_pools": [POOL],
            "entity": {"pool_ratio": 0.3, "columns": columns(of_entity=drawn_config["entity"])},
            "columns": columns(at=MOMENT, late=late, tree=drawn_config["tree"]),
        },
    ]
    text = json.dumps({"seed": drawn_config["seed"], "datasets": datasets})
    return plan(loads(text), plugins=cases.plugins())["subject"]


def values(made, name, index=range(ROWS)):
    return Rows(made.bound, np.array(index, dtype=np.uint64)).column(name)


def each(made):
    """Yield the drawn columns: name, and all values."""
    for name in ("tree", "of_entity"):
        yield name, values(made, name)


@laws
@given(CONFIGS)
def test_trees_are_repeatable(config):
    again = planned(config)
    for name, array in each(planned(config)):
        assert array.equals(values(again, name))


@laws
@given(CONFIGS, st.integers(0, ROWS), st.integers(0, ROWS), st.permutations(range(ROWS)))
def test_any_rows_in_any_order_are_those_of_the_whole(config, one, other, order):
    made = planned(config)
    start, stop = sorted((one, other))
    for name, array in each(made):
        part = values(made, name, range(start, stop))
        assert part.to_pylist() == array.to_pylist()[start:stop]
        assert values(made, name, order).equals(array.take(pa.array(order)))


@laws
@given(CONFIGS)
def test_trees_are_as_declared(config):
    made = planned(config)
    table = to_table(made)
    for name, array in each(made):
        kind = made.bound.members[name].column.type
        array.validate(full=True)
        assert array.type == kind.array_type
        assert kind.nullable or array.null_count == 0
        assert values(made, name, []).type == kind.array_type
        assert table[name].to_pylist() == kind.as_written(array).to_pylist()
        if kind.dictionary is not None:
            assert array.dictionary.equals(kind.dictionary)
        if kind.bounds is not None:
            low, high = kind.bounds
            assert all(low <= value <= high for value in array.to_pylist() if value is not None)


@laws
@given(CONFIGS)
def test_json_parses_to_what_the_tree_says(config):
    made = planned(config)
    for name, array in each(made):
        tree = config["tree" if name == "tree" else "entity"]
        inner = tree
        while inner["type"] == "optional":
            inner = inner["inner"]
        for value in made.as_written(name, array).to_pylist():
            if inner["type"] in ("json_object", "json_array") and value is not None:
                parsed = json.loads(value, parse_constant=refuse)
                assert_matches(inner, parsed)
            else:
                assert_matches(tree, value)


KINDS = {
    "sequential_id": int,
    "uniform_int": int,
    "log_normal": int,
    "geometric": int,
    "uniform_float": float,
    "bool": bool,
    "uuid": str,
    "string_pattern": str,
    "date": str,
    "timestamp": str,
}


def assert_matches(tree, value):
    """Fail if a parsed value has not the shape that the tree gives it."""
    kind = tree["type"]
    if kind == "optional":
        assert tree["prob"] < 1 or value is not None or may_be_null(tree["inner"])
        assert tree["prob"] > 0 or value is None
        if value is not None:
            assert_matches(tree["inner"], value)
    elif kind == "json_object":
        assert list(value) == list(tree["fields"])
        for name, inner in tree["fields"].items():
            assert_matches(inner, value[name])
    elif kind == "json_array":
        assert tree["min_items"] <= len(value) <= tree["max_items"]
        for item in value:
            assert_matches(tree["item"], item)
    elif kind in ("foreign_key", "linked_choice"):
        assert_refers(tree.get("column", tree.get("field", "id")), value)
    elif kind == "timestamp_offset":
        assert value is None or len(value) == len("YYYY-MM-DDTHH:MM:SS")
    elif kind in ("one_of", "constant"):
        allowed = tree.get("values", [tree.get("value")])
        assert value in allowed
        assert type(value) is type(allowed[0])
    else:
        assert type(value) is KINDS[kind]


def assert_refers(name, value):
    if name == "info" and isinstance(value, str):  # the column itself, not a field of JSON
        value = json.loads(value)
    assert value is not None or name == "maybe"
    if value is not None:
        assert_matches(REFERRED[name], value)


def may_be_null(tree):
    if tree["type"] == "optional":
        return True
    name = tree.get("column", tree.get("field"))
    return name == "maybe" or (tree["type"] == "timestamp_offset" and tree["base"] == "late")


def refuse(constant):
    raise AssertionError(f"{constant} is no JSON")
