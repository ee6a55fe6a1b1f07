"""Whose a name is: types and dataset keys with and without a dot, and those that two claim."""

import pytest
from smelt_datagen import ConfigError, UnknownNameError
from smelt_datagen.plugin import Generator, Section, generator, param, section
from smelt_datagen.plugins.selection import is_own

from ..fake_plugins import FIRST, SECOND, SMELT, Distribution, another, module, point
from ..helpers import Letter, Number, Text, dataset, plan_of, problems_of

NO_DOT = "as only those of smelt-datagen have none"


# --- types without a dot ---


def test_a_type_without_a_dot_of_another_distribution_is_ignored_and_the_rest_kept(discovered):
    mine, kept = another("iban"), another("acme.bic")
    found = discovered(point(FIRST, module(mine, kept)), point(SMELT, module(Number), "builtin"))
    assert found.types == ("acme.bic", "number")
    third, builtin = found.found
    assert (builtin.status, third.status) == ("ok", "conflict")
    assert (third.generators, third.ignored) == ((kept,), ("iban",))
    assert found.warnings == (
        (
            f"plugin acme 1.0 is ignored in part: the generator type 'iban' has no dot, {NO_DOT}: "
            "name it 'acme.iban', for instance"
        ),
    )


def test_a_type_without_a_dot_cannot_be_taken_whoever_comes_first(discovered):
    theirs = another("number")
    found = discovered(
        point(Distribution("a-thief"), module(theirs), "builtin"),
        point(SMELT, module(Number, Letter), "builtin"),
    )
    assert found.generator("number") is Number
    assert found.generator("letter") is Letter


def test_who_asks_for_an_ignored_type_is_told_why(discovered):
    found = discovered(point(FIRST, module(another("iban"))), point(SECOND, module()))
    with pytest.raises(UnknownNameError) as error:
        found.generator("iban")
    assert str(error.value).startswith("there is no generator type 'iban'; plugin acme 1.0 is")
    with pytest.raises(UnknownNameError) as error:
        found.generator("bic")
    assert "acme 1.0" not in str(error.value)


@pytest.mark.parametrize(
    ("distribution", "name"),
    [("acme-data", "acme_data.x"), ("Acme.Data", "acme_data.x"), ("7up", "acme.x")],
)
def test_the_warning_proposes_a_name_that_a_type_may_have(discovered, distribution, name):
    (warning,) = discovered(point(Distribution(distribution), module(another("x")))).warnings
    assert f"name it '{name}'" in warning
    assert generator(name, example="{}")(type("X", (Generator,), {"__doc__": "X."}))


def test_the_distribution_is_known_by_its_canonical_name():
    assert is_own("smelt-datagen")
    assert is_own("Smelt_Datagen")
    assert not is_own("smelt-datagen-people")


def test_the_product_may_have_names_with_a_dot_too(discovered):
    found = discovered(point(SMELT, module(another("faker.job"), Text)))
    assert (found.types, found.warnings) == (("faker.job", "text"), ())


# --- types that two claim ---


def test_two_third_parties_with_one_type_both_own_it(discovered):
    found = discovered(
        point(SECOND, module(another("acme.iban"), another("zeta.bic"))),
        point(FIRST, module(another("acme.iban"))),
    )
    assert [str(owner.origin) for owner in found.owners("acme.iban")] == ["acme 1.0", "zeta 1.0"]
    assert found.generator("zeta.bic")
    with pytest.raises(UnknownNameError, match=r"acme 1\.0 and zeta 1\.0"):
        found.generator("acme.iban")


