"""In which layer of the diagram each dataset stands, and where in its layer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TypeAlias

import attrs

from smelt_datagen_report.statistics.references import Node


@attrs.frozen
class Waypoint:
    """Where an arrow crosses a layer that lies between its ends."""

    source: Node
    target: Node
    layer: int


Place: TypeAlias = Node | Waypoint
Layers: TypeAlias = Sequence[Sequence[Place]]


def layered(nodes: Sequence[Node], arrows: Iterable[tuple[Node, Node]]) -> Layers:
    """Return layers of nodes, each behind all that its arrows lead to, and of waypoints.

    Arrows of a circle are followed until they come back. Within a layer, a node is near the middle
    of what it leads to; of several at one place, the first stands first.
    """
    targets: dict[Node, list[Node]] = {node: [] for node in nodes}
    for source, target in arrows:
        if source != target and target not in targets[source]:
            targets[source].append(target)
    depths: dict[Node, int] = {}
    for node in nodes:
        if node not in depths:
            _settle(node, targets, depths)
    layers: list[list[Place]] = [[] for _ in range(max(depths.values(), default=-1) + 1)]
    leads: dict[Place, list[Place]] = {}
    for node in nodes:
        layers[depths[node]].append(node)
    for source, own in targets.items():
        for target in own:
            between = range(depths[source] - 1, depths[target], -1)
            chain: list[Place] = [source, *(Waypoint(source, target, at) for at in between), target]
            for layer, point in zip(between, chain[1:-1], strict=True):
                layers[layer].append(point)
            for one, following in pairwise(chain):
                leads.setdefault(one, []).append(following)
    return _sorted(layers, leads)


def _sorted(layers: Sequence[list[Place]], leads: Mapping[Place, Sequence[Place]]) -> Layers:
    """Sort every layer by what its nodes lead to."""
    places: dict[Place, float] = {}
    for layer in layers:
        wanted = {
            one: _middle([places[at] for at in leads.get(one, ()) if at in places], order)
            for order, one in enumerate(layer)
        }
        layer.sort(key=wanted.__getitem__)
        places.update({one: (order + 0.5) / len(layer) for order, one in enumerate(layer)})
    return layers


def _settle(first: Node, targets: Mapping[Node, Sequence[Node]], depths: dict[Node, int]) -> None:
    """Find the depths of a node and of all that it leads to."""
    path, open_ones = [first], {first}
    while path:
        node = path[-1]
        ahead = [one for one in targets[node] if one not in depths and one not in open_ones]
        if ahead:
            path.append(ahead[0])
            open_ones.add(ahead[0])
            continue
        path.pop()
        open_ones.discard(node)
        depths[node] = 1 + max((depths.get(one, -1) for one in targets[node]), default=-1)


def _middle(places: Sequence[float], otherwise: float) -> float:
    return sum(places) / len(places) if places else otherwise
