"""Addresses of pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import product

from smelt_datagen.plugin import (
    Block,
    Column,
    Generator,
    GuideTable,
    Scope,
    Stream,
    generator,
    param,
)

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.selection.selected import Codes
from smelt_datagen_domains.texts.joined import Joined

_MOST = 1000
"""How many pages of one title there may be in a section."""


class Page:
    """One page in every row, drawn from `stream`: a host, a section, a title and a number."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        web = table("web")
        self._words: Sequence[str] = web["words"]
        self._sections: Mapping[str, float] = web["sections"]
        self._guide = GuideTable(list(self._sections.values()))
        self.hosts = [f"{word}." for word in self._words]
        self.ends: Sequence[str] = web["endings"]
        self.sections = [f"/{section}/" for section in self._sections]
        self.titles = [f"{a}-{b}" for a, b in product(self._words, repeat=2)]
        self.numbers = [f"-{number}" for number in range(1, _MOST + 1)]

    def host(self, block: Block) -> list[Codes]:
        """Return the positions of the parts of the host."""
        own = block.on(self._stream)
        word = own.integers(0, len(self.hosts), "host")
        return [word, own.integers(0, len(self.ends), "end")]

    def path(self, block: Block) -> list[Codes]:
        """Return the positions of the parts of the path."""
        own = block.on(self._stream)
        section = self._guide.codes(own.uint64("section"))
        title = own.integers(0, len(self.titles), "title")
        return [section, title, own.integers(0, _MOST, "number")]


def _url(page: Page) -> Column:
    hosts = [f"https://{host}" for host in page.hosts]
    pieces = [hosts, page.ends, page.sections, page.titles, page.numbers]
    return Joined(pieces, lambda block: [*page.host(block), *page.path(block)])


def _domain(page: Page) -> Column:
    return Joined([page.hosts, page.ends], page.host)


def _path(page: Page) -> Column:
    return Joined([page.sections, page.titles, page.numbers], page.path)


FIELDS: Mapping[str, Callable[[Page], Column]] = {"url": _url, "domain": _domain, "path": _path}
"""What makes the column of each field."""


@generator("url", example="{ type: url }", output="string", independent_of=["column"])
class Url(Generator):
    """Address of a page, or a part of it; all columns of a row that name the same page agree.

    Hosts are below example.com, example.net and example.org, which are kept for documentation.
    """

    field: str = param("url, domain or path.", default="url", choices=FIELDS)
    page: str = param("Name of the page, to tell several in one row apart.", default="page")

    def bind(self, scope: Scope) -> Column:
        """Return the column of the field."""
        return FIELDS[self.field](Page(scope.own.stream.child("url", self.page)))
