"""All datasets of a run get their new objects, or none does (see `output.journal`).

An object has no other way to another name than a copy, which costs a request but no transfer. So
all staged objects are copied, and removed together when all copies are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from smelt_datagen.output.journal import UNFINISHED
from smelt_datagen.output.manifest import FILE_NAME as MANIFEST_NAME
from smelt_datagen.output.manifest import manifest_in
from smelt_datagen.output.objects.access import copy, read_json, remove, write_json
from smelt_datagen.output.objects.lock import locked
from smelt_datagen.output.objects.staging import JOURNAL, ObjectStaging, leftovers
from smelt_datagen.planning.locations import RemoteFolder

_COPIES = 16
"""At a time: they wait for the server alone."""


def decide(stagings: Sequence[ObjectStaging]) -> None:
    """Write the journal of a run whose stagings are all ready, in the first of them."""
    urls = [one.folder.url for one in stagings]
    write_json(stagings[0].place / JOURNAL, {"folders": urls})


def publish(stagings: Sequence[ObjectStaging]) -> None:
    """Give the files of a run that was decided their names."""
    try:
        _roll_forward(stagings[0], stagings)
    except BaseException as error:
        error.add_note(UNFINISHED)
        raise


def recover(folders: Sequence[RemoteFolder], wait: float) -> frozenset[RemoteFolder]:
    """Finish the runs in `folders`, which are locked, that were interrupted while they published.

    Waits up to `wait` seconds for the locks of other folders of such a run. Returns those of
    `folders` that have got a run's files by this.
    """
    finished = set()
    for folder in folders:
        for staging in leftovers(folder):
            home = staging.home()
            if home is not None and (there := ObjectStaging(home, staging.run)).has_journal:
                _finish(there, folders, wait)
                finished.add(folder)
    return frozenset(finished)


def _finish(home: ObjectStaging, held: Sequence[RemoteFolder], wait: float) -> None:
    journal = read_json(home.place / JOURNAL)
    urls = journal.get("folders") if isinstance(journal, dict) else None
    listed = urls if isinstance(urls, list) else []
    stagings = [ObjectStaging(RemoteFolder(url), home.run) for url in listed if url]
    others = [one.folder for one in stagings if one.folder not in held]
    with locked(others, wait):
        _roll_forward(home, stagings)


def _roll_forward(home: ObjectStaging, stagings: Sequence[ObjectStaging]) -> None:
    """Do what is left to be done; doing it again changes nothing."""
    for staging in stagings:
        _publish(staging)
    # the journal goes last, or what is left of the others would look like a run without one
    for staging in stagings:
        if staging.folder != home.folder:
            staging.clear()
    home.clear()


def _publish(staging: ObjectStaging) -> None:
    """Copy what is staged, remove what it replaces, then say what is there."""
    values = read_json(staging.manifest)
    manifest = manifest_in(values)
    if manifest is None:
        return  # it was cleared: all of this was done
    files = enumerate(manifest.files)
    with ThreadPoolExecutor(_COPIES) as pool:
        for _ in pool.map(
            lambda one: copy(staging.file(one[0]), staging.folder / one[1].path), files
        ):
            pass
    remove(staging.folder / path for path in staging.removals())
    write_json(staging.folder / MANIFEST_NAME, values)
