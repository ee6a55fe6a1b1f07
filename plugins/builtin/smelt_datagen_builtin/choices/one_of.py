"""One of several values, all equally likely."""

from __future__ import annotations

from collections import Counter

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


@generator(
    "one_of",
    example="{ type: one_of, values: [red, green, blue, yellow] }",
    output="the type of the values",
    inverts_draw=True,
)
class OneOf(Generator):
    """One of several values, all equally likely; a value that is listed twice counts twice."""

    values: list[Scalar] = param("The values: all strings, all numbers, or true and false.")

    def bind(self, scope: Scope) -> Column:
        """Return a categorical column."""
        if not self.values:
            scope.fail("must have at least one value", "values")
        dictionary = dictionary_of(self.values, scope, "values")
        # a dictionary holds each value once, however often the list does
        counts = Counter(self.values)
        guide = GuideTable(list(counts.values()))
        return CategoricalColumn(ColumnType.categorical(dictionary), guide)
