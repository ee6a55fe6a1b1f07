"""Two plugins that want one type or one dataset key."""

import pytest
from smelt_datagen import ConfigError, UnknownNameError
from smelt_datagen.plugin import Section, param, section

from ..fake_plugins import FIRST, SECOND, SMELT, Distribution, another, module, point
from ..helpers import Letter, Number, Text, dataset, plan_of, problems_of


def origins(found):
    return [(plugin.origin.distribution, plugin.origin.entry_point) for plugin in found.found]


# --- types ---


def test_a_built_ins_type_cannot_be_taken(discovered):
    mine, theirs = another("number"), Number
    found = discovered(point(FIRST, module(mine, Letter)), point(SMELT, module(theirs), "builtin"))
    assert found.generator("number") is theirs
    assert found.generator("letter") is Letter
    builtin, third = found.found
    assert (builtin.status, third.status) == ("ok", "conflict")
    assert third.generators == (Letter,)
    (warning,) = found.warnings
    assert "acme 1.0" in warning
    assert "'number'" in warning


def test_an_entry_point_named_builtin_from_elsewhere_replaces_nothing(discovered):
    theirs = another("number")
    found = discovered(
        point(Distribution("a-thief"), module(theirs, Text), "builtin"),
        point(SMELT, module(Number, Letter), "builtin"),
    )
    assert origins(found) == [("smelt-datagen", "builtin"), ("a-thief", "builtin")]
    assert found.generator("number") is Number
    assert found.generator("letter") is Letter
    assert found.generator("text") is Text
    assert not found.found[1].origin.is_builtin


def test_two_third_parties_with_one_type_both_own_it(discovered):
    found = discovered(
        point(SECOND, module(another("acme.iban"), Letter)),
        point(FIRST, module(another("acme.iban"))),
    )
    assert [str(owner.origin) for owner in found.owners("acme.iban")] == ["acme 1.0", "zeta 1.0"]
    assert found.generator("letter") is Letter
    with pytest.raises(UnknownNameError, match=r"acme 1\.0 and zeta 1\.0"):
        found.generator("acme.iban")


def test_only_configs_that_use_a_disputed_type_are_refused(discovered):
    found = discovered(
        point(FIRST, module(another("acme.iban"), Number)),
        point(SECOND, module(another("acme.iban"))),
    )
    assert plan_of(dataset(), plugins=found)["users"].row_count == 10
    column = {"name": "i", "generator": {"type": "acme.iban"}}
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=[column]), plugins=found)
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[users].columns[i].generator.type: ")
    assert "acme 1.0" in problem
    assert "zeta 1.0" in problem


# --- dataset keys ---


def owner_of(key):
    """Return a section class that owns a dataset key."""
    members = {
        "__doc__": "A section of its own.",
        "__annotations__": {key: int | None},
        key: param("A key.", default=None),
        "bind": lambda _self, _scope: None,
    }
    return section(type("Owner", (Section,), members))


def section_module(*sections):
    return module(*sections, hook="smelt_datagen_sections")


def test_a_plugins_sections_are_found(discovered):
    pools = owner_of("pools")
    assert discovered(point(FIRST, section_module(pools))).sections == (pools,)


def test_a_dataset_key_has_one_owner(discovered):
    mine, theirs = owner_of("pools"), owner_of("pools")
    found = discovered(point(SECOND, section_module(theirs)), point(FIRST, section_module(mine)))
    assert found.sections == (mine,)
    assert [plugin.status for plugin in found.found] == ["ok", "conflict"]
    (warning,) = found.warnings
    assert "zeta 1.0" in warning
    assert "'pools'" in warning


def test_a_key_of_the_row_layout_cannot_be_owned(discovered):
    found = discovered(point(FIRST, section_module(owner_of("num_rows"))))
    assert found.sections == ()
    assert found.found[0].status == "conflict"


def test_a_key_that_nobody_owns_is_unknown_and_the_nearest_named(discovered):
    found = discovered(
        point(FIRST, section_module(owner_of("pools"))), point(SECOND, module(Number))
    )
    assert plan_of(dataset(pools=5), plugins=found)["users"].row_count == 10
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(pool=5), plugins=found)
    assert problems_of(error) == ["datasets[users].pool: unknown key 'pool', did you mean 'pools'?"]
