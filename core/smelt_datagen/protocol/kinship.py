"""How the rows of datasets are related, as a generator finds it in its scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smelt_datagen.protocol.exact_keys import exact_keys
from smelt_datagen.protocol.scope import Scope

if TYPE_CHECKING:
    from smelt_datagen.protocol.relation import FamilyRelation, Relation


def family_relation(scope: Scope) -> FamilyRelation:
    """Return how the rows of `scope.own` lie under those of its parent; fail if it has none."""
    relation = scope.own.relation
    if relation is None:
        dataset = f"dataset '{scope.owner.name}'"
        if scope.place != "columns":
            scope.fail(f"what stands under '{scope.place}' of {dataset} has no parent")
        scope.fail(f"{dataset} has no parent: give the dataset the key 'parent'")
    return relation


def children_relation(scope: Scope, dataset: str, foreign_key: str | None) -> Relation:
    """Return how the rows of a dataset lie under those of `scope.own`: by parent or foreign key.

    Fails at the parameters `dataset` and `foreign_key` if they do not lie under them in any way.
    """
    child = scope.dataset(dataset, "dataset")
    family = child.relation
    if foreign_key is None and family is not None and family.parent is scope.own:
        return family
    names = scope.context.exact_columns(child) if foreign_key is None else [foreign_key]
    at = "dataset" if foreign_key is None else "foreign_key"
    found: dict[str, Relation] = {}
    for name in names:
        column = scope.column_of(child, name, at)
        relation = exact_keys(child, column, child.stream.child("column", name))
        if relation is not None and relation.parent is scope.own:
            found[name] = relation
    if len(found) == 1:
        return next(iter(found.values()))
    own = f"'{scope.owner.name}'"
    if found:
        listed = ", ".join(f"'{name}'" for name in found)
        scope.fail(f"refers to {own} by several columns, {listed}: choose with 'foreign_key'", at)
    needed = f"it needs 'parent: {{ dataset: {scope.owner.name} }}', or a foreign key to {own}"
    subject = f"dataset '{dataset}'" if foreign_key is None else f"column '{foreign_key}'"
    return scope.fail(f"{subject} does not refer here; {needed} with 'exact: true'", at)
