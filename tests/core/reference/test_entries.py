"""What the registered classes say of themselves."""

import datetime

import pyarrow as pa
from smelt_datagen import Plugins, discover
from smelt_datagen.plugin import Generator, Scalar, Seed, generator, param
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.reference.entries import Parameter, as_values, entry, plugin_values, samples

from ..helpers import ACME, Letter, Number


@generator("rich", example="{ type: rich, count: 3 }")
class Rich(Generator):
    """A summary
    over two lines.

    Details in a paragraph.

    And another.
    """

    count: int = param("How many.", ge=0)
    share: float = param("A share.", default=0.5)
    mode: str = param("How.", default="fast")
    exact: bool = param("Whether.", default=False)
    start: datetime.date | None = param("From.", default=None)
    at: datetime.datetime | None = param("When.", default=None)
    values: list[Scalar] = param("Values.", default=())
    weights: dict[str, float] | list[int] = param("Weights.", default=())
    seed: Seed | None = param("Seed.", default=None)
    inner: Generator = param("Inner.")

    data_type = pa.int64()


def test_an_entry_says_what_the_class_says():
    found = entry(Rich)
    assert found.type == "rich"
    assert found.summary == "A summary over two lines."
    assert found.details == "Details in a paragraph.\n\nAnd another."
    assert found.output == "int64"
    assert found.example == "{ type: rich, count: 3 }"


def test_parameters_have_type_default_and_text():
    assert entry(Rich).parameters == (
        Parameter("count", "integer", None, "at least 0", "How many."),
        Parameter("share", "number", "0.5", "", "A share."),
        Parameter("mode", "string", '"fast"', "", "How."),
        Parameter("exact", "boolean", "false", "", "Whether."),
        Parameter("start", "date or null", "null", "", "From."),
        Parameter("at", "timestamp or null", "null", "", "When."),
        Parameter("values", "list of scalars", "an empty list", "", "Values."),
        Parameter(
            "weights",
            "mapping of string to number or list of integers",
            "an empty list",
            "",
            "Weights.",
        ),
        Parameter("seed", "seed or null", "null", "", "Seed."),
        Parameter("inner", "generator", None, "", "Inner."),
    )


def test_the_output_is_in_words_where_the_class_says_so():
    assert entry(Letter).output == "utf8"


def test_an_output_that_depends_on_the_parameters_is_not_guessed():
    class Vague(Generator):
        """Vague."""

    assert entry(generator("vague", example="{}")(Vague)).output == "depends on the parameters"


def test_every_installed_generator_has_a_whole_entry():
    plugins = discover()
    for name in plugins.types:
        found = entry(plugins.generator(name))
        assert found.summary.endswith(".")
        assert f"type: {name}" in found.example
        assert all(parameter.text for parameter in found.parameters)


def test_an_entry_as_values_says_what_is_required():
    values = as_values(entry(Rich))
    assert list(values) == [
        "type",
        "summary",
        "details",
        "parameters",
        "output",
        "example",
        "context",
    ]
    required = {one["name"] for one in values["parameters"] if one["required"]}
    assert required == {"count", "inner"}


def test_a_plugin_as_values():
    found = Plugin(ACME, (Number, Letter))
    assert plugin_values(found, Plugins((found,))) == {
        "distribution": "acme-data",
        "version": "2.1",
        "entry_point": "main",
        "status": "ok",
        "reason": "",
        "generators": ["number", "letter"],
        "sections": [],
        "formats": [],
        "executors": [],
        "commands": [],
    }


def test_samples_are_the_first_values_of_the_example():
    plugins = discover()
    assert samples(plugins.generator("sequential_id"), plugins, 3) == [1, 2, 3]
    assert len(samples(plugins.generator("linked_choice"), plugins)) == 5


def test_a_type_of_two_plugins_is_a_conflict_of_both():
    plugins = Plugins((Plugin(ACME, (Number,)), Plugin(Origin("zeta", "3.0", "x"), (Number,))))
    shown = [plugin_values(plugin, plugins) for plugin in plugins.found]
    assert [values["status"] for values in shown] == ["conflict", "conflict"]
    assert [values["reason"] for values in shown] == [
        "'number' is also provided by zeta 3.0: refused where it is used",
        "'number' is also provided by acme-data 2.1: refused where it is used",
    ]
