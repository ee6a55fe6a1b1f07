"""`_smelt_datagen.json`: what a dataset's folder holds, and what that was made from.

Nothing in it depends on the time or the machine: the same run gives the same bytes.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from smelt_datagen._version import __version__
from smelt_datagen.output.durable import read_json
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.planning.recipe import OUTPUT_VERSION

FILE_NAME = "_smelt_datagen.json"
"""Readers of a folder of Parquet files skip names that begin with _."""


@attrs.frozen(repr=False)
class FileEntry:
    """One file of a dataset: its path below the folder, with /, and what is in it."""

    path: str
    rows: int
    bytes: int
    sha256: str

    def below(self, folder: Path) -> str:
        """Return where the file lies if the dataset lies in `folder`."""
        return os.path.join(folder, *self.path.split("/"))  # noqa: PTH118 (of thousands of files)

    def as_values(self) -> Mapping[str, Any]:
        """Return the entry as JSON has it."""
        return {"path": self.path, "rows": self.rows, "bytes": self.bytes, "sha256": self.sha256}


@attrs.frozen(repr=False)
class Manifest:
    """What a run made of one dataset."""

    dataset: str
    seed: int
    scale_factor: float
    output_version: int
    tool_version: str
    plugins: tuple[Mapping[str, str], ...]
    recipe: str
    compression: str
    rows: int
    files: tuple[FileEntry, ...]

    @classmethod
    def of(cls, plan: DatasetPlan, files: Sequence[FileEntry]) -> Manifest:
        """Return the manifest of a dataset that was made as planned."""
        factor = plan.recipe.scale_factor
        return cls(
            dataset=plan.name,
            seed=plan.seed,
            scale_factor=int(factor) if factor == int(factor) else factor,
            output_version=OUTPUT_VERSION,
            tool_version=__version__,
            plugins=tuple(map(attrs.asdict, plan.recipe.plugins)),
            recipe=plan.recipe.digest,
            compression=plan.format.compression,
            rows=sum(entry.rows for entry in files),
            files=tuple(files),
        )

    def as_values(self) -> Mapping[str, Any]:
        """Return the manifest as JSON has it."""
        files = [entry.as_values() for entry in self.files]
        return {**attrs.asdict(self, recurse=False), "files": files}


def manifest_of(folder: Path) -> Manifest | None:
    """Return the manifest of a dataset's folder, None if it has none that can be read."""
    return read_manifest(folder / FILE_NAME)


def read_manifest(file: Path) -> Manifest | None:
    """Return the manifest in a file, None if there is none or if it says what none can say."""
    return manifest_in(read_json(file))


def manifest_in(values: Any) -> Manifest | None:
    """Return the manifest that a value of JSON is, None if it says what none can say."""
    names = [field.name for field in attrs.fields(Manifest)]
    if not isinstance(values, dict) or set(names) - values.keys():
        return None
    files = (
        [entry_of(one) for one in values["files"]] if isinstance(values["files"], list) else [None]
    )
    known = tuple(entry for entry in files if entry is not None)
    if len(known) < len(files):
        return None
    return Manifest(**{**{name: values[name] for name in names}, "files": known})


def is_below(text: str) -> bool:
    """Whether a path leads to a place below the folder that it starts from."""
    steps = [step for step in text.split("/") if step not in ("", ".")]
    return bool(steps) and not text.startswith("/") and ".." not in steps and "\0" not in text


def paths_below(values: Any) -> list[str]:
    """Return the paths of a list that lead to places below the folder of the manifest."""
    paths = values if isinstance(values, list) else []
    return [path for path in paths if isinstance(path, str) and is_below(path)]


def finished_line(number: int, entry: FileEntry) -> str:
    """Return the line that says that the file of this number is whole."""
    return json.dumps({"number": number, **entry.as_values()})


def finished_in(text: str) -> Iterator[tuple[int, FileEntry]]:
    """Yield the numbers and entries of such lines, of which the last may be cut."""
    for line in text.splitlines():
        with contextlib.suppress(ValueError):
            said = json.loads(line)
            entry = entry_of(said)
            if entry is not None and isinstance(said.get("number"), int):
                yield said["number"], entry


def entry_of(values: Any) -> FileEntry | None:
    """Return a file as listed, None for what is no file below the folder of the manifest."""
    kinds = {"path": str, "rows": int, "bytes": int, "sha256": str}
    if not isinstance(values, dict) or not all(
        isinstance(values.get(name), kind) for name, kind in kinds.items()
    ):
        return None
    if not is_below(values["path"]):
        return None
    return FileEntry(**{name: values[name] for name in kinds})
