"""Bars and lines over bins, partitions and frequent values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from smelt_datagen_report.markup import Markup, element
from smelt_datagen_report.statistics.bins import Bins

WIDTH, HEIGHT = 320, 96
_TOP = 4
_GAP = 0.12
_MOST_PARTITIONS = 160

Label = Callable[[float], str]


def histogram(bins: Bins, label: Label, what: str, unit: str) -> Markup:
    """Return bars over the bins, and the distribution that was asked for as a line.

    `label` says what an edge is, `what` whose histogram it is, `unit` what is counted.
    """
    shares = [count / bins.total for count in bins.counts]
    places = _places(bins.edges)
    peak = max(*_densities(shares, places), *_densities(bins.asked or (), places), 1e-9)
    bars = [
        _bar(
            left,
            right - left,
            density / peak,
            f"{_range(bins, number, label)}: {count:,} {unit} ({percent(share)})",
        )
        for number, ((left, right), share, density, count) in enumerate(
            zip(pairwise(places), shares, _densities(shares, places), bins.counts, strict=True)
        )
    ]
    asked = bins.asked
    line = None
    if asked is not None:
        line = _line([density / peak for density in _densities(asked, places)], places)
    busiest = max(range(len(shares)), key=lambda number: shares[number])
    said = (
        f"{what}: {len(shares)} {'bar' if len(shares) == 1 else 'bars'} from "
        f"{label(bins.edges[0])} to {label(bins.edges[-1])}, the highest at "
        f"{_range(bins, busiest, label)} with {percent(shares[busiest])}"
    )
    if asked is not None:
        said += "; the line is the distribution that was asked for"
    return _chart(said, [*bars, line])


def columns(values: Mapping[str, int], what: str) -> Markup:
    """Return a bar for each value, as rows per day; neighbours together where there are many."""
    names, counts = [*values], [*values.values()]
    together = -(-len(names) // _MOST_PARTITIONS)
    groups = [
        range(start, min(start + together, len(names))) for start in range(0, len(names), together)
    ]
    sums = [sum(counts[one] for one in group) for group in groups]
    peak = max(*sums, 1)
    step = WIDTH / len(sums)
    bars = [
        _bar(
            number * step,
            step,
            total / peak,
            f"{_between(names[group[0]], names[group[-1]])}: {total:,} rows",
        )
        for number, (group, total) in enumerate(zip(groups, sums, strict=True))
    ]
    said = f"{what}: from {min(counts):,} to {max(counts):,} in {_between(names[0], names[-1])}"
    return _chart(said, bars)


def share_bar(share: float, asked: float | None) -> Markup:
    """Return a bar of this length, of 1 at most, with a mark at the share that was asked for."""
    mark = None
    if asked is not None:
        at = min(max(asked * 100, 0.6), 99.4)
        mark = element("path", d=f"M{at:.2f} 0V10", class_="asked")
    return element(
        "svg",
        element("rect", width=f"{share * 100:.2f}", height=10, class_="bar"),
        mark,
        viewBox="0 0 100 10",
        preserveAspectRatio="none",
        class_="share",
        aria_hidden="true",
    )


def percent(share: float) -> str:
    """Return a share in per cent, with as many digits as say something."""
    if share in (0, 1):
        return f"{share:.0%}"
    points = share * 100
    if points < 0.01:  # noqa: PLR2004 (per cent)
        return "< 0.01 %"
    return f"{points:.2f} %" if points < 1 or points > 99 else f"{points:.1f} %"  # noqa: PLR2004 (per cent)


def _chart(said: str, inside: Sequence[Markup | None]) -> Markup:
    return element(
        "svg",
        inside,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        class_="chart",
        role="img",
        aria_label=said,
    )


def _bar(left: float, width: float, height: float, title: str) -> Markup:
    """Return a bar, and all the room above it as a place to point at."""
    gap = width * _GAP if width > 2 else 0.0  # noqa: PLR2004 (a narrower gap is none)
    tall = height * (HEIGHT - _TOP)
    place = {"x": f"{left + gap / 2:.2f}", "width": f"{width - gap:.2f}"}
    bar = element("rect", **place, y=f"{HEIGHT - tall:.2f}", height=f"{tall:.2f}", class_="bar")
    room = element("rect", **place, y=0, height=HEIGHT, class_="room")
    return element("g", element("title", title), bar, room)


def _places(edges: Sequence[float]) -> list[float]:
    """Return where edges are from left to right."""
    span = edges[-1] - edges[0]
    return [(edge - edges[0]) / span * WIDTH if span else WIDTH / 2 for edge in edges]


def _densities(shares: Sequence[float], places: Sequence[float]) -> list[float]:
    """Return how high bars are whose areas are as shares: the last may be narrower."""
    widths = [max(right - left, 1e-9) for left, right in pairwise(places)]
    return [share / width for share, width in zip(shares, widths, strict=False)]


def _line(heights: Sequence[float], places: Sequence[float]) -> Markup:
    """Return a line through the middles of bins, flat over the halves at its ends."""
    levels = [f"{HEIGHT - height * (HEIGHT - _TOP):.2f}" for height in heights]
    middles = " ".join(
        f"{(left + right) / 2:.2f},{level}"
        for (left, right), level in zip(pairwise(places), levels, strict=True)
    )
    return element("path", d=f"M0,{levels[0]} L{middles} L{WIDTH},{levels[-1]}", class_="asked")


def _range(bins: Bins, number: int, label: Label) -> str:
    low, high = bins.edges[number], bins.edges[number + 1]
    is_whole = isinstance(low, int)
    return _between(label(low), label(high - 1 if is_whole else high))


def _between(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"
