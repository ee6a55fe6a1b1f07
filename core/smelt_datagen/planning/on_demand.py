"""Things that are made when they are first asked for, and may ask for each other."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import attrs

from smelt_datagen.protocol.scope import BindFailure, CircularReferenceError

_FAILED = object()


@attrs.frozen(eq=False, repr=False)
class _Waiting:
    name: str
    make: Callable[[], Any]


@attrs.define(eq=False, repr=False)
class OnDemand:
    """Makes each thing once, whoever asks first; one that needs itself is an error.

    It remembers what each of them asked for while it was made.
    """

    _waiting: dict[Hashable, _Waiting] = attrs.field(factory=dict)
    _made: dict[Hashable, Any] = attrs.field(factory=dict)
    _open: list[Hashable] = attrs.field(factory=list)
    """What is being made, each for the one before it."""
    _needs: dict[Hashable, dict[Hashable, None]] = attrs.field(factory=dict)
    """What each thing asked for; a dict for its order."""

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
        self.note(key)
        if key in self._open:
            way = [*self._open[self._open.index(key) :], key]
            raise CircularReferenceError(self._names(way))
        if key not in self._made:
            self._made[key] = self._make(key)
        if self._made[key] is _FAILED:
            raise BindFailure  # its own error is reported; this would only repeat it
        return self._made[key]

    def note(self, what: Hashable) -> None:
        """Remember that what is being made needs `what`, which need not have been added."""
        if self._open:
            self._needs.setdefault(self._open[-1], {})[what] = None

    @contextmanager
    def making(self, key: Hashable) -> Iterator[None]:
        """Make the thing `key` inside a `with` block: what is asked for there is noted for it."""
        self._open.append(key)
        try:
            yield
        finally:
            self._open.pop()

    def known(self) -> tuple[Any, ...]:
        """Return the keys of all that was made, or of which a need was noted."""
        return (*self._waiting, *(key for key in self._needs if key not in self._waiting))

    def needs(self, keys: Iterable[Hashable]) -> tuple[Hashable, ...]:
        """Return these things and all that they needed, directly or by way of others."""
        found: dict[Hashable, None] = {}
        waiting = [*keys]
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = None
                waiting.extend(self._needs.get(key, ()))
        return tuple(found)

    def failed(self) -> list[str]:
        """Return the names of what could not be made, in the order in which it was added."""
        return [one.name for key, one in self._waiting.items() if self._made.get(key) is _FAILED]

    def _make(self, key: Hashable) -> Any:
        self._open.append(key)  # as `making` does, which takes longer than to make most things
        try:
            return self._waiting[key].make()
        except BindFailure:
            return _FAILED
        finally:
            self._open.pop()

    def _names(self, keys: Iterable[Hashable]) -> list[str]:
        names: list[str] = []
        known = (key for key in keys if key in self._waiting)  # others are parts of what is
        for before, key in pairwise([None, *known]):
            name = self._waiting[key].name
            # an entity's column and the rows' view of it are two things of one name
            if before == key or names[-1:] != [name]:
                names.append(name)
        return names
