"""Arrow's expressions over record batches, and the columns that they name.

They are evaluated on the calling thread, not on a pool of Arrow's, whose threads could wait for
this one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from pyarrow import acero
from pyarrow.compute import Expression

from smelt_datagen.arrays.conversion import numpy_values

_BY_POSITION = "FieldPath("


def evaluated(source: pa.Table, expressions: Mapping[str, Expression]) -> pa.Table:
    """Return a column for each expression over the columns of a table.

    Raises ArrowInvalid if one names a column that is not there.
    """
    options = acero.ProjectNodeOptions([*expressions.values()], [*expressions])
    made: pa.Table = acero.Declaration.from_sequence(
        [
            acero.Declaration("table_source", acero.TableSourceNodeOptions(source)),
            acero.Declaration("project", options),
        ]
    ).to_table(use_threads=False)
    return made


def holds(batch: pa.RecordBatch, condition: Expression) -> npt.NDArray[np.bool_]:
    """Return of which rows a condition is true; where it is null, it is not."""
    found = evaluated(pa.Table.from_batches([batch]), {"": condition}).column(0).combine_chunks()
    true: npt.NDArray[np.bool_] = numpy_values(found)
    return true & numpy_values(found.is_valid()) if found.null_count else true


def named_columns(expressions: list[Expression], schema: pa.Schema) -> tuple[str, ...]:
    """Return which columns of a schema some expressions need, in its order.

    Arrow does not tell, but refuses an expression over a table that lacks such a column. Raises
    ArrowInvalid for a column that the schema lacks itself.
    """
    wanted = {str(number): expression for number, expression in enumerate(expressions)}
    evaluated(schema.empty_table(), wanted)
    if any(_BY_POSITION in str(expression) for expression in expressions):
        return tuple(schema.names)
    return tuple(name for name in schema.names if not _do_without(wanted, schema, name))


def _do_without(wanted: Mapping[str, Expression], schema: pa.Schema, name: str) -> bool:
    lacking = schema.remove(schema.get_field_index(name))
    try:
        evaluated(lacking.empty_table(), wanted)
    except pa.ArrowInvalid:
        return False
    return True
