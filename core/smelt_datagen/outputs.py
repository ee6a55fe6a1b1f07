"""Which folder each dataset writes to."""

from __future__ import annotations

import os
from pathlib import Path

import attrs

from smelt_datagen.config import DatasetConfig
from smelt_datagen.errors import Problem


@attrs.define
class Outputs:
    """Hands every dataset its folder and notes folders that may not be used.

    With a `base`, all outputs must be relative and stay below it; without one they are relative
    to the working directory.
    """

    base: Path | None
    _claimed: dict[str, str] = attrs.field(factory=dict)
    """Dataset name by absolute folder."""

    def claim(self, config: DatasetConfig, problems: list[Problem]) -> Path:
        """Return the folder of the dataset; note in `problems` what is wrong with its `output`."""
        wrong = self._refused(config.output)
        folder = Path(os.path.normpath((self.base or Path()) / config.output))
        if wrong is None and config.output:
            absolute = os.path.realpath(folder)
            wrong = self._overlap(absolute)
            self._claimed.setdefault(absolute, config.name)
        if wrong is not None:
            problems.append(Problem((*config.path, "output"), wrong))
        return folder

    def _refused(self, output: str) -> str | None:
        if "\0" in output:
            return "must not contain a NUL character"
        if self.base is None:
            return None
        if Path(output).is_absolute():
            return f"must be relative, since an output folder is given (found '{output}')"
        if Path(os.path.normpath(output)).parts[:1] == (os.pardir,):
            return f"leaves the output folder '{self.base}' (found '{output}')"
        return None

    def _overlap(self, folder: str) -> str | None:
        for other, name in self._claimed.items():
            if folder == other:
                return f"is already the folder of dataset '{name}'"
            if os.path.commonpath([folder, other]) in (folder, other):
                where = "lies inside" if folder.startswith(other) else "contains"
                return f"{where} the folder of dataset '{name}': give each a folder of its own"
        return None
