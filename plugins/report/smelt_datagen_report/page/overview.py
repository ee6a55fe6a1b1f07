"""The top of the page: figures of the whole, the datasets, how they refer to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from smelt_datagen_report.drawing.diagram import MOST_NODES, diagram
from smelt_datagen_report.markup import Child, Markup, element
from smelt_datagen_report.page.datasets import anchor, size_text
from smelt_datagen_report.statistics.labels import shortened
from smelt_datagen_report.statistics.plans import DatasetFacts, PlanFacts
from smelt_datagen_report.statistics.references import ReferenceFacts

_LONGEST = 60


def tiles(facts: PlanFacts) -> Markup:
    """Return the figures of the whole."""
    datasets = facts.datasets
    references = [*_references(datasets)]
    missing = sum(one.missing for one in references)
    checked = sum(one.checked for one in references)
    sizes = [one.bytes for one in datasets]
    known = [size for size in sizes if size is not None]
    size = size_text(sum(known)) if known and len(known) == len(sizes) else None
    shown = [
        ("datasets", f"{len(datasets):,}", None),
        ("rows", f"{sum(one.rows + one.copies for one in datasets):,}", None),
        ("columns", f"{sum(len(one.columns) for one in datasets):,}", None),
        ("files", f"{sum(one.files for one in datasets):,}", None),
        *([("as written", size, None)] if size else []),
        *([("missing keys", f"{missing:,}", "bad" if missing else "good")] if checked else []),
    ]
    return element(
        "dl",
        [
            element("div", element("dt", name), element("dd", value, class_=kind))
            for name, value, kind in shown
        ],
        class_="tiles",
    )


def datasets_table(facts: PlanFacts) -> Markup:
    """Return a row for each dataset."""
    has_sizes = any(one.bytes is not None for one in facts.datasets)
    heads = ["dataset", "rows", "columns", "files", *(["size"] if has_sizes else []), "folders by"]
    rows = []
    for number, one in enumerate(facts.datasets):
        name = element("a", shortened(one.name, _LONGEST), href=f"#{anchor(number)}")
        figures = [f"{one.rows + one.copies:,}", f"{len(one.columns):,}", f"{one.files:,}"]
        figures += [size_text(one.bytes)] if has_sizes else []
        cells = [element("td", text, class_="number") for text in figures]
        by = element("td", one.partition or "none")
        rows.append(element("tr", element("th", name, scope="row"), cells, by))
    return _table("The datasets", heads, rows, numbers=range(1, len(heads) - 1))


def relations(facts: PlanFacts) -> Iterator[Markup]:
    """Yield the diagram, and the same as a table; nothing where no dataset refers to another."""
    if not facts.edges:
        return
    yield element("h2", "How they refer to each other", id="references")
    if len(facts.nodes) <= MOST_NODES:
        yield _scrolling(
            "The diagram of the datasets", diagram(facts.nodes, facts.edges), "drawing"
        )
    words = {
        "key": "key of a row of",
        "parent": "key of the parent in",
        "entity": "picks one of the",
    }
    rows = [
        element(
            "tr",
            element("th", shortened(edge.source.name, _LONGEST), scope="row"),
            element("td", shortened(edge.column, _LONGEST)),
            element("td", words[edge.kind]),
            element("td", shortened(edge.target.name, _LONGEST)),
        )
        for edge in facts.edges
    ]
    yield element("h3", "The same as a table")
    yield _table("References", ["dataset", "column", "is", "target"], rows)


def _references(datasets: Sequence[DatasetFacts]) -> Iterator[ReferenceFacts]:
    for dataset in datasets:
        for column in dataset.columns:
            if column.reference is not None:
                yield column.reference


def _table(
    name: str, heads: Sequence[str], rows: Sequence[Markup], numbers: Sequence[int] = ()
) -> Markup:
    cells = [
        element("th", word, scope="col", class_="number" if place in numbers else None)
        for place, word in enumerate(heads)
    ]
    head = element("thead", element("tr", cells))
    return _scrolling(name, element("table", head, element("tbody", rows)))


def _scrolling(name: str, inside: Child, kind: str = "") -> Markup:
    """Return what may be wider than a telephone: it scrolls, with the keyboard too."""
    classes = f"scroll {kind}".strip()
    return element("div", inside, class_=classes, tabindex=0, role="region", aria_label=name)
