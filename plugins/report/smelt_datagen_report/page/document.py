"""The whole page, in one file and below two megabytes."""

from __future__ import annotations

from importlib.resources import files

from smelt_datagen import __version__

from smelt_datagen_report.markup import Markup, element, joined
from smelt_datagen_report.page.datasets import anchor, section
from smelt_datagen_report.page.overview import datasets_table, relations, tiles
from smelt_datagen_report.sampling.slices import MOST_ROWS
from smelt_datagen_report.statistics.labels import shortened
from smelt_datagen_report.statistics.plans import PlanFacts

MOST_BYTES = 1_900_000
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_FEWEST = 4


def document(title: str, facts: PlanFacts) -> str:
    """Return the page about a config called `title`.

    Where there is too much for a page, first the charts are left out, then columns, and it says so.
    """
    text = _page(title, facts, with_charts=True, most=None)
    most = max((len(one.columns) for one in facts.datasets), default=0)
    if _is_too_large(text):
        text = _page(title, facts, with_charts=False, most=None)
    while _is_too_large(text) and most > _FEWEST:
        most //= 2
        text = _page(title, facts, with_charts=False, most=most)
    return text


def _is_too_large(text: str) -> bool:
    return len(text.encode("utf-8", "backslashreplace")) > MOST_BYTES


def _page(title: str, facts: PlanFacts, *, with_charts: bool, most: int | None) -> str:
    style = files("smelt_datagen_report.page").joinpath("style.css").read_text(encoding="utf-8")
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="generator", content=f"smelt-datagen {__version__}"),
        element("link", rel="icon", href="data:,"),
        element("title", f"{title}: what it makes"),
        element("style", Markup(style)),
    )
    sections = [
        section(one, number, with_charts=with_charts, most=most)
        for number, one in enumerate(facts.datasets)
    ]
    body = element(
        "body",
        element("a", "To the datasets", href="#content", class_="skip"),
        _header(title, facts),
        element(
            "main",
            element("h2", "Datasets", id="datasets"),
            datasets_table(facts),
            [*relations(facts)],
            _legend() if with_charts else element("p", _NO_CHARTS, class_="note"),
            sections,
            id="content",
            tabindex=-1,
        ),
        element("footer", f"Made by smelt-datagen {__version__}."),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


_NO_CHARTS = "There are so many columns that their charts are left out."


def _header(title: str, facts: PlanFacts) -> Markup:
    links = [
        element("li", element("a", shortened(one.name, 40), href=f"#{anchor(number)}"))
        for number, one in enumerate(facts.datasets)
    ]
    seeds = sorted({one.seed for one in facts.datasets})
    seed = f"seed {seeds[0]}" if len(seeds) == 1 else f"{len(seeds)} seeds"
    said = (
        f"What this config makes with {seed}. Figures and charts are of rows in slices spread over "
        f"each dataset, {MOST_ROWS:,} at most; numbers of rows, files and folders are of all."
    )
    return element(
        "header",
        element("h1", title),
        element("p", said, class_="lead"),
        tiles(facts),
        element("nav", element("ul", links), aria_label="Datasets"),
    )


def _legend() -> Markup:
    bar = element("rect", width=22, height=10, class_="bar")
    line = element("path", d="M0 5H22", class_="asked")
    made, asked = (
        element("svg", one, viewBox="0 0 22 10", aria_hidden="true") for one in (bar, line)
    )
    return element(
        "p",
        element("span", joined([made]), "made", class_="key"),
        element("span", joined([asked]), "asked for, where the generator can say", class_="key"),
        class_="note",
    )
