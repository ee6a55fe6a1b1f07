"""What a file says of itself, where its format has a place for that."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from smelt_datagen.parquet.file_format import Parquet
from smelt_datagen.planning.plan import DatasetPlan
from smelt_datagen.planning.recipe import OUTPUT_VERSION

DATASET_KEY = "smelt_datagen.dataset"
"""The metadata key by which a file says to which dataset it belongs."""


def metadata_of(plan: DatasetPlan) -> Mapping[str, str]:
    """Return the metadata of all files of a dataset."""
    return {
        DATASET_KEY: plan.name,
        "smelt_datagen.seed": str(plan.seed),
        "smelt_datagen.output_version": str(OUTPUT_VERSION),
        "smelt_datagen.recipe": plan.recipe.digest,
    }


def with_compression(plan: DatasetPlan, compression: str | None) -> DatasetPlan:
    """Return the plan with another compression of its files, if these are Parquet."""
    if compression is None or not isinstance(plan.format, Parquet):
        return plan
    return attrs.evolve(plan, format=plan.format.compressed(compression))
