"""A dataset as a section of the page."""

from __future__ import annotations

from smelt_datagen_report.drawing.charts import columns
from smelt_datagen_report.markup import Markup, element
from smelt_datagen_report.page.columns import card, referring
from smelt_datagen_report.statistics.labels import shortened
from smelt_datagen_report.statistics.plans import DatasetFacts


def section(facts: DatasetFacts, number: int, *, with_charts: bool, most: int | None) -> Markup:
    """Return what is told of a dataset, the `number`-th; of `most` columns, None for all."""
    shown = facts.columns if most is None else facts.columns[:most]
    hidden = len(facts.columns) - len(shown)
    left_out = f"{hidden:,} more columns are left out: the page would be too large."
    return element(
        "section",
        element("h2", shortened(facts.name, 80), id=f"title{number}"),
        element("p", said_of_rows(facts), class_="lead"),
        _partitions(facts),
        _family(facts, with_charts=with_charts),
        element("h3", f"Columns of {shortened(facts.name, 80)}"),
        element("ul", [card(one, with_charts=with_charts) for one in shown], class_="cards"),
        element("p", left_out, class_="note") if hidden else None,
        id=anchor(number),
        aria_labelledby=f"title{number}",
    )


def anchor(number: int) -> str:
    """Return the name of a dataset's place on the page."""
    return f"dataset{number}"


def size_text(size: int | None) -> str:
    """Return a size for people, empty for one that is not known."""
    if size is None:
        return ""
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 1000)):
        if size >= factor:
            return f"{size / factor:,.1f} {unit}"
    return f"{size:,} B"


def said_of_rows(facts: DatasetFacts) -> str:
    """Return rows, files and what the figures are made from, as a sentence or two."""
    twice = f" and {facts.copies:,} that are delivered again" if facts.copies else ""
    size = "" if facts.bytes is None else f", {size_text(facts.bytes)} as written"
    files = f"{facts.files:,} {facts.format} {'file' if facts.files == 1 else 'files'}{size}"
    if facts.sampled == facts.rows:
        seen = "The figures below are of all of them."
    else:
        seen = f"The figures below are of {facts.sampled:,} rows, in slices from first to last."
    return f"{facts.rows:,} rows{twice} in {files}. {seen}"


def _partitions(facts: DatasetFacts) -> Markup | None:
    if not facts.partitions:
        return None
    what = "Rows per day" if facts.is_daily else f"Rows per {facts.partition}"
    names = [*facts.partitions]
    return element(
        "div",
        element("h3", what, style="margin-top:0"),
        columns(facts.partitions, what),
        element("div", element("span", names[0]), element("span", names[-1]), class_="ends"),
        class_="panel",
    )


def _family(facts: DatasetFacts, *, with_charts: bool) -> Markup | None:
    if facts.parent is None:
        return None
    return element(
        "div",
        element("h3", f"Rows under each row of {facts.parent.target}", style="margin-top:0"),
        referring(facts.parent, with_charts=with_charts),
        class_="panel",
    )
