"""What is told of all datasets of a plan."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pyarrow as pa

from smelt_datagen_report.sampling.columns import sampled
from smelt_datagen_report.sampling.slices import sampled_rows
from smelt_datagen_report.statistics.columns import ColumnFacts, column_facts
from smelt_datagen_report.statistics.references import (
    Edge,
    Node,
    ReferenceFacts,
    nodes_and_edges,
    parent_facts,
    reference_facts,
)

if TYPE_CHECKING:
    from smelt_datagen import DatasetPlan, Part, Plan

MANIFEST = "_smelt_datagen.json"


@attrs.frozen(eq=False)
class DatasetFacts:
    """A dataset and its columns."""

    name: str
    rows: int
    copies: int
    """Rows that are delivered again."""
    sampled: int
    files: int
    format: str
    bytes: int | None
    """Of all files, if they were written from this config; None where that is not known."""
    seed: int
    partition: str
    """The column that folders are named after; empty if there is none."""
    is_daily: bool
    partitions: Mapping[str, int]
    """Rows by the value of that column."""
    parent: ReferenceFacts | None
    columns: Sequence[ColumnFacts]


@attrs.frozen(eq=False)
class PlanFacts:
    """All that the page says."""

    datasets: Sequence[DatasetFacts]
    nodes: Sequence[Node]
    edges: Sequence[Edge]


def plan_facts(plan: Plan) -> PlanFacts:
    """Return what is told of the selected datasets of a plan; evaluates some rows of each."""
    nodes, edges = nodes_and_edges(plan.datasets)
    return PlanFacts([dataset_facts(one) for one in plan.selected], nodes, edges)


def dataset_facts(plan: DatasetPlan) -> DatasetFacts:
    """Return what is told of one dataset."""
    index = sampled_rows(plan.row_count, len(plan.table_columns))
    partition = plan.partition_column or ""
    return DatasetFacts(
        name=plan.name,
        rows=plan.row_count,
        copies=plan.written_rows - plan.row_count,
        sampled=len(index),
        files=len(plan.parts),
        format=plan.format.declaration.type,
        bytes=_bytes(plan),
        seed=plan.seed,
        partition=partition,
        is_daily=bool(partition) and pa.types.is_date(plan.written_type(partition).data_type),
        partitions=dict(_partitions(plan.parts)) if partition else {},
        parent=parent_facts(plan),
        columns=[*_columns(plan, index)],
    )


def _columns(plan: DatasetPlan, index: object) -> Iterator[ColumnFacts]:
    members = plan.bound.members
    for sample in sampled(plan.bound, plan.table_columns, index):  # type: ignore[arg-type]  # row numbers
        count = len(sample.array)
        followed = sample.followed
        reference = None
        if followed is not None:
            reference = reference_facts(followed, plan, count)
        written = plan.written_type(sample.name).data_type
        yield column_facts(sample, members[sample.name], written, reference)


def _partitions(parts: Sequence[Part]) -> Iterator[tuple[str, int]]:
    """Yield the value of each partition, and how many rows its files have."""
    for folder, group in groupby(parts, key=lambda part: part.path.rpartition("/")[0]):
        yield folder.partition("=")[2], sum(part.row_count for part in group)


def _bytes(plan: DatasetPlan) -> int | None:
    """Return how large the dataset's files are, if its folder says that they are these.

    A folder of an object store is not asked.
    """
    if not isinstance(plan.folder, Path):
        return None
    try:
        said = json.loads((plan.folder / MANIFEST).read_bytes())
        if said["recipe"] != plan.recipe.digest:
            return None
        return sum(int(file["bytes"]) for file in said["files"])
    except (OSError, ValueError, TypeError, LookupError):  # none, or one that says something else
        return None
