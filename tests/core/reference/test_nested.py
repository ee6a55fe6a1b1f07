"""Parameters within parameters, and sections: listed, and in the schema, level by level."""

from __future__ import annotations

import attrs
import jsonschema
import pytest
from smelt_datagen import Plugins
from smelt_datagen.plugin import Generator, Section, generator, param, section
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.reference.entries import (
    Parameter,
    as_values,
    entry,
    plugin_values,
    section_entry,
)
from smelt_datagen.reference.json_schema import config_schema
from smelt_datagen.reference.text import render_section, render_text
from smelt_datagen.reference.types import nested, spell, spell_default

from ..helpers import ACME, Number, dataset


@attrs.frozen(kw_only=True)
class Stop:
    """Where a bus halts."""

    name: str = param("Its name.", alias="from")
    minutes: int = param("How long.", default=1, ge=0, le=60)


@attrs.frozen(kw_only=True)
class Line:
    """A bus line."""

    stops: list[Stop] = param("In order.")
    next: Line | None = param("Where to change.", default=None)


@generator("acme.bus", example="{ type: acme.bus, lines: {} }")
class Bus(Generator):
    """A stop."""

    lines: dict[str, Line] = param("By number.")
    fares: dict[str, dict[str, float]] = param("By zone and age.", factory=dict)


@section
class Buses(Section):
    """The buses of a dataset.

    They run daily.
    """

    lines: list[Line] = param("The lines.", factory=list, alias="acme.lines")
    night: bool = param("Whether they run at night.", default=False, alias="acme.night")


STOPS = (
    Parameter("from", "string", None, "", "Its name."),
    Parameter("minutes", "integer", "1", "at least 0, at most 60", "How long."),
)
LINE = (
    Parameter("stops", "list of mappings", None, "", "In order.", STOPS),
    Parameter("next", "mapping or null", "null", "", "Where to change."),
)


def test_an_entry_has_what_stands_inside_its_parameters():
    assert entry(Bus).parameters == (
        Parameter("lines", "mapping of string to mapping", None, "", "By number.", LINE),
        Parameter(
            "fares",
            "mapping of string to mapping of string to number",
            "an empty mapping",
            "",
            "By zone and age.",
        ),
    )


def test_a_section_has_an_entry():
    found = section_entry(Buses)
    assert (found.keys, found.summary) == (("acme.lines", "acme.night"), "The buses of a dataset.")
    assert found.details == "They run daily."
    assert found.parameters[0].fields == LINE


def test_plain_values_have_fields_only_where_something_stands_inside():
    (lines, fares) = as_values(entry(Bus))["parameters"]
    assert "fields" not in fares
    (stops, change) = lines["fields"]
    assert "fields" not in change
    assert stops["fields"][0] == {
        "name": "from",
        "type": "string",
        "default": None,
        "bounds": "",
        "text": "Its name.",
        "required": True,
    }


def test_the_text_shows_each_level_below_its_parameter():
    text = render_section(Buses, Plugin(ACME, (), (Buses,)))
    assert text == (
        "acme.lines, acme.night  ->  keys of a dataset\n"
        "  The buses of a dataset.\n"
        "  They run daily.\n"
        "    acme.lines: list of mappings, default an empty list\n"
        "        The lines.\n"
        "        stops: list of mappings, required\n"
        "            In order.\n"
        "            from: string, required\n"
        "                Its name.\n"
        "            minutes: integer, at least 0, at most 60, default 1\n"
        "                How long.\n"
        "        next: mapping or null, default null\n"
        "            Where to change.\n"
        "    acme.night: boolean, default false\n"
        "        Whether they run at night.\n"
        "\n"
        "provided by acme-data 2.1"
    )


def test_sections_are_a_group_of_their_plugin():
    text = render_text(Plugins((Plugin(ACME, (Bus,), (Buses,)),)))
    assert text.index("acme.bus  ->") < text.index("Keys of a dataset") < text.index("acme.lines,")


@pytest.mark.parametrize(
    ("hint", "words"),
    [
        (list[list[int]], "list of lists of integers"),
        (list[dict[str, float]], "list of mappings of string to number"),
        (list[int | str], "list of integers or strings"),
        (dict[str, Stop], "mapping of string to mapping"),
        (Stop | None, "mapping or null"),
    ],
    ids=str,
)
def test_types_in_words(hint, words):
    assert spell(hint) == words


def test_a_default_that_is_a_mapping_is_called_so():
    made = attrs.make_class("Made", {"stop": param("One.", factory=lambda: Stop(name="x"))})
    assert spell_default(attrs.fields(made).stop) == "a mapping"


def test_what_stands_inside_a_type_is_found_once_and_generators_are_none_of_it():
    assert nested(list[Stop] | dict[str, Line | Stop] | None) == (Stop, Line)
    assert nested(dict[str, Generator] | Number) == ()


# --- the schema ---


def schema_of(*plugins):
    return config_schema(Plugins(plugins))


def test_the_schema_knows_every_level_by_its_alias():
    schema = schema_of(Plugin(ACME, (Bus, Number), (Buses,)))
    jsonschema.Draft202012Validator.check_schema(schema)
    line = schema["$defs"]["generator.acme.bus"]["properties"]["lines"]["additionalProperties"]
    assert line["description"] == "A bus line."
    stop = line["properties"]["stops"]["items"]
    assert stop["required"] == ["from"]
    assert stop["properties"]["minutes"]["maximum"] == 60
    valid = jsonschema.Draft202012Validator(schema).is_valid
    stops = [{"from": "Here"}]
    assert valid({"datasets": [dataset(**{"acme.lines": [{"stops": stops}]})]})
    assert not valid({"datasets": [dataset(**{"acme.lines": [{"stops": [{"name": "Here"}]}]})]})
    assert not valid({"datasets": [dataset(lines=[])]})


def test_a_class_within_itself_is_any_mapping_there():
    schema = schema_of(Plugin(ACME, (Bus,)))
    line = schema["$defs"]["generator.acme.bus"]["properties"]["lines"]["additionalProperties"]
    inner = line["properties"]["next"]["anyOf"][0]
    assert inner == {"description": "A bus line.", "type": "object"}


def test_a_class_without_a_docstring_has_no_description():
    @attrs.frozen(kw_only=True)
    class Mute:
        size: int = param("A size.")

    @generator("acme.mute", example="{}")
    class Speaking(Generator):
        """Speaks."""

        __annotations__ = {"inner": Mute}
        inner = param("Inside.")

    schema = schema_of(Plugin(ACME, (Speaking,)))
    jsonschema.Draft202012Validator.check_schema(schema)


def test_a_key_that_two_claim_is_left_out_and_both_are_told():
    plugins = Plugins(
        (Plugin(ACME, (), (Buses,)), Plugin(Origin("zeta", "3.0", "x"), (), (Buses,)))
    )
    assert "acme.lines" not in config_schema(plugins)["$defs"]["dataset"]["properties"]
    shown = [plugin_values(plugin, plugins) for plugin in plugins.found]
    assert [values["status"] for values in shown] == ["conflict", "conflict"]
    assert shown[0]["reason"].startswith(
        "the dataset key 'acme.lines' is also provided by zeta 3.0: refused where it is used; "
    )
