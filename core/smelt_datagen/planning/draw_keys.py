"""The column keys `order`, `exact` and `correlate`: which source stands behind a column's draw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from smelt_datagen.config.models import ColumnConfig, CorrelateConfig
from smelt_datagen.plugins.registry import Plugins
from smelt_datagen.protocol.column import Column
from smelt_datagen.protocol.draw_source import DrawSource
from smelt_datagen.protocol.ranked_draws import Order, RankedDraws
from smelt_datagen.protocol.scope import BindFailure, Scope


def with_draws(config: ColumnConfig, column: Column, scope: Scope, plugins: Plugins) -> Column:
    """Return the column of a generator with the source behind its draw that the keys ask for.

    Fails in `scope`, that of the column, at a key whose generator does not invert its draw.
    """
    given = [*_given(config)]
    if not given:
        return column
    scope = scope.at(config.path)
    if column.draws is None:
        name = "" if config.generator is None else config.generator.value["type"]
        scope.fail(_not_inverted(f"generator '{name}'", name, plugins), given[0])
    if config.correlate is None:
        return column.drawing(RankedDraws(cast("Order | None", config.order), config.exact))
    if len(given) > 1:
        scope.fail(f"cannot stand beside '{given[0]}': both say what is drawn", "correlate")
    return column.drawing(_correlated(config.correlate, scope, plugins))


def _given(config: ColumnConfig) -> Iterator[str]:
    if config.order is not None:
        yield "order"
    if config.exact:
        yield "exact"
    if config.correlate is not None:
        yield "correlate"


def _correlated(config: CorrelateConfig, scope: Scope, plugins: Plugins) -> DrawSource:
    if not config.other:
        raise BindFailure  # what is missing or wrong was noted
    place = ("correlate", "with")
    other = scope.column(config.other, *place)
    if other.draws is None or config.other not in scope.context.column_names(scope.own):
        scope.fail(_not_inverted(f"column '{config.other}'", "", plugins), *place)
    from smelt_datagen.planning.draw_sources import CorrelatedDraws  # noqa: PLC0415 (few configs have any)

    return CorrelatedDraws(config.other, config.spearman)


def _not_inverted(found: str, type_name: str, plugins: Plugins) -> str:
    classes = (cls for plugin in plugins.found for cls in plugin.generators)
    names = sorted({cls.declaration.type for cls in classes if cls.declaration.inverts_draw})
    so = " with these parameters" if type_name in names else ""
    return f"{found} does not invert its draw{so}, as this key needs; these do: {', '.join(names)}"
