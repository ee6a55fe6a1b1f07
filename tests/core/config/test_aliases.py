"""Keys of YAML that are no names of Python: whatever a user meets calls them by their alias."""

import attrs
import pyarrow as pa
import pytest
from smelt_datagen import ConfigError, to_table
from smelt_datagen.arrays import arrow_array
from smelt_datagen.errors import ParameterError
from smelt_datagen.plugin import Generator, generator, param
from smelt_datagen.protocol.parameter import parameter_keys, values_by_key
from smelt_datagen.testing import LawBroken, check_generator
from smelt_datagen.testing.subject import as_yaml

from ..helpers import dataset, plan_of, plugins_of, problems_of


@attrs.frozen(kw_only=True)
class Gap:
    """A part of a range that is left out."""

    after: int = param("Behind which number.", alias="in", ge=0)


@generator("acme.span", example="{ type: acme.span, from: 3, acme.to: 9 }")
class Span(Generator):
    """A number of a range."""

    start: int = param("The first.", alias="from", ge=0, le=2**40)
    stop: int = param("Behind the last.", alias="acme.to", ge=1, le=2**40)
    gaps: list[Gap] = param("What is left out.", factory=list)

    data_type = pa.int64()

    def bind(self, scope):
        if self.start >= self.stop:
            scope.fail(f"must be less than acme.to, which is {self.stop}", "from")
        return super().bind(scope)

    def generate(self, block):
        return arrow_array(block.integers(self.start, self.stop))


def planned(**parameters):
    column = {"name": "c", "generator": {"type": "acme.span", **parameters}}
    return plan_of(dataset(columns=[column]), plugins=plugins_of(Span))


def problems(**parameters):
    with pytest.raises(ConfigError) as error:
        planned(**parameters)
    at = "datasets[users].columns[c].generator"
    return sorted(problem.removeprefix(at) for problem in problems_of(error))


def test_yaml_has_the_alias_and_python_the_name_of_the_field():
    made = to_table(planned(**{"from": 7, "acme.to": 8})["users"]).column("c")
    assert set(made.to_pylist()) == {7}
    assert Span(start=7, stop=8).start == 7
    assert parameter_keys(Span) == ("from", "acme.to", "gaps")


@pytest.mark.parametrize(
    ("parameters", "problem"),
    [
        ({"from": "7", "acme.to": 8}, '.from: expected an integer, found "7"'),
        ({"from": -1, "acme.to": 8}, ".from: must be at least 0 (found -1)"),
        ({"acme.to": 8}, ": missing key 'from'"),
        ({"from": 8, "acme.to": 8}, ".from: must be less than acme.to, which is 8"),
        (
            {"from": 7, "acme.to": 8, "gaps": [{"in": -1}]},
            ".gaps[0].in: must be at least 0 (found -1)",
        ),
        ({"from": 7, "acme.to": 8, "gaps": [{}]}, ".gaps[0]: missing key 'in'"),
    ],
)
def test_an_error_stands_at_the_alias(parameters, problem):
    assert problems(**parameters) == [problem]


def test_the_name_of_the_field_is_no_key_and_the_aliases_are_known():
    assert problems(**{"from": 1, "acme.to": 8, "start": 1}) == [
        ".start: unknown key 'start' (known: acme.to, from, gaps)"
    ]
    assert problems(**{"form": 1, "acme.to": 8})[0] == (
        ".form: unknown key 'form', did you mean 'from'?"
    )


def test_an_error_of_an_instance_made_in_python_names_the_alias():
    with pytest.raises(ParameterError, match="from: must be at least 0") as error:
        Span(start=-1, stop=2)
    assert error.value.parameter == "from"


def test_an_instance_as_yaml_has_the_aliases():
    made = Span(start=1, stop=2, gaps=[Gap(after=5)])
    assert as_yaml(made) == {"type": "acme.span", "from": 1, "acme.to": 2, "gaps": [{"in": 5}]}
    assert values_by_key(Gap(after=5)) == {"in": 5}


def test_the_kit_takes_a_generator_with_aliases():
    check_generator(Span(start=1, stop=100), rows=1000)


@generator("acme.narrow", example="{ type: acme.narrow, from: 1 }")
class Narrow(Span):
    """Accepts what it cannot make."""

    start: int = param("The first.", alias="from", default=1)
    stop: int = param("Behind the last.", alias="acme.to", default=5)

    def bind(self, scope):
        return Generator.bind(self, scope)

    def generate(self, block):
        if self.start >= self.stop:
            raise ValueError("nothing lies between")
        return super().generate(block)


def test_the_kit_calls_a_parameter_by_its_alias():
    with pytest.raises(LawBroken, match=r"from: .* is accepted and then fails"):
        check_generator(Narrow(), rows=100)


# --- what an alias can be ---


@pytest.mark.parametrize("alias", ["", "a b", "1a", "a.", ".a", "a..b", "ä", "a\n", "-a"])
def test_other_words_are_refused(alias):
    with pytest.raises(ValueError, match="is no alias"):
        param("A number.", alias=alias)


def test_an_alias_is_a_string():
    with pytest.raises(TypeError, match="alias is a string, not 5"):
        param("A number.", alias=5)


def test_a_key_cannot_be_there_twice():
    class Twice(Generator):
        """Twice."""

        start: int = param("One.", alias="from")
        begin: int = param("Other.", alias="from")

    with pytest.raises(TypeError, match=r"Twice\.begin: the key 'from' is that of 'start' already"):
        generator("twice", example="{}")(Twice)


def test_an_alias_cannot_be_the_name_of_another_field():
    class Twice(Generator):
        """Twice."""

        start: int = param("One.")
        begin: int = param("Other.", alias="start")

    with pytest.raises(TypeError, match=r"Twice\.begin: the key 'start'"):
        generator("twice", example="{}")(Twice)


def test_the_key_type_cannot_be_taken():
    class Typed(Generator):
        """Typed."""

        kind: int = param("One.", alias="type")

    with pytest.raises(TypeError, match=r"Typed\.kind: the key 'type' is every generator's"):
        generator("typed", example="{}")(Typed)
