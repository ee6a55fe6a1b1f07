"""Which folder each dataset writes to."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from smelt_datagen.config.models import DatasetConfig
from smelt_datagen.errors import Problem
from smelt_datagen.planning.locations import (
    Folder,
    Steps,
    below,
    folder_of,
    is_remote,
    steps_of,
    wrong_url,
)


@attrs.define(eq=False, repr=False)
class Outputs:
    """Hands every dataset its folder and notes folders that may not be used.

    With a `base`, all outputs must be relative and stay below it; without one they are relative
    to the working directory.
    """

    base: Folder | None
    _claimed: dict[Steps, str] = attrs.field(factory=dict)
    """Dataset name by absolute folder."""
    _above: dict[Steps, str] = attrs.field(factory=dict)
    """Name of a dataset somewhere below, by folder."""

    def claim(self, config: DatasetConfig, problems: list[Problem]) -> Folder:
        """Return the folder of the dataset; note in `problems` what is wrong with its `output`."""
        wrong = self._refused(config.output)
        if self.base is None or wrong is not None:
            folder = folder_of(config.output)
        else:
            folder = below(self.base, config.output)
        if wrong is None and config.output:
            wrong = self._overlap(steps_of(folder), config.name)
        if wrong is not None:
            problems.append(Problem((*config.path, "output"), wrong))
        return folder

    def _refused(self, output: str) -> str | None:
        if "\0" in output:
            return "must not contain a NUL character"
        if self.base is None:
            return wrong_url(output) if is_remote(output) else None
        if Path(output).is_absolute() or is_remote(output):
            return f"must be relative, since an output folder is given (found '{output}')"
        if Path(os.path.normpath(output)).parts[:1] == (os.pardir,):
            return f"leaves the output folder '{self.base}' (found '{output}')"
        return None

    def _overlap(self, folder: Steps, name: str) -> str | None:
        """Claim `folder` for the dataset `name`; return what is wrong if another one has it."""
        if folder in self._claimed:
            return f"is already the folder of dataset '{self._claimed[folder]}'"
        parents = [folder[:length] for length in range(len(folder) - 1, 0, -1)]
        outer = next((parent for parent in parents if parent in self._claimed), None)
        inner = self._above.get(folder)
        self._claimed[folder] = name
        for parent in parents:
            self._above.setdefault(parent, name)
        if outer is not None:
            where, other = "lies inside", self._claimed[outer]
        elif inner is not None:
            where, other = "contains", inner
        else:
            return None
        return f"{where} the folder of dataset '{other}': give each a folder of its own"
