"""How far a run is, and what became of it."""

from __future__ import annotations

import attrs

from smelt_datagen.output.manifest import Manifest
from smelt_datagen.planning.locations import Folder
from smelt_datagen.planning.plan import DatasetPlan


@attrs.frozen
class Progress:
    """How far one dataset is: `rows` of `total_rows` are in their files."""

    dataset: str
    rows: int
    total_rows: int
    was_up_to_date: bool = False
    """Whether they were there already, and nothing is made."""


@attrs.frozen
class Written:
    """What became of one dataset."""

    dataset: str
    folder: Folder
    rows: int
    files: int
    bytes: int
    seconds: float
    was_up_to_date: bool = False
    """Whether all of it was there already, and nothing was made."""

    @classmethod
    def of(cls, plan: DatasetPlan, manifest: Manifest, seconds: float, *, kept: bool) -> Written:
        """Return what a manifest says of the dataset's files."""
        size = sum(entry.bytes for entry in manifest.files)
        files = len(manifest.files)
        return cls(plan.name, plan.folder, manifest.rows, files, size, seconds, kept)
