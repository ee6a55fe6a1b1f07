"""Annotations that a parameter may have."""

import datetime
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
import pytest
from smelt_datagen import discover
from smelt_datagen.config.annotations import check_types
from smelt_datagen.plugin import Generator, Scalar, Seed, generator, param

from ..fake_plugins import FIRST, SECOND, Number, module, point

if TYPE_CHECKING:
    pass


@attrs.frozen(kw_only=True)
class Inner:
    """Parameters within parameters."""

    array: np.ndarray = param("An array.")


def with_annotation(annotation):
    """Return a generator class with one parameter of that annotation."""

    class Made(Generator):
        """A generator for one test."""

        __annotations__ = {"value": annotation}
        value = param("A value.")

    return generator("made", example="{}")(Made)


@pytest.mark.parametrize(
    "annotation",
    [
        int,
        float | None,
        list[str],
        tuple[datetime.date, ...],
        dict[Scalar, float],
        list[dict[str, Generator]],
        Seed | None,
        "list[datetime.datetime]",
        Any,
    ],
    ids=str,
)
def test_what_yaml_can_give_is_taken(annotation):
    check_types(with_annotation(annotation))


@pytest.mark.parametrize("name", discover().types)
def test_those_of_the_built_ins_are_taken(name):
    check_types(discover().generator(name))


@pytest.mark.parametrize(
    ("annotation", "message"),
    [
        (np.ndarray, r"Made\.value: YAML cannot give ndarray"),
        (dict[str, set[int]], r"Made\.value: YAML cannot give set"),
        (list[Inner], r"Inner\.array: YAML cannot give ndarray"),
        (complex | None, r"Made\.value: YAML cannot give complex"),
    ],
    ids=str,
)
def test_what_yaml_cannot_give_is_refused(annotation, message):
    with pytest.raises(TypeError, match=message):
        check_types(with_annotation(annotation))


def test_a_plugin_with_such_a_parameter_fails_and_harms_no_other(discovered):
    wrong = [with_annotation(np.ndarray), with_annotation("Missing")]
    found = discovered(
        point(FIRST, module(wrong[0]), "array"),
        point(FIRST, module(wrong[1]), "missing"),
        point(SECOND, module(Number)),
    )
    assert [plugin.status for plugin in found.found] == ["failed", "failed", "ok"]
    assert "YAML cannot give ndarray" in found.found[0].reason
    assert "NameError: name 'Missing' is not defined" in found.found[1].reason
