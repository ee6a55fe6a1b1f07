"""What a running sum begins with: a value as it stands in the config, or a column of the parent."""

from __future__ import annotations

import attrs
import numpy as np
import pyarrow as pa
from smelt_datagen.arrays import arrow_array, decoded, take
from smelt_datagen.plugin import Block, Scalar, Scope, family_relation

from smelt_datagen_builtin.families.amounts import Unit
from smelt_datagen_builtin.numbers.ends import moment


@attrs.frozen(eq=False, repr=False)
class Start:
    """A number, a date or a timestamp for every row."""

    data_type: pa.DataType
    nullable: bool = False
    value: pa.Array | None = None
    """An array of one."""
    name: str = ""
    """The column of the parent, if there is no value."""

    def values(self, block: Block) -> pa.Array:
        """Return one value for every row."""
        if self.value is not None:
            return take(self.value, arrow_array(np.zeros(len(block), np.int64)))
        array = block.rows.parents.column(self.name)
        return decoded(array, self.data_type) if pa.types.is_dictionary(array.type) else array


def start_of(value: Scalar, scope: Scope, key: str) -> Start:
    """Return what stands at a parameter; fail for what no number can be added to."""
    if isinstance(value, bool):
        scope.fail("must be a number, a date, a timestamp or a column, not true or false", key)
    if isinstance(value, int | float):
        array = arrow_array(np.array([value], np.int64 if isinstance(value, int) else np.float64))
        return Start(array.type, value=array)
    if (found_moment := moment(value)) is not None:
        return Start(found_moment.type, value=found_moment)
    parent = family_relation(scope).parent
    kind = scope.column_of(parent, value, key).type
    found = kind.data_type
    if not (Unit.of(found) or pa.types.is_date32(found) or pa.types.is_timestamp(found)):
        scope.fail(
            f"column '{value}' of '{parent.name}' is {found}, to which nothing is added", key
        )
    return Start(found, kind.nullable, name=value)
