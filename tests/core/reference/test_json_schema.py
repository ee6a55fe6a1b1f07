"""The schema takes every example, and refuses what it can see to be wrong."""

import contextlib
import pathlib

import jsonschema
import pytest
from smelt_datagen import DatagenError, Plugins, discover
from smelt_datagen.config.yaml_tree import parse
from smelt_datagen.plugin import Generator, generator, param
from smelt_datagen.plugins.registry import Plugin
from smelt_datagen.reference.examples import example_of
from smelt_datagen.reference.json_schema import config_schema

from ..fake_plugins import another
from ..helpers import ACME, BUILTIN

ROOT = pathlib.Path(__file__).parents[3]
CONFIGS = sorted(
    file
    for folder in ("examples", "benchmarks/workloads", "core/smelt_datagen")
    for file in (ROOT / folder).rglob("*.yaml")
    if "plugin" not in str(file.relative_to(ROOT))
)
UNSEEN = {
    # names that stand twice
    "duplicate_column_names_block",
    "duplicate_dataset_names_block",
    "duplicate_of_partition_below_flow",
    "duplicate_pool_names_flow",
    # names of other datasets, columns and pools, and where they may be referred to
    "foreign_key_references_block",
    "linked_choice_in_entity_flow",
    "linked_choice_in_shape_block",
    "linked_choice_no_pools_block",
    "self_reference_everywhere_flow",
    # values that are right one by one
    "nested_json_block",
    "no_rows_left_block",
    "outputs_flow",
    "shapes_differ_in_keys_flow",
    "shapes_differ_in_types_block",
    # numbers that JSON does not have
    "scale_factor_inf_flow",
    "scale_factor_nan_block",
    # the inside of a template
    "string_pattern_flow",
    "template_slips_block",
    "two_misspelled_placeholders_block",
}
"""Malformed configs of which a schema sees nothing."""

PLUGINS = discover()
SCHEMA = jsonschema.Draft202012Validator(config_schema(PLUGINS))


def values_of(file):
    return parse(file.read_text(encoding="utf-8"), file.name)


def malformed():
    """Return what stands in the malformed configs that are YAML, by name.

    The others show an editor nothing to check.
    """
    found = {}
    for file in sorted((ROOT / "tests" / "malformed" / "cases").glob("*.yaml")):
        with contextlib.suppress(DatagenError, UnicodeDecodeError):
            tree = values_of(file)
            if not tree.problems:
                found[file.stem] = tree.value
    return found


def test_it_is_a_schema_of_2020():
    assert SCHEMA.schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("file", CONFIGS, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_example_is_valid(file):
    SCHEMA.validate(values_of(file).value)


@pytest.mark.parametrize("name", PLUGINS.types)
def test_every_generators_example_is_valid(name):
    SCHEMA.validate(example_of(PLUGINS.generator(name).declaration).tree.value)


def test_a_malformed_config_is_not_valid_unless_only_a_plan_can_see_it():
    values = malformed()
    assert {name for name, value in values.items() if SCHEMA.is_valid(value)} == UNSEEN
    assert len(values) > 4 * len(UNSEEN)


def test_texts_bounds_and_defaults_come_from_the_classes():
    definition = SCHEMA.schema["$defs"]["generator.geometric"]
    assert definition["description"] == (
        "Number of failures before the first success: counts that are mostly small."
    )
    assert definition["properties"]["p"] == {
        "description": "Probability of success in each trial.",
        "type": "number",
        "exclusiveMinimum": 0,
        "maximum": 1,
    }
    assert definition["properties"]["min"]["default"] == 1
    assert definition["required"] == ["type", "p"]
    assert definition["additionalProperties"] is False
    rows = SCHEMA.schema["$defs"]["dataset"]["properties"]["num_rows"]
    assert rows == {
        "description": "Number of rows, before scaling; not beside `rows` and `parent`.",
        "type": "integer",
        "minimum": 1,
    }


def test_sections_of_plugins_are_keys_of_a_dataset():
    pools = SCHEMA.schema["$defs"]["dataset"]["properties"]["linked_pools"]
    assert pools["items"]["properties"]["shapes"]["items"]["required"] == ["fields", "weight"]


@generator("picky", example="{ type: picky, mode: fast }")
class Picky(Generator):
    """Knows few words."""

    mode: str | None = param("Which.", choices=("fast", "slow"), default=None)
    nested: dict[str, list[Generator]] = param("Others.", factory=dict)


def test_generators_of_plugins_are_there():
    schema = config_schema(Plugins((Plugin(ACME, (Picky,)),)))
    mode = schema["$defs"]["generator.picky"]["properties"]["mode"]
    assert mode["anyOf"] == [{"type": "string", "enum": ["fast", "slow"]}, {"type": "null"}]
    nested = schema["$defs"]["generator.picky"]["properties"]["nested"]
    assert nested["additionalProperties"]["items"] == {"$ref": "#/$defs/generator"}


def test_a_type_of_two_plugins_is_left_out():
    disputed = another("acme.iban")
    plugins = Plugins((Plugin(BUILTIN, (disputed, Picky)), Plugin(ACME, (another("acme.iban"),))))
    assert "generator.acme.iban" not in config_schema(plugins)["$defs"]
