"""References to those rows of a target for which an SQL expression is true."""

from __future__ import annotations

import attrs
import numpy as np
import numpy.typing as npt
from smelt_datagen.plugin import Block, Dataset, Reference, Scope, Targets

from smelt_datagen_builtin.references.held_columns import refuse_too_many

_BLOCK = 1 << 15


def selected_rows(scope: Scope, target: Dataset, sql: str) -> npt.NDArray[np.int64]:
    """Return the numbers of the target's rows for which `sql` is true: 8 bytes each.

    Fails at `where` for what is no condition over its columns, and if there is no such row.
    """
    # the parser takes a tenth of a second
    from smelt_datagen_builtin.expressions.bound import bound  # noqa: PLC0415

    refuse_too_many(scope, target, "where")
    condition = bound(sql, scope, target, "where")
    if condition.node.type.kind != "bool":
        scope.fail(f"must be true or false, not {condition.node.type}", "where")
    count = target.row_count
    found = [
        low + np.flatnonzero(condition.truth(target.range(low, min(low + _BLOCK, count))))
        for low in range(0, count, _BLOCK)
    ]
    rows = np.concatenate(found)
    if not rows.size:
        scope.fail(f"is true for none of the {count:,} rows of dataset '{target.name}'", "where")
    return rows


@attrs.frozen(eq=False, repr=False)
class SelectedReference(Reference):
    """One of some rows of the target, which `inner` picks by their places in `selected`."""

    inner: Reference
    selected: npt.NDArray[np.int64]

    @property
    def inverts_draw(self) -> bool:
        """Whether the pick does: the rows are in their order."""
        return self.inner.inverts_draw

    def rows(self, block: Block) -> Targets:
        """Return the rows at the places that are picked."""
        picked = block.follow(self.inner)
        places = picked.rows.index.view(np.int64)
        return Targets(self.target.rows(self.selected[places]), picked.valid)
