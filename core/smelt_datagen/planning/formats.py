"""Which format the files of a dataset have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from smelt_datagen.config.models import DatasetConfig, FormatConfig
from smelt_datagen.errors import Path, Problem, UnknownNameError
from smelt_datagen.messages import expected
from smelt_datagen.parquet.file_format import Parquet
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.planning.written import Written
from smelt_datagen.plugins.kinds import FORMATS
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.file_format import FileFormat
from smelt_datagen.protocol.parameter import values_by_key


@attrs.frozen
class FileWishes:
    """What goes before what datasets say of their files."""

    format: str | Mapping[str, Any] | None = None
    rows_per_file: int | None = None


_USUAL = Parquet()
"""That of all datasets that say nothing of it."""


@attrs.frozen
class Files:
    """What the files of a dataset are like."""

    format: FileFormat
    rows_per_file: int | None

    def facts(self) -> list[object]:
        """Return how they differ from those of a dataset that says nothing of them.

        Apart from their compression, which a run may change.
        """
        if self.format is _USUAL and self.rows_per_file is None:
            return []
        options = values_by_key(self.format) | {"compression": None}
        kind = [self.format.declaration.type, options]
        is_usual = kind == ["parquet", values_by_key(_USUAL) | {"compression": None}]
        is_usual = is_usual and self.rows_per_file is None
        return [] if is_usual else [kind, self.rows_per_file]


@attrs.frozen(eq=False)
class Formats:
    """Finds formats by their names; what is wrong goes to `problems`."""

    plugins: Plugins
    written: Written
    problems: list[Problem]

    def of(self, config: DatasetConfig, wishes: FileWishes) -> Files:
        """Return what the files of a dataset are to be like; Parquet if that is in error."""
        kind = self._format(config.format) if wishes.format is None else self._wished(wishes.format)
        return Files(kind, wishes.rows_per_file or config.rows_per_file)

    def _wished(self, value: object) -> FileFormat:
        """Return the format that goes before all others; raise UnknownNameError if it is none."""
        before = len(self.problems)
        made = self._format(FormatConfig(value))
        if wrong := self.problems[before:]:
            raise UnknownNameError(
                "; ".join(
                    f"{'.'.join(('format', *map(str, one.path)))}: {one.message}" for one in wrong
                )
            )
        return made

    def _format(self, config: FormatConfig | None) -> FileFormat:
        if config is None:
            return _USUAL
        is_short = isinstance(config.value, str)
        value: Any = {"type": config.value} if is_short else config.value
        if not (isinstance(value, Mapping) and isinstance(value.get("type"), str)):
            wanted = "the name of a file format, or a mapping with 'type' and options"
            self.problems.append(Problem(config.path, expected(wanted, config.value)))
            return _USUAL
        try:
            cls = self.plugins.named(FORMATS, value["type"])
        except UnknownNameError as error:
            where: Path = config.path if is_short else (*config.path, "type")
            self.problems.append(Problem(where, str(error)))
            return _USUAL
        options = {key: part for key, part in value.items() if key != "type"}
        made: FileFormat | None = self.written.read(options, cls, config.path)
        return _USUAL if made is None else made


def refuse_types(plan: DatasetPlan, config: FormatConfig | None, problems: list[Problem]) -> None:
    """Note if the format of a dataset cannot hold its columns."""
    types = {name: plan.written_type(name) for name in plan.columns}
    if (wrong := plan.format.refused(types)) is not None:
        path = () if config is None else config.path
        problems.append(Problem(path, wrong))
