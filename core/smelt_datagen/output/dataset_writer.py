"""One dataset made on several threads: each part is a lane of row groups, and a staged file."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from smelt_datagen.execution.blocks import part_blocks
from smelt_datagen.execution.pipeline import Lane, Pipeline, Task
from smelt_datagen.execution.row_width import batches
from smelt_datagen.output.manifest import FileEntry, Manifest
from smelt_datagen.output.progress import Progress
from smelt_datagen.output.said import metadata_of
from smelt_datagen.output.store import NewFile, Staging
from smelt_datagen.output.syncing import Syncing
from smelt_datagen.planning.plan import DatasetPlan, Part
from smelt_datagen.protocol.file_format import Encoder, FileContent, Joint


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
        self._metadata = metadata_of(plan)
        self._lock = threading.Lock()
        self._open_files: dict[int, NewFile] = {}
        self._entries: dict[int, FileEntry] = {}
        self._sync: Callable[[Callable[[], None]], None]
        self._rows = 0
        self._total_rows = plan.written_rows  # a sum over all parts, which may be many

    def run(self, workers: int, whole: Mapping[int, FileEntry]) -> tuple[Manifest, float]:
        """Make all files but those that are `whole` already; return their manifest, and seconds."""
        began = time.perf_counter()
        self._entries.update(whole)
        self.wrote(sum(entry.rows for entry in whole.values()))
        try:
            with Syncing() as self._sync:
                Pipeline(self._tasks(whole), workers).run()
        finally:
            for file in self._open_files.values():
                file.abandon()
        entries = [self._entries[number] for number in range(len(self._plan.parts))]
        manifest = Manifest.of(self._plan, entries)
        return manifest, time.perf_counter() - began

    def _tasks(self, whole: Collection[int]) -> Iterator[Task[_Chunk]]:
        types = {name: self._plan.written_type(name) for name in self._plan.columns}
        sizes = batches(self._plan)
        encoders: dict[int, Encoder] = {}
        for number, part in enumerate(self._plan.parts):
            if number in whole:
                continue
            rows = part.row_count
            if rows not in encoders:  # of thousands of files, most are of the same few sizes
                content = FileContent(types, rows, sizes.row_group, self._metadata)
                encoders[rows] = self._plan.format.encoder(content)
            encoder = encoders[rows]
            make = partial(self._make, part, encoder, sizes.block)
            lane = Lane(_PartWriter(number, part, encoder, self).take)
            # a part without rows still gets its file, from one empty chunk
            for turn, start in enumerate(range(0, max(part.row_count, 1), sizes.row_group)):
                stop = min(start + sizes.row_group, part.row_count)
                yield Task(partial(make, start, stop), lane, turn)

    def _make(self, part: Part, encoder: Encoder, size: int, start: int, stop: int) -> _Chunk:
        made = encoder.encode(list(part_blocks(self._plan, part, start, stop, size)))
        return _Chunk(stop - start, made)

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

    def finished(self, number: int, rows: int) -> None:
        """Take note of a file that is whole."""
        file = self._open_files[number]
        entry = FileEntry(self._plan.parts[number].path, rows, file.size, file.sha256())
        with self._lock:
            self._staging.finished(number, entry)
            self._entries[number] = entry
            del self._open_files[number]  # no longer to be abandoned: it is closed when synced
        self._sync(file.sync)

    def appended(self, file: NewFile) -> None:
        """Let the disk begin with a file of which there is much by now."""
        if file.is_due():
            self._sync(file.sync_begun)


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
            self._owner.finished(self._number, self._rows)
        self._owner.wrote(chunk.rows)
