"""Examples set in a small config."""

import pytest
from smelt_datagen import ConfigError, discover, plan, to_table
from smelt_datagen.reference.examples import config_with, example_of, mapping

PLUGINS = discover()
NEEDED = {"faker": "faker"}
"""Types of extras, and the module that each needs."""


@pytest.mark.parametrize("name", PLUGINS.types)
def test_every_example_works_in_its_context(name):
    if name in NEEDED:
        pytest.importorskip(NEEDED[name])
    config = example_of(PLUGINS.generator(name).declaration)
    planned = plan(config, plugins=PLUGINS)["example"]
    assert planned.columns[-1] == "value"
    assert to_table(planned, 0, 5).num_rows == 5


def test_a_context_stands_before_what_is_added():
    context = mapping(
        """
        datasets: [{ name: a, output: a, num_rows: 1, columns: [] }]
        columns: [{ name: first, generator: 1 }]
        partition: { column: day }
        """,
        "context",
    )
    values = config_with({"x": {"type": "uuid"}}, context, dataset="b", rows=7).tree.value
    assert [dataset["name"] for dataset in values["datasets"]] == ["a", "b"]
    assert values["datasets"][-1] == {
        "name": "b",
        "output": "b",
        "num_rows": 7,
        "partition": {"column": "day"},
        "columns": [
            {"name": "first", "generator": 1},
            {"name": "x", "generator": {"type": "uuid"}},
        ],
    }


def test_an_empty_text_is_an_empty_mapping():
    assert mapping("  \n", "context") == {}


@pytest.mark.parametrize("text", ["[1]", "a: 1\na: 2", "{"])
def test_a_text_that_is_no_mapping_is_refused_by_its_name(text):
    with pytest.raises(ConfigError, match=r"^the context"):
        mapping(text, "the context")
