"""A plan written to its files: dataset by dataset, on several threads."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import attrs

from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.execution.pipeline import Lane, Pipeline, Task
from smelt_datagen.output.ownership import DATASET_KEY, remove, stale_files
from smelt_datagen.output.parquet import ROW_GROUP_ROWS, Compression, Encoding, PartFile
from smelt_datagen.output.row_groups import EncodedRowGroup
from smelt_datagen.planning.plan import DatasetPlan, Part, Plan

OUTPUT_VERSION = 2
"""Moves, with an entry in the changelog, when any value that was ever generated would change."""


@attrs.frozen
class Progress:
    """How far one dataset is: `rows` of `total_rows` are written."""

    dataset: str
    rows: int
    total_rows: int


@attrs.frozen
class Written:
    """What became of one dataset."""

    dataset: str
    folder: Path
    rows: int
    files: int
    bytes: int
    seconds: float


def write(
    plan: Plan,
    *,
    workers: int | None = None,
    compression: Compression = "snappy",
    on_progress: Callable[[Progress], None] | None = None,
) -> tuple[Written, ...]:
    """Write the selected datasets of `plan` and say what was written.

    `workers` is the number of threads (default: the cores). `on_progress` is called from these
    threads, one at a time. The files of a dataset get their final names together, once all of
    them are whole.

    Raises OutputError, before anything is written, if foreign Parquet files lie in an output
    folder, and later if the system refuses to write; GeneratorError if a generator fails.
    """
    stale = [stale_files(dataset) for dataset in plan.selected]
    report = on_progress or (lambda _progress: None)
    results = []
    for dataset, leftovers in zip(plan.selected, stale, strict=True):
        writer = _DatasetWriter(dataset, plan.config_digest, compression, report)
        results.append(writer.run(workers or _cores()))
        remove(leftovers, dataset.folder)
    return tuple(results)


class _DatasetWriter:
    """Writes one dataset: every part a lane of row groups."""

    def __init__(
        self,
        plan: DatasetPlan,
        config_digest: str,
        compression: Compression,
        report: Callable[[Progress], None],
    ) -> None:
        self._plan = plan
        self._compression = compression
        self._report = report
        self._metadata = {
            DATASET_KEY: plan.name,
            "smelt_datagen.seed": str(plan.seed),
            "smelt_datagen.output_version": str(OUTPUT_VERSION),
            "smelt_datagen.config_digest": config_digest,
        }
        self._lock = threading.Lock()
        self._opened: list[PartFile] = []
        self._rows = self._bytes = 0
        self._total_rows = plan.written_rows  # a sum over all parts, which may be many

    def run(self, workers: int) -> Written:
        began = time.perf_counter()
        self._wrote(0, 0)
        try:
            Pipeline(self._tasks(), workers).run()
            for file in self._opened:
                file.publish()
        except BaseException:
            for file in self._opened:
                file.abandon()
            raise
        seconds = time.perf_counter() - began
        files = len(self._opened)
        return Written(self._plan.name, self._plan.folder, self._rows, files, self._bytes, seconds)

    def _tasks(self) -> Iterator[Task[EncodedRowGroup]]:
        types = {name: self._plan.written_type(name) for name in self._plan.columns}
        for part in self._plan.parts:
            encoding = Encoding.of(types, part.row_count, self._metadata, self._compression)
            lane = Lane(_PartWriter(part, self._open, self._wrote).take)
            # a part without rows still gets its file, from one empty row group
            for number, start in enumerate(range(0, max(part.row_count, 1), ROW_GROUP_ROWS)):
                stop = min(start + ROW_GROUP_ROWS, part.row_count)
                yield Task(partial(self._make, part, start, stop, encoding), lane, number)

    def _make(self, part: Part, start: int, stop: int, encoding: Encoding) -> EncodedRowGroup:
        return encoding.encoded(list(part_blocks(self._plan, part, start, stop)))

    def _open(self, part: Part) -> PartFile:
        file = PartFile(part.file)
        with self._lock:
            self._opened.append(file)
        return file

    def _wrote(self, rows: int, size: int) -> None:
        with self._lock:
            self._rows += rows
            self._bytes += size
            self._report(Progress(self._plan.name, self._rows, self._total_rows))


class _PartWriter:
    """Takes the row groups of one part in order, opens its file and closes it."""

    def __init__(
        self, part: Part, open_file: Callable[[Part], PartFile], wrote: Callable[[int, int], None]
    ) -> None:
        self._part = part
        self._open_file = open_file
        self._wrote = wrote
        self._file: PartFile | None = None
        self._rows = 0

    def take(self, encoded: EncodedRowGroup) -> None:
        if self._file is None:
            self._file = self._open_file(self._part)
        self._file.append(encoded)
        self._rows += encoded.row_count
        whole = self._rows == self._part.row_count
        self._wrote(encoded.row_count, self._file.close() if whole else 0)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows
        return os.cpu_count() or 1
