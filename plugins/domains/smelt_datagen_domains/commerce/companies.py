"""The fields of a company: how each becomes a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

import attrs
import numpy as np
from smelt_datagen.plugin import Block, Column, GuideTable, Stream

from smelt_datagen_domains.data.reading import table
from smelt_datagen_domains.people.names import Names, names_of
from smelt_datagen_domains.selection.picks import Picks
from smelt_datagen_domains.selection.selected import Codes, Selected
from smelt_datagen_domains.texts.joined import Categorical, Joined, listed

_COMPACT = ("ja_JP", "zh_CN")
"""Locales that write no space before the legal form."""


@attrs.frozen(eq=False)
class Company:
    """One company in every row, drawn from `stream`: two families and a legal form."""

    stream: Stream
    selected: Selected

    @property
    def names(self) -> Names:
        """The names of the locales."""
        return names_of(self.selected.keys)

    def draw(self, block: Block, label: str, pick: Callable[[Block], Codes]) -> Codes:
        """Return what is drawn under a label; computed once for the rows."""
        return block.rows.derived((label, self.selected), self.stream, pick)

    def families(self, block: Block) -> tuple[Codes, Codes]:
        """Return the positions of two family names."""
        kinds, picks = self.selected.codes(block), self.names.family_picks
        first = self.draw(block, "first", lambda own: picks.codes(own.uint64("first"), kinds))
        second = self.draw(block, "second", lambda own: picks.codes(own.uint64("second"), kinds))
        return first, second

    def has_two(self, block: Block) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Return whether the company is called after both."""
        return block.on(self.stream).bernoulli(0.3, "two")

    def legal_form(self, block: Block) -> Codes:
        """Return the position of the legal form."""
        kinds, picks = self.selected.codes(block), _form_picks(self.selected.keys)
        return self.draw(block, "form", lambda own: picks.codes(own.uint64("form"), kinds))

    def forms(self) -> list[str]:
        """Return the legal forms of all locales, with the space before them."""
        return [
            form if locale in _COMPACT else f" {form}"
            for locale in self.selected.keys
            for form in table("commerce")["legal_forms"][locale]
        ]


@cache
def _form_picks(locales: tuple[str, ...]) -> Picks:
    forms = table("commerce")["legal_forms"]
    return Picks([list(forms[locale].values()) for locale in locales])


def _name(company: Company) -> Column:
    family, forms = company.names.family, company.forms()

    def codes(block: Block) -> Sequence[Codes]:
        first, second = company.families(block)
        second = np.where(company.has_two(block), second + np.int32(1), 0)
        return first, second, company.legal_form(block)

    return Joined([family, ["", *(f" & {name}" for name in family)], forms], codes)


def _domain(company: Company) -> Column:
    family = company.names.ascii_family()

    def codes(block: Block) -> Sequence[Codes]:
        first, second = company.families(block)
        return first, np.where(company.has_two(block), second + np.int32(1), 0)

    ends = [".example", *(f"-{name}.example" for name in family)]  # reserved by RFC 2606
    return Joined([family, ends], codes)


def _legal_form(company: Company) -> Column:
    return listed([form.strip() for form in company.forms()], company.legal_form)


def _industry(company: Company) -> Column:
    weights: Mapping[str, float] = table("commerce")["industries"]
    guide = GuideTable(list(weights.values()))
    stream = company.stream
    return Categorical(
        list(weights), lambda block: guide.codes(block.on(stream).uint64("industry"))
    )


def _job_of(company: Company) -> Callable[[Block], Codes]:
    """Return what draws a job, by its position among those of all departments."""
    departments = table("commerce")["departments"].values()
    guide = GuideTable(
        [
            one["weight"] * weight / sum(one["titles"].values())
            for one in departments
            for weight in one["titles"].values()
        ]
    )
    return lambda block: guide.codes(block.on(company.stream).uint64("job"))


def _job_title(company: Company) -> Column:
    departments = table("commerce")["departments"].values()
    return Categorical([title for one in departments for title in one["titles"]], _job_of(company))


def _department(company: Company) -> Column:
    departments = table("commerce")["departments"]
    counts = [len(one["titles"]) for one in departments.values()]
    of = np.repeat(np.arange(len(counts)), counts).astype(np.int8)
    job = _job_of(company)
    return Categorical(list(departments), lambda block: of.take(job(block)))


FIELDS: Mapping[str, Callable[[Company], Column]] = {
    "name": _name,
    "legal_form": _legal_form,
    "domain": _domain,
    "industry": _industry,
    "department": _department,
    "job_title": _job_title,
}
"""What makes the column of each field."""
