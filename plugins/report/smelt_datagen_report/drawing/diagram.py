"""The datasets as boxes, and arrows from the rows that refer to those that are referred to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from smelt_datagen_report.drawing.layers import Layers, Place, Waypoint, layered
from smelt_datagen_report.markup import Markup, element, joined
from smelt_datagen_report.statistics.labels import shortened
from smelt_datagen_report.statistics.references import Edge, Node

_BOX, _HEAD, _LINE, _FOOT = 196, 46, 22, 8
_ACROSS, _BELOW, _MARGIN = 86, 22, 10
_POINT = 14
_MOST_LINES = 8
MOST_NODES = 120


@attrs.frozen
class _Line:
    """A line of a box: the columns that refer to one other box."""

    target: Node
    columns: tuple[str, ...]
    kind: str

    @property
    def text(self) -> str:
        return ", ".join(self.columns)


@attrs.frozen
class _Point:
    """Where an arrow crosses a layer: the left end of a level stretch as wide as a box."""

    left: float
    top: float


@attrs.frozen
class _Box:
    node: Node
    lines: tuple[_Line, ...]
    left: float
    top: float

    @property
    def height(self) -> float:
        return _height(len(self.lines))

    def line_at(self, number: int) -> float:
        return self.top + _HEAD + (min(number, _MOST_LINES) + 0.5) * _LINE


def diagram(nodes: Sequence[Node], edges: Sequence[Edge]) -> Markup:
    """Return the diagram: who is referred to stands left of who refers."""
    lines = _lines(edges)
    arrows = [(source, line.target) for source, own in lines.items() for line in own]
    boxes, points = _placed(layered(nodes, arrows), lines)
    width = max((box.left for box in boxes.values()), default=0.0) + _BOX + _MARGIN
    lowest = [
        *(box.top + box.height for box in boxes.values()),
        *(at.top for at in points.values()),
    ]
    height = max(lowest, default=0.0) + _MARGIN
    said = f"{len(nodes)} boxes, and an arrow for each reference; the table below says the same"
    return element(
        "svg",
        _arrowhead(),
        [path for box in boxes.values() for path in _arrows(box, boxes, points)],
        [_drawn(box) for box in boxes.values()],
        viewBox=f"0 0 {width:.0f} {height:.0f}",
        width=f"{width:.0f}",
        height=f"{height:.0f}",
        class_="diagram",
        role="img",
        aria_label=f"How the datasets refer to each other: {said}",
    )


def _lines(edges: Sequence[Edge]) -> Mapping[Node, tuple[_Line, ...]]:
    """Return the lines of each box: columns with one target and of one kind share a line."""
    together: dict[tuple[Node, Node, str], list[str]] = {}
    for edge in edges:
        together.setdefault((edge.source, edge.target, edge.kind), []).append(edge.column)
    lines: dict[Node, tuple[_Line, ...]] = {}
    for (source, target, kind), names in together.items():
        lines[source] = (*lines.get(source, ()), _Line(target, tuple(names), kind))
    return lines


def _placed(
    layers: Layers, lines: Mapping[Node, tuple[_Line, ...]]
) -> tuple[dict[Node, _Box], dict[Waypoint, _Point]]:
    """Return where boxes and waypoints are; every layer is in the middle of the tallest."""

    def room(one: Place) -> float:
        return _POINT if isinstance(one, Waypoint) else _height(len(lines.get(one, ())))

    heights = [sum(room(one) + _BELOW for one in layer) - _BELOW for layer in layers]
    tallest = max(heights, default=0.0)
    boxes: dict[Node, _Box] = {}
    points: dict[Waypoint, _Point] = {}
    for number, (layer, height) in enumerate(zip(layers, heights, strict=True)):
        left, top = float(_MARGIN + number * (_BOX + _ACROSS)), _MARGIN + (tallest - height) / 2
        for one in layer:
            if isinstance(one, Waypoint):
                points[one] = _Point(left, top + _POINT / 2)
            else:
                boxes[one] = _Box(one, lines.get(one, ()), left, top)
            top += room(one) + _BELOW
    return boxes, points


def _height(lines: int) -> float:
    return _HEAD + (_FOOT + _LINE * min(lines, _MOST_LINES + 1) if lines else 0)


def _drawn(box: _Box) -> Markup:
    left, top = box.left, box.top
    kind = "box entity" if box.node.is_entity else "box"
    inside: list[Markup] = [
        element("title", f"{box.node.name}: {box.node.rows:,} rows"),
        element("rect", x=left, y=top, width=_BOX, height=box.height, rx=9, class_=kind),
        _text(left + 12, top + 20, shortened(box.node.name, 20), "name"),
        _text(left + 12, top + 37, f"{box.node.rows:,} rows", "rows"),
    ]
    if box.lines:
        across = f"M{left} {top + _HEAD}h{_BOX}"
        inside.append(element("path", d=across, class_="rule"))
    for number, line in enumerate(box.lines[:_MOST_LINES]):
        inside.append(element("circle", cx=left, cy=box.line_at(number), r=3.5, class_="port"))
        inside.append(_text(left + 12, box.line_at(number) + 4, shortened(line.text, 23), "column"))
    if len(box.lines) > _MOST_LINES:
        more = f"and {len(box.lines) - _MOST_LINES} more"
        inside.append(_text(left + 12, box.line_at(_MOST_LINES) + 4, more, "rows"))
    return element("g", inside)


def _text(x: float, y: float, text: str, kind: str) -> Markup:
    return element("text", text, x=f"{x:g}", y=f"{y:g}", class_=kind)


def _arrows(
    box: _Box, boxes: Mapping[Node, _Box], points: Mapping[Waypoint, _Point]
) -> Iterator[Markup]:
    for number, line in enumerate(box.lines):
        target = boxes[line.target]
        start, height = box.left, box.line_at(number)
        if target is box:  # a tree: out at the line, and back at the head
            turn = f"C{start - 34} {height} {start - 34} {box.top + 23} {start - 4} {box.top + 23}"
            yield _path(f"M{start} {height}{turn}", line.kind)
            continue
        way = [
            at for one, at in points.items() if one.source == box.node and one.target == line.target
        ]
        drawn = f"M{start:g} {height:g}"
        for at in sorted(way, key=lambda at: -at.left):
            drawn += _curve(start, height, at.left + _BOX, at.top) + f"H{at.left:g}"
            start, height = at.left, at.top
        drawn += _curve(start, height, target.left + _BOX + 4, target.top + 23)
        yield _path(drawn, line.kind)


def _curve(start: float, height: float, end: float, level: float) -> str:
    bend = max((start - end) / 2, 40)
    return f"C{start - bend:g} {height:g} {end + bend:g} {level:g} {end:g} {level:g}"


def _path(d: str, kind: str) -> Markup:
    return element("path", d=d, class_=f"arrow {kind}", marker_end="url(#head)")


def _arrowhead() -> Markup:
    shape = element("path", d="M0 0L9 4.5L0 9z", class_="head")
    marker = element(
        "marker", shape, id="head", viewBox="0 0 9 9", refX=8, refY=4.5,
        markerWidth=10, markerHeight=10, markerUnits="userSpaceOnUse", orient="auto-start-reverse",
    )  # fmt: skip
    return joined([element("defs", marker)])
