"""What plugins offer: classes, and places of classes that are imported when they are used."""

from __future__ import annotations

import functools
import importlib
import inspect
from typing import Any, TypeAlias

from smelt_datagen.config.annotations import check_types
from smelt_datagen.errors import UnknownNameError
from smelt_datagen.plugins.failures import describe
from smelt_datagen.protocol.deferred import Deferred
from smelt_datagen.protocol.parameter import parameter_keys
from smelt_datagen.protocol.section import Section

Offer: TypeAlias = type[Any] | Deferred
"""A class of a generator, section, format or executor, or where it is."""


def names_of(offer: Offer) -> tuple[str, ...]:
    """Return the keys of a section, the one name of all else; nothing is imported for it."""
    if isinstance(offer, Deferred):
        return offer.names
    if issubclass(offer, Section):
        return tuple(parameter_keys(offer))
    return (offer.declaration.type,)


def loaded(offer: Offer, base: type[Any], whose: str) -> type[Any]:
    """Return the class that is offered, imported now if it was not before.

    `base` is what it must derive from. Raises UnknownNameError, which names `whose` it is, if there
    is no such class.
    """
    if not isinstance(offer, Deferred):
        return offer
    try:
        cls = _imported(offer)
        refuse_other(cls, base, f"{offer.path} is")
        _refuse_other_names(cls, offer)
    except KeyboardInterrupt:
        raise
    except BaseException as error:
        names = ", ".join(f"'{name}'" for name in offer.names)
        reason = f"{names} of {whose} cannot be used: {describe(error)}"
        raise UnknownNameError(reason) from error
    made: type[Any] = cls
    return made


def _refuse_other_names(cls: type[Any], offer: Deferred) -> None:
    if names_of(cls) != offer.names:
        declared = ", ".join(f"'{name}'" for name in names_of(cls))
        raise ValueError(f"{offer.path} declares {declared}")


@functools.cache
def _imported(offer: Deferred) -> Any:
    module, _, name = offer.path.partition(":")
    cls = getattr(importlib.import_module(module), name)
    if inspect.isclass(cls):
        check_types(cls)
    return cls


def refuse_other(found: Any, base: type[Any], what: str) -> None:
    """Raise TypeError for anything but a declared class of a base; `what` stands before it."""
    if not (inspect.isclass(found) and issubclass(found, base)):
        raise TypeError(f"{what} {found!r}, which is no {base.__name__} class")
    if "__attrs_attrs__" not in vars(found):
        raise TypeError(f"{found.__qualname__} is not decorated with @{base.__name__.lower()}")
