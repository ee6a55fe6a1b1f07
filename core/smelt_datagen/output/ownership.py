"""Whose files lie in a dataset's folder: a run replaces its own and touches no others."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from pathlib import Path

from smelt_datagen.errors import OutputError
from smelt_datagen.output.manifest import manifest_of
from smelt_datagen.output.said import DATASET_KEY
from smelt_datagen.output.system_errors import STAGING_PREFIX
from smelt_datagen.planning.plan import DatasetPlan

_OLD_NAME = "data.parquet"
_OLD_PARTIAL = f".{_OLD_NAME}.partial"
"""What killed runs left behind before they had staging folders."""


def stale_files(plan: DatasetPlan, folder: Path) -> list[str]:
    """Return the paths of earlier output of this dataset that the plan will not replace.

    What the manifest lists is the dataset's own, whatever has become of it. In a folder without a
    manifest, made before there were any, files are known by what they say of themselves.

    Raises OutputError for data of others in the folder, of which no byte is read or written, and
    for anything that is no plain file where a file is to be.
    """
    kept = {part.path for part in plan.parts}
    _refuse_blocked(plan, folder, kept)
    listed = _listed(plan, folder)
    stale = []
    for path, file in _files(folder):
        is_ours = is_data(file.name, plan) or (listed is not None and path in listed)
        if file.name == _OLD_PARTIAL:
            stale.append(path)
        elif is_ours and (listed is None or path not in listed):
            _refuse_foreign(file, plan, folder, is_listed=listed is not None)
        if is_ours and path not in kept:
            stale.append(path)
    return stale


def data_files(plan: DatasetPlan, folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files in a dataset's folder that readers take for data, with their paths."""
    for path, file in _files(folder):
        if is_data(file.name, plan):
            yield path, file


def is_data(name: str, plan: DatasetPlan) -> bool:
    """Whether a file is of the dataset's format, however it is compressed."""
    return name.lower().endswith((plan.format.declaration.suffix, plan.format.suffix))


def _refuse_blocked(plan: DatasetPlan, folder: Path, paths: Collection[str]) -> None:
    """Raise OutputError for what is in the way, before other files have got their names."""
    there = {""}
    for path in sorted({os.path.dirname(path) for path in paths} - there):  # noqa: PTH120 (of a text)
        mode = _mode(os.path.join(folder, path))  # noqa: PTH118 (of thousands of files)
        if mode is not None and not stat.S_ISDIR(mode):
            raise OutputError(_blocked(folder / path, mode, plan, "a folder"))
        if mode is not None:
            there.add(path)
    for path in sorted(path for path in paths if os.path.dirname(path) in there):  # noqa: PTH120
        mode = _mode(os.path.join(folder, path))  # noqa: PTH118 (as above)
        if mode is not None and not stat.S_ISREG(mode):
            raise OutputError(_blocked(folder / path, mode, plan, "a file"))


def _mode(path: str | Path) -> int | None:
    try:
        return os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    except OSError as error:
        raise OutputError(f"{path}: {error.strerror}") from error


def _blocked(path: Path, mode: int, plan: DatasetPlan, wanted: str) -> str:
    kinds = {stat.S_IFDIR: "a folder", stat.S_IFLNK: "a link", stat.S_IFIFO: "a pipe"}
    found = kinds.get(stat.S_IFMT(mode), "a file" if stat.S_ISREG(mode) else "no plain file")
    return f"{path}: is {found}, where dataset '{plan.name}' has {wanted}"


def _listed(plan: DatasetPlan, folder: Path) -> set[str] | None:
    """Return the files that the folder's manifest lists, None if there is none."""
    manifest = manifest_of(folder)
    if manifest is None:
        return None
    if manifest.dataset == plan.name:
        return {entry.path for entry in manifest.files}
    for entry in manifest.files:
        if _mode(file := entry.below(folder)) is not None:
            raise OutputError(foreign(file, f"of dataset '{manifest.dataset}'", plan))
    return set()


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield all files below a folder with their paths, but for those that are staged."""
    for root, folders, names in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith(STAGING_PREFIX))
        for name in sorted(names):
            file = Path(root, name)
            yield file.relative_to(folder).as_posix(), file


def _raise(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # the folder need not exist yet
        raise OutputError(f"{error.filename}: {error.strerror}") from error


def _refuse_foreign(file: Path, plan: DatasetPlan, folder: Path, *, is_listed: bool) -> None:
    """Raise OutputError for a file that does not say that it is the dataset's.

    Where the files are listed, and this one is not, for one that says so too: it is a copy.
    """
    mode = _mode(file)
    is_plain = mode is not None and stat.S_ISREG(mode)  # a pipe would be waited for
    owner = plan.format.metadata(file).get(DATASET_KEY) if is_plain else None
    if owner == plan.name and _in_layout(file, folder) and not is_listed:
        return
    whose = f"of dataset '{owner}'" if owner else "that smelt-datagen did not write"
    if owner == plan.name:
        why = "not listed in its manifest" if is_listed else "not where smelt-datagen writes one"
        whose = f"of this dataset, but {why},"
    raise OutputError(foreign(file, whose, plan))


def foreign(file: object, whose: str, plan: DatasetPlan) -> str:
    """Return the error about data of others in a dataset's folder."""
    a_file = f"a {plan.format.declaration.type} file {whose}"
    return (
        f"{file}: {a_file} lies in the folder of dataset '{plan.name}'; "
        "readers would take it for data of this dataset: move it, or choose another output"
    )


def _in_layout(file: Path, folder: Path) -> bool:
    steps = file.relative_to(folder).parts
    return steps[-1] == _OLD_NAME and (len(steps) == 1 or (len(steps) == 2 and "=" in steps[0]))  # noqa: PLR2004 (folder and file)
