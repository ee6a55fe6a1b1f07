"""What stands in a config, made into generators and sections; what is wrong with it is noted."""

from __future__ import annotations

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

    def read(self, value: object, as_type: type, path: Path) -> Any:
        """Return the value that stands at `path` as an object; None if it is in error."""
        try:
            made = self.structurer.structure(value, as_type)
        except StructureError as error:
            self.problems.extend(
                attrs.evolve(problem, path=(*path, *problem.path)) for problem in error.problems
            )
            return None
        for file in self.structurer.files_named():
            self.demand.note(file)
        return made

    def generators_in(self, value: object) -> Iterator[tuple[Path, Generator]]:
        """Yield the generators inside something that is wrong itself, and where they stand."""
        yield from self.structurer.generators_in(value)
