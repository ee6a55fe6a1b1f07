"""The generator reference, rendered from the registered classes."""

import datetime

import pyarrow as pa
from smelt_datagen import Generator, Plugins, Scalar, Seed, discover, generator, param
from smelt_datagen.reference import Parameter, entry, render_text
from smelt_datagen.registry import Origin, Plugin

from .helpers import ACME, BUILTIN, Letter, Number


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
        Parameter("count", "integer", None, "How many."),
        Parameter("share", "number", "0.5", "A share."),
        Parameter("mode", "string", '"fast"', "How."),
        Parameter("exact", "boolean", "false", "Whether."),
        Parameter("start", "date or null", "null", "From."),
        Parameter("at", "timestamp or null", "null", "When."),
        Parameter("values", "list of scalars", "an empty list", "Values."),
        Parameter(
            "weights",
            "mapping of string to number or list of integers",
            "an empty list",
            "Weights.",
        ),
        Parameter("seed", "seed or null", "null", "Seed."),
        Parameter("inner", "generator", None, "Inner."),
    )


def test_the_output_is_in_words_where_the_class_says_so():
    assert entry(Letter).output == "utf8"


def test_an_output_that_depends_on_the_parameters_is_not_guessed():
    class Vague(Generator):
        """Vague."""

    assert entry(generator("vague", example="{}")(Vague)).output == "depends on the parameters"


def test_the_text_names_plugins_types_parameters_and_examples():
    text = render_text(Plugins((Plugin(BUILTIN, (Number,)), Plugin(ACME, (Rich, Letter)))))
    headings = ["smelt-datagen 1.0 (builtin)", "acme-data 2.1 (main)"]
    wanted = [headings[0], "number  ->  int64", headings[1], "rich  ->  int64", "letter  ->  utf8"]
    positions = [text.index(part) for part in wanted]
    assert positions == sorted(positions)
    for part in (
        "A summary over two lines.",
        "count: integer, required",
        "share: number, default 0.5",
        "How many.",
        "generator: { type: rich, count: 3 }",
    ):
        assert part in text


def test_the_text_says_what_became_of_broken_plugins():
    plugin = Plugin(Origin("zeta", "3.0", "x"), status="failed", reason="ImportError: no luck")
    text = render_text(Plugins((plugin,)))
    assert "zeta 3.0 (x)" in text
    assert "failed: ImportError: no luck" in text


def test_the_text_fits_a_terminal_but_for_examples():
    lines = [line for line in render_text(discover()).splitlines() if "generator: {" not in line]
    widest = max(lines, key=len)
    assert len(widest) <= 100, widest


def test_every_installed_generator_has_a_whole_entry():
    plugins = discover()
    for name in plugins.types:
        found = entry(plugins.generator(name))
        assert found.summary.endswith(".")
        assert f"type: {name}" in found.example
        assert all(parameter.text for parameter in found.parameters)
