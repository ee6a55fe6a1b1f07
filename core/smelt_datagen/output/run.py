"""A plan written to its files: all datasets, or none."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, get_args

import attrs

from smelt_datagen.arguments import check_choice, check_type, checked_integer, checked_number
from smelt_datagen.errors import ArgumentError
from smelt_datagen.execution.cores import cores
from smelt_datagen.output.dataset_writer import DatasetWriter
from smelt_datagen.output.kept import facts, taken_up, up_to_date
from smelt_datagen.output.manifest import FileEntry, Manifest
from smelt_datagen.output.progress import Progress, Written
from smelt_datagen.output.said import with_compression
from smelt_datagen.output.store import Staging, Store, store_of
from smelt_datagen.output.subsets import refuse_dangling_keys
from smelt_datagen.parquet.column_encodings import Compression
from smelt_datagen.planning.locations import Folder
from smelt_datagen.planning.plan import DatasetPlan, Plan

if TYPE_CHECKING:
    from concurrent.futures import Executor


def write(  # noqa: PLR0913 (each a keyword of its own)
    plan: Plan,
    *,
    workers: int | None = None,
    compression: Compression | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    wait: float = 0,
    update: bool = False,
    resume: bool = False,
    force: bool = False,
    executor: Executor | str | None = None,
) -> tuple[Written, ...]:
    """Write the selected datasets of `plan`, all or none, and say what was written.

    `workers` is the number of threads (default: the cores). `compression` is that of Parquet files,
    in place of what their datasets say. `on_progress` is called from these
    threads, one at a time. Up to `wait` seconds are waited for other runs in the same folders.
    With `update`, datasets are left alone whose files are what the plan would make. With `resume`,
    files are taken up that an interrupted run finished, and are kept if this one is interrupted.
    `force` lets keys of other datasets dangle. `executor` makes the files in place of threads: one
    of `concurrent.futures`, or the name of one that plugins have (`processes`, `dask://HOST:PORT`).

    Until all files of all datasets are whole, the folders are as they were; then they get their
    new files together. A run that is killed meanwhile is finished by the next in the same folder.

    Raises ArgumentError for an argument of the wrong type or out of range; OutputError, before
    anything is written, if another run or foreign files are in a folder or keys would dangle, and
    later if the system refuses to write; GeneratorError if a generator fails.
    """
    _check_arguments(plan, workers, compression, on_progress, wait)
    count = workers or cores()
    report = on_progress or (lambda _progress: None)
    if not force:
        refuse_dangling_keys(plan)
    datasets = [with_compression(dataset, compression) for dataset in plan.selected]
    folders = [dataset.folder for dataset in datasets]
    store = store_of(folders)
    with store.locked(folders, wait):
        finished = store.recover(folders, wait)
        may_stay = set(folders) if update else finished if resume else frozenset[Folder]()
        with _maker(plan, executor, count, report) as make:
            return _Run(store, datasets, count, resume, make, report).write(may_stay)


Maker: TypeAlias = Callable[[DatasetPlan, Staging, Mapping[int, FileEntry]], tuple[Manifest, float]]
"""Makes the files of a dataset but those that are whole; gives their manifest, and seconds."""


@contextlib.contextmanager
def _maker(
    plan: Plan, executor: Executor | str | None, workers: int, report: Callable[[Progress], None]
) -> Iterator[Maker]:
    if executor in (None, "threads"):
        yield partial(_on_threads, workers, report)
        return
    from smelt_datagen.output.pools import PoolWriter, opened  # noqa: PLC0415 (most runs save it)

    with opened(executor, workers) as pool:
        yield PoolWriter(plan, pool, report).run


def _on_threads(
    workers: int,
    report: Callable[[Progress], None],
    dataset: DatasetPlan,
    staging: Staging,
    whole: Mapping[int, FileEntry],
) -> tuple[Manifest, float]:
    return DatasetWriter(dataset, staging, report).run(workers, whole)


def _check_arguments(
    plan: object, workers: object, compression: object, on_progress: object, wait: object
) -> None:
    check_type("plan", plan, Plan, "a Plan, as `plan` returns it")
    if compression is not None:
        check_choice("compression", compression, get_args(Compression))
    checked_number("wait", wait)
    if workers is not None:
        checked_integer("workers", workers, 1)
    if not (on_progress is None or callable(on_progress)):
        raise ArgumentError("on_progress must be a function of one argument, a Progress")


_NOT_REPLACED = "nothing was replaced"
_KEPT = f"{_NOT_REPLACED}; the files that were finished are kept for --resume"


@attrs.frozen(eq=False, repr=False)
class _Run:
    """One run, of which all datasets get their new files together."""

    store: Store
    datasets: Sequence[DatasetPlan]
    workers: int
    resumes: bool
    make: Maker
    report: Callable[[Progress], None]
    name: str = attrs.field(factory=lambda: os.urandom(8).hex(), init=False)

    def write(self, may_stay: set[Folder] | frozenset[Folder]) -> tuple[Written, ...]:
        """Write the datasets, but for those of `may_stay` that are up to date."""
        stale = {dataset.name: self.store.stale_files(dataset) for dataset in self.datasets}
        kept = self._kept(may_stay, stale)
        changed = [dataset for dataset in self.datasets if dataset.name not in kept]
        written = {}
        with self._staged(changed) as stagings:
            whole = self._taken_up(changed, stagings)
            for dataset, staging in zip(changed, stagings, strict=True):
                manifest, seconds = self.make(dataset, staging, whole[dataset.name])
                staging.ready(manifest.as_values(), stale[dataset.name])
                written[dataset.name] = Written.of(dataset, manifest, seconds, kept=False)
            if stagings:
                self.store.decide(stagings)
        if stagings:
            self.store.publish(stagings)
        return tuple(written.get(one.name) or kept[one.name] for one in self.datasets)

    def _kept(
        self, may_stay: set[Folder] | frozenset[Folder], stale: Mapping[str, Sequence[str]]
    ) -> Mapping[str, Written]:
        kept = {}
        for dataset in self.datasets:
            began = time.perf_counter()
            manifest: Manifest | None = None
            if dataset.folder in may_stay and not stale[dataset.name]:
                manifest = up_to_date(self.store, dataset, self.workers)
            if manifest is not None:
                seconds = time.perf_counter() - began
                kept[dataset.name] = Written.of(dataset, manifest, seconds, kept=True)
                self.report(
                    Progress(dataset.name, manifest.rows, manifest.rows, was_up_to_date=True)
                )
        return kept

    @contextlib.contextmanager
    def _staged(self, datasets: Sequence[DatasetPlan]) -> Iterator[Sequence[Staging]]:
        """Yield new stagings, which a failure removes and success leaves to be published."""
        stagings = [self.store.staging(dataset.folder, self.name) for dataset in datasets]
        try:
            for dataset, staging in zip(datasets, stagings, strict=True):
                staging.begin(stagings[0].folder, facts(dataset))
            yield stagings
        except BaseException as error:
            if not (stagings and stagings[0].has_journal):  # Ctrl-C can come right behind it
                error.add_note(_KEPT if self.resumes else _NOT_REPLACED)
                if not self.resumes:
                    _remove(stagings)
            raise

    def _taken_up(
        self, datasets: Sequence[DatasetPlan], stagings: Sequence[Staging]
    ) -> Mapping[str, Mapping[int, FileEntry]]:
        """Return the files that killed runs left whole, and remove what else they left."""
        whole: dict[str, Mapping[int, FileEntry]] = {dataset.name: {} for dataset in datasets}
        if self.resumes:
            for dataset, staging in zip(datasets, stagings, strict=True):
                whole[dataset.name] = taken_up(self.store, dataset, staging)
        for left in (
            left for dataset in self.datasets for left in self.store.leftovers(dataset.folder)
        ):
            if left.run != self.name:
                left.clear()
        return whole


def _remove(stagings: Sequence[Staging]) -> None:
    for staging in stagings:
        with contextlib.suppress(Exception):  # the failure that led here is the one to report
            staging.clear()
