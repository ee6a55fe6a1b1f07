"""Bound: a generator reads only the columns that it asked for while it was bound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from unittest import mock

from smelt_datagen.errors import Step
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.dataset import Dataset, Rows
from smelt_datagen.protocol.scope import Scope
from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.subject import COLUMN, Subject, values

LAW = "bound"
_SEVERAL = 100

Place: TypeAlias = tuple[Dataset, str]


def reads_what_it_asked_for(subject: Subject) -> None:
    """Check each column that is read against those that were asked for through the scope."""
    with _reading_watched() as read:
        planned = subject.plan()
        values(planned, range(min(_SEVERAL, subject.rows)))
    place = (planned.bound, COLUMN)
    for dataset, name in read.by(place):
        raise LawBroken(
            LAW,
            f"it reads column '{name}' of dataset '{dataset.name}', for which it did not ask while "
            "it was bound: scope.column(name) sees to it that there is one, and no circle",
        )


class _Reading:
    """Which column asked for which others, and which it read."""

    def __init__(self) -> None:
        self.config: set[Dataset] = set()
        """Those whose columns need to be asked for; others were made whole by a section."""
        self.asked: dict[Place, set[Place]] = {}
        self.read: dict[Place, list[Place]] = {}
        self.open: list[Place] = []

    def by(self, place: Place) -> list[Place]:
        """Return what the column at a place read without having asked."""
        read, asked = self.read.get(place, []), self.asked.get(place, set())
        return [one for one in read if one[0] in self.config and one not in asked]

    def reads(self, place: Place) -> None:
        """Note that the column which is being made reads another."""
        if self.open:
            self.read.setdefault(self.open[-1], []).append(place)


@contextmanager
def _reading_watched() -> Iterator[_Reading]:
    reading = _Reading()
    ask = Scope.column_of

    def column_of(self: Scope, dataset: Dataset, name: str, *path: Step) -> Column:
        place = (self.own, self.column_name)
        reading.asked.setdefault(place, set()).add((dataset, name))
        return ask(self, dataset, name, *path)

    init = Scope.__init__

    def scope(self: Scope, *args: Any, **keys: Any) -> None:
        init(self, *args, **keys)
        reading.config.update((*self.context.datasets.values(), self.owner))
        if self.place == "entity":
            reading.config.add(self.own)

    with (
        mock.patch.object(Scope, "column_of", column_of),
        mock.patch.object(Scope, "__init__", scope),
        mock.patch.object(Rows, "column", _noting(reading, Rows.column)),
        mock.patch.object(Rows, "follow", _noting(reading, Rows.follow)),
    ):
        yield reading


def _noting(reading: _Reading, method: Callable[[Rows, str], Any]) -> Callable[[Rows, str], Any]:
    def noting(self: Rows, name: str) -> Any:
        if name not in self.dataset.members:
            return method(self, name)  # a path: its steps are noted, each where it reads
        place = (self.dataset, name)
        reading.reads(place)
        reading.open.append(place)
        try:
            return method(self, name)
        finally:
            reading.open.pop()

    return noting
