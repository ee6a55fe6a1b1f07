"""Whether keys still fit where some datasets are made anew beside others that lie there."""

from __future__ import annotations

from collections.abc import Iterator

from smelt_datagen.errors import OutputError
from smelt_datagen.output.manifest import Manifest
from smelt_datagen.output.store import store_of
from smelt_datagen.planning.plan import DatasetPlan, Plan

_WAYS_OUT = "make them together, at one scale factor, or say --force"


def refuse_dangling_keys(plan: Plan) -> None:
    """Raise OutputError if the run would leave keys without a target, by its other scale factor.

    Only part of the datasets is made anew: keys dangle in one that lies there and refers to more
    rows than there will be, and in a new one that refers to more rows than lie there.
    """
    chosen = {dataset.name for dataset in plan.selected}
    there = {
        dataset.name: manifest
        for dataset in plan.datasets
        if dataset.name not in chosen and (manifest := _manifest(dataset)) is not None
    }
    wrong = [*_of_those_there(plan, there), *_of_new_ones(plan, there)]
    if wrong:
        raise OutputError(f"{'; '.join(wrong)}: {_WAYS_OUT}")


def _manifest(dataset: DatasetPlan) -> Manifest | None:
    manifest = store_of([dataset.folder]).manifest_of(dataset.folder)
    return manifest if manifest is not None and manifest.dataset == dataset.name else None


def _of_those_there(plan: Plan, there: dict[str, Manifest]) -> Iterator[str]:
    targets = {dataset.name: dataset for dataset in plan.selected if dataset.recipe.is_scaled}
    for name, manifest in there.items():
        for target in plan[name].recipe.referred:
            if target in targets and manifest.scale_factor > targets[target].recipe.scale_factor:
                rows = f"{targets[target].row_count:,} rows of '{target}'"
                yield (
                    f"keys of '{name}' would dangle: it was made at scale factor "
                    f"{manifest.scale_factor}, and would have {rows} to refer to"
                )


def _of_new_ones(plan: Plan, there: dict[str, Manifest]) -> Iterator[str]:
    for dataset in plan.selected:
        for target in dataset.recipe.referred:
            is_smaller = target in there and (
                there[target].scale_factor < dataset.recipe.scale_factor
            )
            if is_smaller and plan[target].recipe.is_scaled:
                rows = f"{plan[target].row_count:,} rows of '{target}'"
                yield (
                    f"keys of '{dataset.name}' would dangle: it would refer to {rows}, which was "
                    f"made at scale factor {there[target].scale_factor}"
                )
