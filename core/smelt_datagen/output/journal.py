"""All datasets of a run get their new files, or none does.

When every file of the run is whole under a staged name, a journal is written: from then on the run
has happened, and whoever meets the journal finishes what is left of it. Before that it has not, and
whoever meets staged files removes them.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from smelt_datagen.output.durable import read_json, sync_folder, write_json
from smelt_datagen.output.lock import locked
from smelt_datagen.output.manifest import FILE_NAME as MANIFEST_NAME
from smelt_datagen.output.manifest import read_manifest
from smelt_datagen.output.staging import JOURNAL, Staging, leftovers, reached, way
from smelt_datagen.output.system_errors import explained

UNFINISHED = (
    "the run is complete, but not all of its files have their names yet: run any command on the "
    "same config again to finish it"
)


def decide(stagings: Sequence[Staging]) -> None:
    """Write the journal of a run whose stagings are all ready, in the first of them."""
    home = stagings[0]
    with explained(home.folder):
        ways = [way(home.folder, one.folder) for one in stagings]
        write_json(home.place / JOURNAL, {"folders": ways})
        sync_folder(home.folder)


def publish(stagings: Sequence[Staging]) -> None:
    """Give the files of a run that was decided their names."""
    try:
        _roll_forward(stagings[0], stagings)
    except BaseException as error:
        error.add_note(UNFINISHED)
        raise


def recover(folders: Sequence[Path], wait: float) -> frozenset[Path]:
    """Finish the runs in `folders`, which are locked, that were interrupted while they published.

    Waits up to `wait` seconds for the locks of other folders of such a run. Returns those of
    `folders` that have got a run's files by this.
    """
    finished = set()
    for folder in folders:
        for staging in leftovers(folder):
            home = _home(staging)
            if home is not None:
                _finish(home, folders, wait)
                finished.add(folder)
    return frozenset(finished)


def _home(staging: Staging) -> Staging | None:
    """Return the home of the run's journal, None for a run that has written none."""
    folder = staging.home()
    home = None if folder is None else Staging(folder, staging.run)
    return home if home is not None and home.has_journal else None


def _finish(home: Staging, held: Sequence[Path], wait: float) -> None:
    journal = read_json(home.place / JOURNAL)
    ways = journal.get("folders") if isinstance(journal, dict) else None
    listed = ways if isinstance(ways, list) else []
    stagings = [
        Staging(reached(home.folder, one), home.run) for one in listed if isinstance(one, str)
    ]
    there = [one for one in stagings if one.place.is_dir() and not one.place.is_symlink()]
    real = {os.path.realpath(folder) for folder in held}
    others = [one.folder for one in there if os.path.realpath(one.folder) not in real]
    with locked(others, wait):
        _roll_forward(home, there)


def _roll_forward(home: Staging, stagings: Sequence[Staging]) -> None:
    """Do what is left to be done; doing it again changes nothing."""
    for staging in stagings:
        _move_files(staging)
    for staging in stagings:
        _remove(staging)
    for staging in stagings:
        with explained(staging.folder), contextlib.suppress(FileNotFoundError):
            staging.manifest.replace(staging.folder / MANIFEST_NAME)
        # one sync for all moves: file systems write the log of names in its order
        sync_folder(staging.folder)
    # the journal goes last, or what is left of the others would look like a run without one
    for staging in stagings:
        if not _same(staging, home):
            staging.clear()
    home.clear()


def _same(one: Staging, other: Staging) -> bool:
    return os.path.realpath(one.place) == os.path.realpath(other.place)


def _move_files(staging: Staging) -> None:
    manifest = read_manifest(staging.manifest)
    if manifest is None:
        return
    staged = staging.files()
    there: set[str] = set()
    for number, entry in enumerate(manifest.files):
        if (name := staging.name(number)) not in staged:
            continue
        final = entry.below(staging.folder)
        with explained(final):
            if (folder := os.path.dirname(final)) not in there:  # noqa: PTH120 (of a text)
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103 (of a text)
                there.add(folder)
            os.replace(staged[name], final)  # noqa: PTH105 (of texts)


def _remove(staging: Staging) -> None:
    """Remove what the new files replace, and the folders that are empty without it."""
    for path in staging.removals():
        file = staging.folder / path
        with explained(file):
            file.unlink(missing_ok=True)
            if file.parent != staging.folder and not _has_any(file.parent):
                file.parent.rmdir()


def _has_any(folder: Path) -> bool:
    with contextlib.suppress(FileNotFoundError):
        return any(folder.iterdir())
    return True  # it is gone: nothing to remove
