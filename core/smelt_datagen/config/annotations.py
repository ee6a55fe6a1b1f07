"""Which annotations a parameter may have: what YAML can give."""

from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from smelt_datagen.config.scalars import LEAVES
from smelt_datagen.protocol.generator import Generator
from smelt_datagen.protocol.parameter import parameters


def check_types(cls: type) -> None:
    """Raise TypeError if a parameter of a declared class has an annotation that YAML cannot give.

    Raises what looking the annotations up raises, as NameError for one that is not there.
    """
    hints = get_type_hints(cls)
    for field in parameters(cls):
        for wrong in _unknown(hints[field.name]):
            name = getattr(wrong, "__qualname__", wrong)
            raise TypeError(f"{cls.__qualname__}.{field.name}: YAML cannot give {name}")


def _unknown(hint: Any) -> Iterator[Any]:
    """Yield what is neither a leaf, a generator nor a class of parameters in an annotation."""
    origin, arguments = get_origin(hint), get_args(hint)
    if hint in LEAVES or hint in (Any, Generator, type(None)):
        return
    if origin in (list, tuple, dict, Union, types.UnionType):
        for inner in arguments:
            if inner is not Ellipsis:
                yield from _unknown(inner)
    elif isinstance(hint, type) and attrs.has(hint):
        check_types(hint)
    else:
        yield hint
