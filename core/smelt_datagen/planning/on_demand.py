"""Things that are made when they are first asked for, and may ask for each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import Any

import attrs

from smelt_datagen.protocol.scope import BindFailure, CircularReferenceError

_FAILED = object()


@attrs.frozen
class _Waiting:
    name: str
    make: Callable[[], Any]


@attrs.define(eq=False)
class OnDemand:
    """Makes each thing once, whoever asks first; one that needs itself is an error."""

    _waiting: dict[Hashable, _Waiting] = attrs.field(factory=dict)
    _made: dict[Hashable, Any] = attrs.field(factory=dict)
    _open: list[Hashable] = attrs.field(factory=list)
    """What is being made, each for the one before it."""

    def __contains__(self, key: Hashable) -> bool:
        return key in self._waiting

    def __iter__(self) -> Iterator[Hashable]:
        return iter(tuple(self._waiting))

    def add(self, key: Hashable, name: str, make: Callable[[], Any]) -> None:
        """Let `make` make the thing `key`, which messages call `name`."""
        self._waiting[key] = _Waiting(name, make)

    def get(self, key: Hashable) -> Any:
        """Return a thing that was added, made now if need be.

        Raises BindFailure if it could not be made, now or before; CircularReferenceError if it is
        being made, and what asks is needed for it.
        """
        if key in self._open:
            way = [*self._open[self._open.index(key) :], key]
            raise CircularReferenceError(self._names(way))
        if key not in self._made:
            self._made[key] = self._make(key)
        if self._made[key] is _FAILED:
            raise BindFailure  # its own error is reported; this would only repeat it
        return self._made[key]

    def failed(self) -> list[str]:
        """Return the names of what could not be made, in the order in which it was added."""
        return [one.name for key, one in self._waiting.items() if self._made.get(key) is _FAILED]

    def _make(self, key: Hashable) -> Any:
        self._open.append(key)
        try:
            return self._waiting[key].make()
        except BindFailure:
            return _FAILED
        finally:
            self._open.pop()

    def _names(self, keys: Iterable[Hashable]) -> list[str]:
        names: list[str] = []
        for before, key in pairwise([None, *keys]):
            name = self._waiting[key].name
            # an entity's column and the rows' view of it are two things of one name
            if before == key or names[-1:] != [name]:
                names.append(name)
        return names
