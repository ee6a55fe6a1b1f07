"""How the rows of datasets refer to each other: keys, parents, entities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

import attrs
import numpy as np
import numpy.typing as npt

from smelt_datagen_report.sampling.slices import sampled_rows
from smelt_datagen_report.statistics.bins import Bins, binned

if TYPE_CHECKING:
    from smelt_datagen import DatasetPlan
    from smelt_datagen.plugin import Dataset

    from smelt_datagen_report.sampling.columns import Followed

Kind: TypeAlias = Literal["key", "parent", "entity"]


@attrs.frozen
class Node:
    """A box of the diagram."""

    name: str
    rows: int
    is_entity: bool = False


@attrs.frozen
class Edge:
    """An arrow of the diagram, from the rows that refer to those that are referred to."""

    source: Node
    target: Node
    column: str
    kind: Kind


@attrs.frozen(eq=False)
class ReferenceFacts:
    """A column that refers to rows of another dataset, or rows that lie under a parent's."""

    target: str
    target_rows: int
    average: float
    """Rows for each row of the target, over the whole dataset."""
    fan_out: Bins | None
    """How many rows of the target have 0, 1, 2 … rows that refer to them."""
    is_whole: bool
    """Whether the fan-out is that of all rows, and not only of the sampled ones."""
    missing: int
    checked: int


def nodes_and_edges(plans: Sequence[DatasetPlan]) -> tuple[Sequence[Node], Sequence[Edge]]:
    """Return the datasets and how they refer to each other, in the order of the config."""
    known = {plan.bound: Node(plan.name, plan.row_count) for plan in plans}
    nodes: dict[Dataset, Node] = {}
    edges: list[Edge] = []
    for plan in plans:
        own = nodes[plan.bound] = known[plan.bound]
        relation = plan.bound.relation
        parent = None if relation is None else known.get(relation.parent)
        found: list[Edge] = []
        for name, member in plan.bound.members.items():
            reference = member.column.reference
            if reference is None:
                continue
            target, kind = known.get(reference.target), "key"
            if target is None and reference.target.name == plan.name:
                rows = reference.target.row_count
                entities = Node(entities_of(plan.name), rows, is_entity=True)
                target, kind = nodes.setdefault(reference.target, entities), "entity"
            if target is not None:
                kind = "parent" if target == parent else kind
                found.append(Edge(own, target, name, kind))  # type: ignore[arg-type]  # one of Kind
        if parent is not None and not any(edge.kind == "parent" for edge in found):
            found.append(Edge(own, parent, "parent", "parent"))
        edges += found
    return [*nodes.values()], edges


def entities_of(name: str) -> str:
    """Return what the entities of a dataset are called."""
    return f"{name} entities"


def reference_facts(followed: Followed, plan: DatasetPlan, sampled: int) -> ReferenceFacts:
    """Return what the `sampled` rows of a referring column of a dataset tell."""
    rows = plan.row_count
    target = followed.target.row_count
    found = len(followed.rows)
    average = found / sampled * rows / target if sampled and target else 0.0
    name = followed.target.name
    if name == plan.name and followed.target is not plan.bound:
        name = entities_of(name)
    counts = _fan_out(followed.rows, target)
    return ReferenceFacts(name, target, average, counts, sampled == rows, followed.missing, found)


def parent_facts(plan: DatasetPlan) -> ReferenceFacts | None:
    """Return how many rows lie under each row of the dataset's parent, None if it has none."""
    relation = plan.bound.relation
    if relation is None:
        return None
    parents = relation.parent.row_count
    index = sampled_rows(parents, 1)
    _, counts = relation.spans(index)
    average = plan.row_count / parents if parents else 0.0
    whole = len(index) == parents
    return ReferenceFacts(relation.parent.name, parents, average, binned(counts), whole, 0, 0)


def _fan_out(rows: npt.NDArray[np.uint64], target: int) -> Bins | None:
    """Return how many rows of the target have how many of these; rows without any are 0."""
    if not len(rows):
        return None
    _, counts = np.unique(rows, return_counts=True)
    sizes = np.bincount(counts)
    sizes[0] = target - len(counts)
    return _of_sizes(sizes.tolist(), target)


def _of_sizes(sizes: Sequence[int], total: int) -> Bins:
    """Return bins of whole numbers 0, 1, 2 …, of which there are so many each."""
    most = 40
    seen, last = 0, len(sizes) - 1
    for number, size in enumerate(sizes):  # of different counts, not of rows
        seen += size
        if seen * 200 >= total * 199:
            last = number if len(sizes) > most else last
            break
    width = -(-(last + 1) // most)
    starts = range(0, last + 1, width)
    counts = [sum(sizes[start : min(start + width, last + 1)]) for start in starts]
    edges = [*starts, last + 1]
    return Bins(edges, counts, total, 0, total - sum(counts))
