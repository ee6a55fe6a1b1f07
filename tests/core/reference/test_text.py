"""The generator reference for a terminal."""

from smelt_datagen import Plugins, discover
from smelt_datagen.plugins.registry import Origin, Plugin
from smelt_datagen.reference.text import render_generator, render_plugins, render_text

from ..helpers import ACME, BUILTIN, Letter, Number
from .test_entries import Rich


def test_the_text_names_plugins_types_parameters_and_examples():
    text = render_text(Plugins((Plugin(BUILTIN, (Number,)), Plugin(ACME, (Rich, Letter)))))
    headings = ["smelt-datagen 1.0 (builtin)", "acme-data 2.1 (main)"]
    wanted = [headings[0], "number  ->  int64", headings[1], "rich  ->  int64", "letter  ->  utf8"]
    positions = [text.index(part) for part in wanted]
    assert positions == sorted(positions)
    for part in (
        "A summary over two lines.",
        "count: integer, at least 0, required",
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


def test_one_generator_is_shown_with_context_plugin_and_values():
    plugins = discover()
    cls = plugins.generator("foreign_key")
    text = render_generator(cls, plugins.provider("foreign_key"), [7, None, "x"])
    assert text.startswith("foreign_key  ->  int64, or the type of the column\n")
    assert f"provided by {plugins.found[0].origin}" in text
    assert "what the example refers to:\n  datasets:\n    - name: customers\n" in text
    assert text.endswith('first values of the example:\n  7\n  null\n  "x"')


def test_plugins_are_shown_with_status_and_reason():
    failed = Plugin(Origin("zeta", "3.0", "x"), status="failed", reason="ImportError: no luck")
    fine = Plugin(ACME, (Number, Letter), seconds=0.0123)
    assert render_plugins(Plugins((fine, failed))) == (
        "acme-data 2.1 (main): ok, loaded in 12.3 ms\n  generators: number, letter\n\n"
        "zeta 3.0 (x): failed\n  reason: ImportError: no luck"
    )
