"""Annotations that a parameter may have."""

import dataclasses
import datetime
import pathlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

import attrs
import numpy as np
import pytest
from smelt_datagen import discover
from smelt_datagen.config.annotations import check_types
from smelt_datagen.plugin import ConfigFile, Generator, Scalar, Seed, generator, param

from ..fake_plugins import FIRST, SECOND, Number, module, point
from ..helpers import Letter

if TYPE_CHECKING:
    pass


@attrs.frozen(kw_only=True)
class Inner:
    """Parameters within parameters."""

    array: np.ndarray = param("An array.")


@attrs.frozen(kw_only=True)
class Outer:
    """Parameters around those."""

    inner: list[Inner] = param("Inside.")


@attrs.frozen
class Plain:
    size: int


@attrs.frozen(kw_only=True)
class Twice:
    size: int = param("One.")
    other: int = param("Other.", alias="size")


@dataclasses.dataclass
class Data:
    size: int


@attrs.frozen(kw_only=True)
class Tree:
    """A mapping within itself."""

    branches: "list[Tree]" = param("Inside.", factory=list)


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
        dict[datetime.date, float],
        dict[str | int, float],
        ConfigFile | None,
        Tree,
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
        (list[Inner], r"Made\.value: Inner\.array: YAML cannot give ndarray"),
        (dict[str, Outer], r"Made\.value: Outer\.inner: Inner\.array: YAML cannot give ndarray"),
        (Plain, r"Made\.value: Plain\.size: declare it with param\(\.\.\.\)"),
        (Twice, r"Twice\.other: the key 'size' is that of 'size' already"),
        (list, r"YAML cannot give list: say of what, as in list\[str\]"),
        (tuple, "YAML cannot give tuple: say of what"),
        (tuple[int, str], r"YAML cannot give tuple\[int, str\]: use tuple\[X, \.\.\.\]"),
        (dict[list[str], int], "YAML cannot give list as a key: use str"),
        (dict[str | Generator, int], r"as a key: use str"),
        (Letter, "YAML cannot give Letter: annotate it as Generator"),
        (Literal["a"], "YAML cannot give Literal"),
        (pathlib.Path, "YAML cannot give Path: use ConfigFile"),
        (Sequence[str], "YAML cannot give Sequence"),
        (Data, "YAML cannot give Data: use an attrs class of params"),
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
