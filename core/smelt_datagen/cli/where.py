"""`preview --where`: rows for which an SQL condition holds.

The condition is a hidden column that is added to the config: the generator `expression` checks and
evaluates it, as any other, and no value of other columns depends on it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import attrs
import click
import numpy as np
import pyarrow as pa

from smelt_datagen.arrays.conversion import numpy_values
from smelt_datagen.arrays.nulls import validity, without_nulls
from smelt_datagen.cli.request import Request
from smelt_datagen.config.models import ColumnConfig, Config, DatasetConfig, GeneratorConfig
from smelt_datagen.errors import ConfigError

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import DatasetPlan, Plan

OPTION = "--where"
MOST_ROWS = 1_000_000
"""That are looked at, unless a range is asked for."""

_BLOCK = 1 << 15
_COLUMN = "preview --where"
"""The name of the hidden column, as nobody has it."""


def planned_with(request: Request, condition: str) -> Plan:
    """Return the plan of a request, with the condition as a column of the selected datasets.

    Raises ConfigError as `plan` does, and click's error for a condition that is none.
    """
    try:
        planned = request.planned(adapt=_with_column(condition, request.datasets))
    except ConfigError as error:
        wrong = [one.message for one in error.problems if one.path[:1] == (OPTION,)]
        if len(wrong) < len(error.problems):
            raise
        reasons = "; ".join(dict.fromkeys(wrong))
        raise click.BadParameter(reasons, param_hint=OPTION) from error
    for dataset in planned.selected:
        kind = dataset.bound.members[_COLUMN].column.type.data_type
        if not pa.types.is_boolean(kind):
            text = f"expected a condition, which is true or false, found values of type {kind}"
            raise click.BadParameter(text, param_hint=OPTION)
    return planned


def matching(dataset: DatasetPlan, start: int, stop: int, most: int | None) -> list[int]:
    """Return the numbers of the rows of [start, stop) for which it holds, the first `most`."""
    found: list[int] = []
    for low in range(start, stop, _BLOCK):
        rows = dataset.bound.range(low, min(low + _BLOCK, stop))
        holds = rows.column(_COLUMN)
        is_true = numpy_values(without_nulls(holds)).astype(np.bool_) & validity(holds)
        found.extend((np.flatnonzero(is_true) + low).tolist())
        if most is not None and len(found) >= most:
            break
    return found[:most]


def _with_column(condition: str, datasets: tuple[str, ...]) -> Callable[[Config], Config]:
    def changed(one: DatasetConfig) -> DatasetConfig:
        if datasets and one.name not in datasets:
            return one
        generator = GeneratorConfig({"type": "expression", "sql": condition}, (OPTION,))
        column = ColumnConfig(name=_COLUMN, generator=generator, hidden=True, path=(OPTION,))
        return attrs.evolve(one, columns=(*one.columns, column))

    return lambda config: attrs.evolve(
        config, datasets=tuple(changed(one) for one in config.datasets)
    )
