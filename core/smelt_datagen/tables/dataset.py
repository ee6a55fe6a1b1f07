"""A plan as a `pyarrow.dataset.Dataset`, which engines scan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NoReturn

import pyarrow as pa
from pyarrow import dataset as ds
from pyarrow.compute import Expression

from smelt_datagen.planning.plan import DatasetPlan, Part
from smelt_datagen.tables.guard import unreadable
from smelt_datagen.tables.scanner import PlannedScanner


class PlannedDataset(ds.UnionDataset):  # type: ignore[misc] # pyarrow ships no type information
    """The rows of a plan, none of which is made before it is asked for.

    Engines that call `scanner`, or that of a fragment, get the columns and rows that they want:
    only these are made, and the columns that their filter names. What goes past these methods, to
    Arrow's scanner in C++, finds a file that cannot be read, whose error says so.
    """

    def __init__(self, plan: DatasetPlan, condition: Expression | None = None) -> None:
        super().__init__(plan.schema, [unreadable(plan.schema)])
        self._plan = plan
        self._condition = condition

    def scanner(self, columns: Any = None, filter: Any = None, **options: Any) -> Any:  # noqa: A002
        """Return a scan: see `PlannedScanner`; options that only Arrow's has are ignored."""
        return _scanner(self._plan, (0, self._plan.row_count), columns, self._both(filter), options)

    def get_fragments(self, filter: Any = None) -> Iterator[PlannedFragment]:  # noqa: A002
        """Yield for each file the rows that would lie in it; the filter is that of their scans."""
        for part in self._plan.parts:
            yield PlannedFragment(self._plan, part, self._both(filter))

    def filter(self, expression: Expression) -> PlannedDataset:
        """Return the dataset of the rows that an expression, too, is true of."""
        return PlannedDataset(self._plan, self._both(expression))

    def _both(self, other: Expression | None) -> Expression | None:
        if self._condition is None or other is None:
            return other if self._condition is None else self._condition
        return self._condition & other

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"the plan of '{self._plan.name}' cannot be pickled: pickle its config")

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Return all rows as a stream of Arrow's C interface."""
        return self.scanner().to_reader().__arrow_c_stream__(requested_schema)


class PlannedFragment:
    """The primary rows that would lie in one file, with what engines call of a Fragment."""

    def __init__(self, plan: DatasetPlan, part: Part, condition: Expression | None) -> None:
        self._plan = plan
        self._part = part
        self._condition = condition
        self.physical_schema: pa.Schema = plan.schema
        self.partition_expression: Expression = ds.scalar(True)  # noqa: FBT003 (Arrow's)

    def scanner(
        self,
        schema: pa.Schema | None = None,  # noqa: ARG002 (Arrow's: that of the dataset)
        columns: Any = None,
        filter: Any = None,  # noqa: A002 (Arrow's name)
        **options: Any,
    ) -> Any:
        """Return a scan of these rows: see `PlannedDataset.scanner`."""
        wanted = self._condition if filter is None else filter
        return _scanner(self._plan, (self._part.start, self._part.stop), columns, wanted, options)

    def count_rows(self, **options: Any) -> int:
        """Return the number of rows: see `PlannedScanner.count_rows`."""
        counted: int = self.scanner(**options).count_rows()
        return counted


def _scanner(
    plan: DatasetPlan,
    rows: tuple[int, int],
    columns: Any,
    condition: Expression | None,
    options: dict[str, Any],
) -> PlannedScanner:
    known = {name: options[name] for name in ("batch_size", "use_threads") if name in options}
    return PlannedScanner(plan, *rows, columns=columns, filter=condition, **known)
