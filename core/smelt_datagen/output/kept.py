"""What need not be made again: up-to-date datasets, and files that a killed run finished."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from smelt_datagen._version import __version__
from smelt_datagen.output.file_check import on_threads
from smelt_datagen.output.manifest import FileEntry, Manifest
from smelt_datagen.output.store import Staging, Store
from smelt_datagen.planning.plan import DatasetPlan


def up_to_date(store: Store, plan: DatasetPlan, workers: int) -> Manifest | None:
    """Return the manifest of a folder that holds what the plan would make, byte for byte.

    Every file is read and hashed. None if anything would be another.
    """
    manifest = store.manifest_of(plan.folder)
    if manifest is None or not is_of(manifest, plan):
        return None
    faults = on_threads(
        lambda entry: store.fault(plan.folder / entry.path, entry), manifest.files, workers
    )
    return None if any(faults) else manifest


def is_of(manifest: Manifest, plan: DatasetPlan) -> bool:
    """Whether a manifest lists what the plan would make."""
    wanted = [(part.path, part.row_count) for part in plan.parts]
    listed = [(entry.path, entry.rows) for entry in manifest.files]
    same = manifest.recipe == plan.recipe.digest
    same = same and manifest.compression == plan.format.compression
    return same and manifest.dataset == plan.name and listed == wanted


def facts(plan: DatasetPlan) -> Mapping[str, str]:
    """Return what the bytes of a dataset's files follow from."""
    return {
        "recipe": plan.recipe.digest,
        "compression": plan.format.compression,
        "tool_version": __version__,
        "pyarrow": pa.__version__,
    }


def taken_up(store: Store, plan: DatasetPlan, staging: Staging) -> dict[int, FileEntry]:
    """Move the files that killed runs finished into `staging`; return their entries.

    Only files that the plan would make, and of which every byte is there.
    """
    found: dict[int, FileEntry] = {}
    for left in store.leftovers(plan.folder):
        if left.run == staging.run:
            continue
        for number, entry in left.whole_files(facts(plan)):
            is_wanted = number < len(plan.parts) and number not in found
            if is_wanted and _is_whole(plan, number, entry, left):
                staging.take(number, left, plan.parts[number].file)
                staging.finished({number: entry})
                found[number] = entry
    return found


def _is_whole(plan: DatasetPlan, number: int, entry: FileEntry, left: Staging) -> bool:
    part = plan.parts[number]
    if (part.path, part.row_count) != (entry.path, entry.rows):
        return False
    return left.fault(number, entry) is None
