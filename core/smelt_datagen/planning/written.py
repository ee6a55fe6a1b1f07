"""What stands in a config, made into generators and sections; what is wrong with it is noted."""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from typing import Any

import attrs

from smelt_datagen.config.problems import StructureError
from smelt_datagen.config.structuring import Structurer
from smelt_datagen.errors import Path, Problem
from smelt_datagen.planning.on_demand import OnDemand
from smelt_datagen.protocol.generator import Generator


@attrs.frozen(eq=False, repr=False)
class Written:
    """Reads values for what is being made, which then depends on the files that they name."""

    structurer: Structurer
    problems: list[Problem]
    demand: OnDemand
    _read: dict[tuple[type, bytes], Any] = attrs.field(init=False, factory=dict)
    """What was read before, by what was written: many columns say the same."""

    def read(self, value: object, as_type: type, path: Path) -> Any:
        """Return the value that stands at `path` as an object; None if it is in error.

        The same object for the same value, wherever it stands.
        """
        written = _as_bytes(value)
        if written is not None and (as_type, written) in self._read:
            return self._read[as_type, written]
        try:
            made = self.structurer.structure(value, as_type)
        except StructureError as error:
            self.problems.extend(problem.inside(path) for problem in error.problems)
            return None
        files = self.structurer.files_named()
        for file in files:
            self.demand.note(file)
        if written is not None and not files:  # which are to be noted for everyone who names them
            self._read[as_type, written] = made
        return made

    def generators_in(self, value: object) -> Iterator[tuple[Path, Generator]]:
        """Yield the generators inside something that is wrong itself, and where they stand."""
        yield from self.structurer.generators_in(value)


def _as_bytes(value: Any) -> bytes | None:
    """Return bytes that are equal for plain values of equal types only; None for other values."""
    try:
        return marshal.dumps(value, _WITHOUT_REFERENCES)
    except ValueError:  # it holds an object that is no plain value
        return None


_WITHOUT_REFERENCES = 2
"""The version of marshal's format in which bytes do not depend on which objects are shared."""