def test_only_configs_that_use_a_disputed_type_are_refused(discovered):
    found = discovered(
        point(SMELT, module(Number)),
        point(FIRST, module(another("acme.iban"))),
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


def test_two_plugins_of_the_product_are_held_to_the_same_rule(discovered):
    found = discovered(point(SMELT, module(Number), "a"), point(SMELT, module(Number), "b"))
    with pytest.raises(UnknownNameError, match="'number' is provided by two plugins"):
        found.generator("number")


# --- dataset keys ---


def owner_of(key):
    """Return a section class that owns a dataset key."""
    members = {
        "__doc__": "A section of its own.",
        "__annotations__": {"key": int | None},
        "key": param("A key.", default=None, alias=key),
        "bind": lambda self, _scope: self.key,
    }
    return section(type("Owner", (Section,), members))


def section_module(*sections):
    return module(*sections, hook="smelt_datagen_sections")


def test_a_plugins_sections_are_found(discovered):
    pools = owner_of("acme.pools")
    found = discovered(point(FIRST, section_module(pools)))
    assert (found.sections, found.keys) == ((pools,), ("acme.pools",))
    assert found.section_of("acme.pools") is pools
    assert found.section_of("acme.pool") is None
    assert found.section_of(5) is None


def test_a_key_without_a_dot_of_another_distribution_is_ignored_with_its_section(discovered):
    mine, kept = owner_of("pools"), owner_of("acme.wells")
    found = discovered(point(FIRST, section_module(mine, kept)))
    assert found.sections == (kept,)
    assert found.found[0].status == "conflict"
    assert found.warnings == (
        (
            f"plugin acme 1.0 is ignored in part: the dataset key 'pools' has no dot, {NO_DOT}: "
            'declare it with param(..., alias="acme.pools"), for instance'
        ),
    )


def test_a_key_without_a_dot_is_the_products(discovered):
    pools = owner_of("pools")
    assert discovered(point(SMELT, section_module(pools))).sections == (pools,)


def test_a_key_of_the_row_layout_cannot_be_owned_by_anyone(discovered):
    found = discovered(point(SMELT, section_module(owner_of("num_rows"))))
    assert found.sections == ()
    assert "'num_rows' is a key of every dataset" in found.warnings[0]


def test_one_plugin_cannot_have_a_key_twice(discovered):
    (plugin,) = discovered(point(FIRST, section_module(owner_of("a.b"), owner_of("a.b")))).found
    assert plugin.reason.startswith("ValueError: two sections with one key: a.b")


def test_a_key_that_two_claim_is_an_error_of_the_configs_that_use_it(discovered):
    found = discovered(
        point(SECOND, section_module(owner_of("acme.pools"))),
        point(FIRST, section_module(owner_of("acme.pools"))),
        point(SMELT, module(Number)),
    )
    assert [plugin.status for plugin in found.found] == ["ok", "ok", "ok"]
    assert plan_of(dataset(), plugins=found)["users"].row_count == 10
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(**{"acme.pools": "wrong"}), plugins=found)
    assert problems_of(error) == [
        (
            "datasets[users].acme.pools: the dataset key 'acme.pools' is claimed by two plugins: "
            "acme 1.0 and zeta 1.0"
        )
    ]
    with pytest.raises(UnknownNameError, match=r"acme 1\.0 and zeta 1\.0"):
        found.section_of("acme.pools")


def test_generators_say_nothing_more_of_a_section_whose_key_two_claim(discovered):
    mine = owner_of("acme.pools")

    @generator("acme.pooled", example="{}")
    class Pooled(Number):
        """Needs the section."""

        def bind(self, scope):
            return scope.section(mine) or scope.fail("needs the dataset key 'acme.pools'")

    found = discovered(
        point(FIRST, section_module(mine)),
        point(FIRST, module(Pooled), "more"),
        point(SECOND, section_module(owner_of("acme.pools"))),
    )
    column = {"name": "p", "generator": {"type": "acme.pooled"}}
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(columns=[column], **{"acme.pools": 1}), plugins=found)
    assert len(problems_of(error)) == 1


def test_a_key_that_nobody_owns_is_unknown_and_the_nearest_named(discovered):
    found = discovered(
        point(FIRST, section_module(owner_of("acme.pools"))), point(SMELT, module(Number))
    )
    assert plan_of(dataset(**{"acme.pools": 5}), plugins=found)["users"].row_count == 10
    with pytest.raises(ConfigError) as error:
        plan_of(dataset(**{"acme.pool": 5}), plugins=found)
    assert problems_of(error) == [
        "datasets[users].acme.pool: unknown key 'acme.pool', did you mean 'acme.pools'?"
    ]
