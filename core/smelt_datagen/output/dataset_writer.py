"""One dataset made on several threads: each part is a staged file.

A part of many rows is a lane of row groups. Parts of few rows are made many at a time.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from smelt_datagen.execution.blocks import blocks_of_parts, part_blocks, pieces
from smelt_datagen.execution.part_runs import runs
from smelt_datagen.execution.pipeline import Lane, Pipeline, Task
from smelt_datagen.execution.row_width import block_rows, rows_together
from smelt_datagen.output.encoders import Encoders
from smelt_datagen.output.manifest import FileEntry, Manifest
from smelt_datagen.output.progress import Progress
from smelt_datagen.output.store import NewFile, Staging
from smelt_datagen.output.syncing import Syncing
from smelt_datagen.planning.plan import DatasetPlan, Part
from smelt_datagen.protocol.file_format import Encoder, Joint

_MOST_FILES = 32
"""A task makes at most so many files, so that all threads have some of a few hundred."""


class DatasetWriter:
    """Makes the files of one dataset in its staging."""

    def __init__(
        self,
        plan: DatasetPlan,
        staging: Staging,
        report: Callable[[Progress], None],
    ) -> None:
        self._plan = plan
        self._staging = staging
        self._report = report
        self._rows_at_a_time = block_rows(plan)
        self._encoders = Encoders(plan, self._rows_at_a_time)
        self._syncing = Syncing()
        self._lock = threading.Lock()
        self._open_files: dict[int, NewFile] = {}
        self._entries: dict[int, FileEntry] = {}
        self._rows = 0
        self._total_rows = plan.written_rows  # a sum over all parts, which may be many

    def run(self, workers: int, whole: Mapping[int, FileEntry]) -> tuple[Manifest, float]:
        """Make all files but those that are `whole` already; return their manifest, and seconds."""
        began = time.perf_counter()
        self._entries.update(whole)
        self.wrote(sum(entry.rows for entry in whole.values()))
        try:
            with self._syncing:
                Pipeline(self._tasks(whole), workers).run()
        finally:
            for file in self._open_files.values():
                file.abandon()
        entries = [self._entries[number] for number in range(len(self._plan.parts))]
        manifest = Manifest.of(self._plan, entries)
        return manifest, time.perf_counter() - began

    def _tasks(self, whole: Collection[int]) -> Iterator[Task[Any]]:
        parts = self._plan.parts
        missing = (number for number in range(len(parts)) if number not in whole)
        together = rows_together(self._rows_at_a_time)
        for numbers in runs(parts, missing, together, _MOST_FILES):
            if parts[numbers[0]].row_count <= together:
                yield Task(partial(self._make_files, numbers), Lane(self._write_files), 0)
            else:
                yield from self._row_groups(numbers[0])

    def _row_groups(self, number: int) -> Iterator[Task[_Chunk]]:
        part, rows = self._plan.parts[number], self._rows_at_a_time
        encoder = self._encoders.of(part.row_count)
        lane = Lane(_PartWriter(number, part, encoder, self).take)
        for turn, (start, stop) in enumerate(pieces(0, part.row_count, rows)):
            yield Task(partial(self._make_row_group, part, encoder, start, stop), lane, turn)

    def _make_row_group(self, part: Part, encoder: Encoder, start: int, stop: int) -> _Chunk:
        blocks = list(part_blocks(self._plan, part, start, stop, stop - start))
        return _Chunk(stop - start, encoder.encode(blocks))

    def _make_files(self, numbers: range) -> Sequence[tuple[int, Encoder, Any]]:
        """Return for each file its one chunk, and what made it."""
        parts = self._plan.parts[numbers.start : numbers.stop]
        encoders = [self._encoders.of(part.row_count) for part in parts]
        made = zip(encoders, blocks_of_parts(self._plan, parts), strict=True)
        chunks = [encoder.encode(blocks) for encoder, blocks in made]
        return [*zip(numbers, encoders, chunks, strict=True)]

    def _write_files(self, made: Sequence[tuple[int, Encoder, Any]]) -> None:
        rows = {}
        for number, encoder, chunk in made:
            part = self._plan.parts[number]
            joint = encoder.joint(self.opened(number, part))
            joint.append(chunk)
            joint.finish()
            rows[number] = part.row_count
        self.finished(rows)
        self.wrote(sum(rows.values()))

    def opened(self, number: int, part: Part) -> NewFile:
        """Return the staged file of a part, new and empty."""
        file = self._staging.create(number, part.file)
        with self._lock:
            self._open_files[number] = file
        return file

    def wrote(self, rows: int) -> None:
        """Count rows that are in their files."""
        with self._lock:
            self._rows += rows
            self._report(Progress(self._plan.name, self._rows, self._total_rows))

    def finished(self, rows: Mapping[int, int]) -> None:
        """Take note of files that are whole: their numbers, and how many rows each has."""
        files = {number: self._open_files[number] for number in rows}
        entries = {
            number: FileEntry(self._plan.parts[number].path, rows[number], file.size, file.sha256())
            for number, file in files.items()
        }
        with self._lock:
            self._staging.finished(entries)
            self._entries.update(entries)
            for number in files:
                del self._open_files[number]  # no longer to be abandoned: it is closed when synced
        self._syncing.finish([*files.values()])

    def appended(self, file: NewFile) -> None:
        """Let the disk begin with a file of which there is much by now."""
        if file.is_due():
            self._syncing.begin(file)


@attrs.frozen(eq=False, repr=False)
class _Chunk:
    """So many rows, encoded."""

    rows: int
    made: Any


class _PartWriter:
    """Takes the chunks of one part in order, opens its file and closes it."""

    def __init__(self, number: int, part: Part, encoder: Encoder, owner: DatasetWriter) -> None:
        self._number, self._part, self._encoder, self._owner = number, part, encoder, owner
        self._file: NewFile | None = None
        self._joint: Joint | None = None
        self._rows = 0

    def take(self, chunk: _Chunk) -> None:
        if self._file is None or self._joint is None:
            self._file = self._owner.opened(self._number, self._part)
            self._joint = self._encoder.joint(self._file)
        self._joint.append(chunk.made)
        self._owner.appended(self._file)
        self._rows += chunk.rows
        if self._rows == self._part.row_count:
            self._joint.finish()
            self._owner.finished({self._number: self._rows})
        self._owner.wrote(chunk.rows)
