"""What makes the files of one dataset."""

from __future__ import annotations

from smelt_datagen.output.said import metadata_of
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.protocol.file_format import Encoder, FileContent


class Encoders:
    """An encoder for each number of rows: of thousands of files, most have the same few."""

    def __init__(self, plan: DatasetPlan, chunk_rows: int) -> None:
        self._format, self._chunk_rows = plan.format, chunk_rows
        self._types = {name: plan.written_type(name) for name in plan.columns}
        self._metadata = metadata_of(plan)
        self._made: dict[int, Encoder] = {}

    def of(self, rows: int) -> Encoder:
        """Return what makes files of so many rows; for any thread."""
        encoder = self._made.get(rows)
        if encoder is None:
            content = FileContent(self._types, rows, self._chunk_rows, self._metadata)
            encoder = self._made.setdefault(rows, self._format.encoder(content))
        return encoder
