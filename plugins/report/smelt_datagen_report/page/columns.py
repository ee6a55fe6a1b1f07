"""A column as a card: chart, figures, frequent values, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smelt_datagen_report.drawing.charts import Label, histogram, percent, share_bar
from smelt_datagen_report.markup import Markup, element, joined
from smelt_datagen_report.statistics.bins import Bins
from smelt_datagen_report.statistics.columns import ColumnFacts, Top
from smelt_datagen_report.statistics.labels import edge_label, label, shortened
from smelt_datagen_report.statistics.references import ReferenceFacts

_LONGEST_NAME = 80
_EXAMPLES = 3


def card(facts: ColumnFacts, *, with_charts: bool) -> Markup:
    """Return what is told of a column, as an item of a list."""
    return element(
        "li",
        element(
            "div",
            element("h4", shortened(facts.name, _LONGEST_NAME)),
            element("span", shortened(facts.type, _LONGEST_NAME), class_="type"),
            class_="title",
        ),
        [*_charts(facts)] if with_charts else None,
        _figures(facts),
        _frequent(facts),
        _samples(facts),
        None if facts.reference is None else referring(facts.reference, with_charts=with_charts),
    )


def referring(facts: ReferenceFacts, *, with_charts: bool) -> Markup:
    """Return how many rows refer to each row of another dataset, and whether all keys are there."""
    keys = None
    if facts.checked:
        is_good = not facts.missing
        said = f"{facts.missing:,} of {facts.checked:,}"
        keys = _figure("missing keys", said, "good" if is_good else "bad")
    chart = None
    if with_charts and facts.fan_out is not None:
        rows = "rows" if facts.is_whole else "sampled rows"
        what = f"{rows} for each row of {facts.target}"
        chart = drawn(facts.fan_out, label, what, f"rows of {facts.target}")
    return joined(
        [
            chart,
            element(
                "dl",
                _figure("refers to", facts.target),
                _figure("on average", f"{facts.average:,.2f} for each of {facts.target_rows:,}"),
                keys,
                class_="facts",
            ),
        ]
    )


def drawn(bins: Bins, name: Label, what: str, unit: str) -> Markup:
    """Return a histogram with its ends and what it leaves out."""
    beyond = [
        f"{number:,} {word}"
        for number, word in ((bins.below, "below"), (bins.above, "above"))
        if number
    ]
    caption = [*([what] if what else []), *([f"{', '.join(beyond)}, not drawn"] if beyond else [])]
    last = bins.edges[-1]
    ends = [name(bins.edges[0]), name(last - 1 if isinstance(last, int) else last)]
    return element(
        "figure",
        histogram(bins, name, what or "values", unit),
        element("div", [element("span", one) for one in ends], class_="ends"),
        element("figcaption", "; ".join(caption)) if caption else None,
    )


def _charts(facts: ColumnFacts) -> Iterator[Markup]:
    if facts.histogram is not None:
        yield drawn(
            facts.histogram,
            lambda number: edge_label(number, facts.data_type),
            "",
            "values",
        )
    if facts.lengths is not None and len(facts.lengths.counts) > 1:
        unit = "items" if facts.examples and facts.examples[0].startswith("[") else "characters"
        yield drawn(facts.lengths, label, f"lengths in {unit}", "values")


def _figures(facts: ColumnFacts) -> Markup:
    nulls = f"{facts.nulls:,} ({percent(facts.nulls / facts.rows)})" if facts.nulls else "0"
    distinct = None
    if facts.distinct is not None and facts.values:
        all_differ = facts.distinct == facts.values > 1
        distinct = _figure("distinct", f"{facts.distinct:,}{' (all)' if all_differ else ''}")
    length = None
    if facts.lengths is not None and len(facts.lengths.counts) == 1:
        length = _figure("length", f"{facts.lengths.edges[0]:,}")
    return element(
        "dl",
        _figure("nulls", nulls),
        distinct,
        length,
        _figure("min", facts.minimum) if facts.minimum else None,
        _figure("median", facts.middle) if facts.middle else None,
        _figure("max", facts.maximum) if facts.maximum else None,
        class_="facts",
    )


def _figure(name: str, value: str, kind: str | None = None) -> Markup:
    return element("div", element("dt", name), element("dd", value, class_=kind))


def _frequent(facts: ColumnFacts) -> Markup | None:
    """Return a table of the values seen most often, if they say more than the histogram."""
    shown = _shown(facts)
    if not shown or not facts.values:
        return None
    peak = 1.02 * max(max(one.count / facts.values, one.asked or 0.0) for one in shown)
    rows = [_row(one, facts.values, peak) for one in shown]
    heads = [element("th", word, scope="col") for word in ("value", "drawn", "share")]
    caption = element("caption", f"Values of {facts.name} seen most often", class_="hidden")
    head = element("thead", element("tr", heads), class_="hidden")
    return element("table", caption, head, element("tbody", rows), class_="top")


def _shown(facts: ColumnFacts) -> Sequence[Top]:
    """Return the frequent values that say more than the charts do."""
    if facts.has_few or not facts.top or facts.top[0].count * 20 > facts.values:
        return facts.top
    return facts.top[:_EXAMPLES] if facts.histogram is None else ()


def _row(one: Top, values: int, peak: float) -> Markup:
    share = one.count / values
    asked = None if one.asked is None else one.asked / peak
    said = f"{one.count:,} values"
    if one.asked is not None:
        said += f"; {percent(one.asked)} asked for"
    return element(
        "tr",
        element("th", one.label or "“”", scope="row"),
        element("td", share_bar(share / peak, asked), title=said),
        element("td", percent(share), class_="number"),
    )


def _samples(facts: ColumnFacts) -> Markup | None:
    if facts.top or facts.histogram is not None or not facts.examples:
        return None
    return element("ul", [element("li", one) for one in facts.examples], class_="samples")
