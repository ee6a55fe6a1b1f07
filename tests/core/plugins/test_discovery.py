"""Discovery: sorted, each plugin in isolation."""

import sys
import types

import pytest
from smelt_datagen import ConfigError, UnknownNameError, discover
from smelt_datagen.plugin import Generator

from ..fake_plugins import (
    FIRST,
    SECOND,
    SMELT,
    Distribution,
    Letter,
    Number,
    Text,
    another,
    module,
    point,
)
from ..helpers import ACME, dataset, plan_of, plugins_of, problems_of

NUMBER = {"name": "n", "generator": {"type": "acme.number"}}


def origins(found):
    return [(plugin.origin.distribution, plugin.origin.entry_point) for plugin in found.found]


# --- what is found ---


def test_a_plugins_types_are_found(discovered):
    found = discovered(point(FIRST, module(Number, Letter)))
    assert set(found.types) == {"acme.number", "acme.letter"}
    assert found.generator("acme.number") is Number
    assert found.warnings == ()
    (plugin,) = found.found
    assert (plugin.status, plugin.reason) == ("ok", "")
    assert str(plugin.origin) == "acme 1.0"


def test_no_plugins_provide_no_types(discovered):
    found = discovered()
    assert found.found == ()
    assert found.owners("acme.number") == ()
    with pytest.raises(UnknownNameError, match=r"there is no generator type 'acme\.number'"):
        found.generator("acme.number")


def test_a_hook_may_be_a_generator_function(discovered):
    def made():
        yield Number
        yield Letter

    assert set(discovered(point(FIRST, module(made=made))).types) == {"acme.number", "acme.letter"}


def test_plugins_are_sorted_by_distribution_and_name_and_none_goes_first(discovered):
    points = [
        point(SECOND, module(), "a"),
        point(FIRST, module(), "z"),
        point(SMELT, module(), "builtin"),
        point(FIRST, module(), "a"),
    ]
    wanted = [("acme", "a"), ("acme", "z"), ("smelt-datagen", "builtin"), ("zeta", "a")]
    assert origins(discovered(*points)) == wanted
    assert origins(discovered(*reversed(points))) == wanted


def test_two_plugins_of_one_distribution_are_two(discovered):
    found = discovered(point(FIRST, module(Number), "one"), point(FIRST, module(Letter), "two"))
    assert [plugin.generators for plugin in found.found] == [(Number,), (Letter,)]


def test_the_installed_built_ins_come_in_by_the_same_door():
    found = discover()
    assert found.found[0].origin.distribution == "smelt-datagen"
    assert found.found[0].status == "ok"
    assert "sequential_id" in found.types


def test_a_generator_knows_where_it_came_from():
    mine = plugins_of(Number)
    assert mine.origin(Number()) == ACME
    assert mine.origin(Text()) is None
    assert mine.origin(another("acme.number")()) is None


# --- isolation ---


def explode():
    raise RuntimeError("no\n  database")


def import_failure():
    return ImportError("no module named 'acme_native'")


@pytest.mark.parametrize(
    ("loads", "reason"),
    [
        (import_failure(), "ImportError: no module named 'acme_native'"),
        (AttributeError("plugin"), "AttributeError: plugin"),
        (SyntaxError("bad"), "SyntaxError: bad"),
        (SystemExit(3), "SystemExit: 3"),
        (module(made=explode), "RuntimeError: no database"),
        (module(made=lambda: None), "TypeError: "),
        (module(made=lambda: 5), "TypeError: "),
        (module(made=lambda: [5]), "TypeError: smelt_datagen_generators returned 5"),
        (module(made=lambda: [dict]), "which is no Generator class"),
        (module(made=lambda: [Number()]), "which is no Generator class"),
        (module(Generator), "TypeError: Generator is not decorated with @generator"),
        (module(type("Sub", (Number,), {})), "TypeError: Sub is not decorated with @generator"),
        (
            module(Number, another("acme.number")),
            "ValueError: two generators of one type: acme.number",
        ),
        (module(Number, hook="smelt_datagen_generatos"), "smelt_datagen_generatos"),
        (module(Number, made=lambda extra: [extra]), "PluginValidationError: "),
    ],
)
def test_a_broken_plugin_is_recorded_and_harms_no_other(discovered, loads, reason):
    found = discovered(
        point(FIRST, module(Letter), "good"),
        point(FIRST, loads, "broken"),
        point(SECOND, module(Text)),
    )
    statuses = {plugin.origin.entry_point: plugin.status for plugin in found.found}
    assert statuses == {"good": "ok", "broken": "failed", "main": "ok"}
    assert set(found.types) == {"acme.letter", "acme.text"}
    (failed,) = (plugin for plugin in found.found if plugin.status == "failed")
    assert reason in failed.reason
    assert "\n" not in failed.reason
    assert failed.generators == ()
    assert found.warnings == (f"plugin acme 1.0 failed to load: {failed.reason}",)


def test_a_broken_built_in_plugin_harms_no_third_party(discovered):
    found = discovered(point(SMELT, import_failure(), "builtin"), point(FIRST, module(Number)))
    assert set(found.types) == {"acme.number"}
    assert len(found.warnings) == 1


def test_ctrl_c_while_plugins_load_is_not_swallowed(discovered):
    with pytest.raises(KeyboardInterrupt):
        discovered(point(FIRST, KeyboardInterrupt()))


def test_an_unknown_type_names_the_failed_plugins_with_their_reasons(discovered):
    found = discovered(point(FIRST, module(Letter)), point(SECOND, import_failure()))
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=[NUMBER]), plugins=found)
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[users].columns[n].generator.type: ")
    assert "'acme.number'" in problem
    assert "plugin zeta 1.0 failed to load: ImportError" in problem


def test_an_entry_point_of_a_damaged_distribution_is_still_loaded(discovered):
    found = discovered(point(Distribution("", ""), module(Number)))
    assert set(found.types) == {"acme.number"}
    assert found.found[0].origin.distribution == "unknown"


def test_a_plugin_without_hooks_has_failed(discovered):
    found = discovered(point(FIRST, types.ModuleType("forgetful")), point(SECOND, module(Number)))
    assert [plugin.status for plugin in found.found] == ["failed", "ok"]
    assert found.found[0].reason == (
        "TypeError: forgetful has no hook: decorate smelt_datagen_generators with @hookimpl"
    )


def test_a_hook_that_returns_no_list_is_named(discovered):
    (plugin,) = discovered(point(FIRST, module(made=lambda: None))).found
    assert plugin.reason.startswith(
        "TypeError: smelt_datagen_generators returned None, not a list of Generator classes"
    )


class UnspeakableError(Exception):
    def __str__(self):
        raise RuntimeError("no words")


@pytest.mark.parametrize("error", [UnspeakableError(), BaseException("up"), SystemExit(0)])
def test_whatever_a_plugin_raises_harms_no_other(discovered, error):
    found = discovered(point(FIRST, error), point(SECOND, module(Number)))
    assert [plugin.status for plugin in found.found] == ["failed", "ok"]
    assert found.found[0].reason.startswith(type(error).__name__)


def test_what_a_plugin_prints_does_not_get_into_the_output(discovered, capsys):
    def made():
        sys.stdout.write("hello\n")
        return [Number]

    assert discovered(point(FIRST, module(made=made))).types == ("acme.number",)
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "hello\n")
