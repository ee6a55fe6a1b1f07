"""One of several values, each with its own probability."""

from __future__ import annotations

from smelt_datagen.plugin import (
    CategoricalColumn,
    Column,
    ColumnType,
    Generator,
    GuideTable,
    Scalar,
    Scope,
    generator,
    param,
)

from smelt_datagen_builtin.choices.dictionary import dictionary_of
from smelt_datagen_builtin.choices.weights import report_weights


@generator(
    "weighted_choice",
    example="{ type: weighted_choice, values: { completed: 0.70, shipped: 0.25, returned: 0.05 } }",
    output="the type of the values",
    inverts_draw=True,
)
class WeightedChoice(Generator):
    """One of several values, each with its own probability."""

    values: dict[Scalar, float] = param(
        "Weight of each value: any numbers from 0; they are normalised."
    )

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column; fail on weights that are no distribution."""
        if not self.values:
            scope.fail("must have at least one value", "values")
        report_weights(self.values, scope, "values")
        if not any(self.values.values()):
            scope.stop_if_failed()
        dictionary = dictionary_of(list(self.values), scope, "values")
        scope.stop_if_failed()
        guide = GuideTable(list(self.values.values()))
        return CategoricalColumn(ColumnType.categorical(dictionary), guide)
