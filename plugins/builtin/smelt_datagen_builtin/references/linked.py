"""Columns that are drawn jointly, from pools of tuples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs
from smelt_datagen.plugin import (
    Attempts,
    Column,
    Dataset,
    FollowedColumn,
    Generator,
    Scope,
    Section,
    Seed,
    Stream,
    UniformReference,
    generator,
    near_names,
    param,
    section,
)

from smelt_datagen_builtin.choices.merging import merged_type
from smelt_datagen_builtin.references.pools import BoundPool, BoundShape
from smelt_datagen_builtin.references.shapes import EntryDraws, ShapeFields


@attrs.frozen(kw_only=True)
class Shape:
    """One kind of draw from which a pool is built."""

    fields: dict[str, Generator] = param("Generator of each field; the same keys in every shape.")
    weight: float = param("How often the shape is drawn, relative to the others.", gt=0)
    emit: int = param("Entries that one draw makes.", default=1, ge=1, le=1_000_000)
    sticky: list[str] = param("Fields that all entries of a draw share.", factory=list)


@attrs.frozen(kw_only=True)
class Pool:
    """A list of tuples; every row of the dataset picks one."""

    name: str = param("Name that `linked_choice` refers to.")
    pool_size: int = param(
        "Number of entries; the scale factor leaves it alone.", ge=1, le=2**31 - 1
    )
    shapes: list[Shape] = param("Kinds of draws.")
    seed: Seed | None = param("Seed of the entries; null: made from the dataset's.", default=None)


@section
class LinkedPools(Section):
    """Pools of correlated tuples, of which `linked_choice` columns take fields."""

    linked_pools: list[Pool] = param("The dataset's pools.", factory=list)

    def bind(self, scope: Scope) -> Mapping[str, BoundPool]:
        """Return the pools by name."""
        pools: dict[str, BoundPool] = {}
        first: dict[str, tuple[str | int, ...]] = {}
        attempts = scope.attempts()
        for number, pool in enumerate(self.linked_pools):
            path = ("linked_pools", number)
            with attempts:
                if pool.name in first:
                    message = f"duplicate pool name '{pool.name}'"
                    scope.fail(message, *path, "name", first=first[pool.name])
                first[pool.name] = (*path, "name")
                pools[pool.name] = _bound(pool, scope, *path)
        attempts.settle()
        return pools


def _bound(pool: Pool, scope: Scope, *path: str | int) -> BoundPool:
    owner = scope.own
    stream = owner.stream.child("linked_pools", pool.name)
    contents = stream if pool.seed is None else Stream(pool.seed)
    entries = Dataset(owner.name, pool.pool_size, contents)
    inside = scope.inside(entries, *path)
    _check_shapes(pool, inside)
    draws = EntryDraws(
        entries, [shape.weight for shape in pool.shapes], [shape.emit for shape in pool.shapes]
    )
    attempts = scope.attempts()
    shapes = [
        _bound_shape(shape, number, pool.name, draws, inside, attempts)
        for number, shape in enumerate(pool.shapes)
    ]
    attempts.settle()
    _check_types(shapes, inside)
    types = {
        field: merged_type([shape.column(field).type for shape in shapes])
        for field in pool.shapes[0].fields
    }
    bound = BoundPool(entries, stream.child("pick"), draws, shapes, types)
    _check_memory(bound, inside)
    return bound


def _bound_shape(
    shape: Shape, number: int, pool: str, draws: EntryDraws, inside: Scope, attempts: Attempts
) -> BoundShape:
    """Return a shape with all of its fields, which are columns of one dataset: of the entries."""

    def bind(name: str) -> Column:
        scope = attrs.evolve(inside, own=own)
        return scope.bind(shape.fields[name], "shapes", number, "fields", name)

    names = list(shape.fields)
    fields = ShapeFields(pool, number, names, frozenset(shape.sticky), draws, bind)
    own = attrs.evolve(draws.entries, members=fields)
    fields.bind_all(attempts)
    return BoundShape(own, fields)


_MOST_BYTES = 1 << 32
"""That the entries of a pool may take: 4 GiB."""
_SURELY_SMALL = 1_000_000
"""Entries of which nobody asks how much they take."""


def _check_memory(pool: BoundPool, scope: Scope) -> None:
    count = pool.entries.row_count
    if count <= _SURELY_SMALL:
        return
    width = pool.entry_bytes()
    if width * count > _MOST_BYTES:
        gibibytes = width * count / (1 << 30)
        scope.fail(
            f"takes about {gibibytes:,.0f} GiB of memory, {count:,} entries of {width:,} bytes: "
            f"the most is {_MOST_BYTES >> 30} GiB",
            "pool_size",
        )


def _check_shapes(pool: Pool, scope: Scope) -> None:
    if not pool.shapes:
        scope.fail("must have at least one shape", "shapes")
    expected = sorted(pool.shapes[0].fields)
    if not expected:
        scope.fail("must have at least one field", "shapes", 0, "fields")
    for number, shape in enumerate(pool.shapes):
        if sorted(shape.fields) != expected:
            found, first = ", ".join(sorted(shape.fields)), ", ".join(expected)
            message = f"must have the keys of the first shape, {first} (found {found})"
            scope.report(message, "shapes", number, "fields")
        for position, name in enumerate(shape.sticky):
            if name not in shape.fields:
                near = near_names(name, shape.fields)
                message = f"there is no field '{name}'{near}"
                scope.report(message, "shapes", number, "sticky", position)
    scope.stop_if_failed()


def _check_types(shapes: Sequence[BoundShape], scope: Scope) -> None:
    for field in shapes[0].fields:
        expected = shapes[0].column(field).type.written.data_type
        for number, shape in enumerate(shapes):
            found = shape.column(field).type.written.data_type
            if not found.equals(expected):
                message = f"must give {expected}, as in the first shape (gives {found})"
                scope.report(message, "shapes", number, "fields", field)
    scope.stop_if_failed()


@generator(
    "linked_choice",
    example="{ type: linked_choice, pool: device_user, field: user_id }",
    context="""
        linked_pools:
          - name: device_user
            pool_size: 200
            shapes:
              - weight: 0.7
                fields:
                  device_id: { type: uuid }
                  user_id: { type: uniform_int, min: 1, max: 100 }
              - weight: 0.3
                fields:
                  device_id: { type: uuid }
                  user_id:
                    type: optional
                    prob: 0.0
                    inner: { type: uniform_int, min: 1, max: 100 }
        """,
    output="the type of the field",
    independent_of={"column"},  # a row picks the pool's entry once, for all its columns
)
class LinkedChoice(Generator):
    """Field of the pool entry that the row picks; all choices from one pool pick the same."""

    pool: str = param("Name of a pool under the dataset's `linked_pools`.")
    field: str = param("Name of one of its fields.")

    def bind(self, scope: Scope) -> Column:
        """Return the column; fail where rows are no rows of the dataset."""
        if scope.place == "section":
            scope.fail("linked_choice cannot stand inside a pool: pools cannot refer to pools")
        if scope.place == "entity":
            scope.fail("linked_choice cannot stand under entity: a tuple is picked per row")
        pools: Mapping[str, BoundPool] = scope.section(LinkedPools) or {}
        if self.pool not in pools:
            scope.fail(f"there is no pool '{self.pool}'{near_names(self.pool, pools)}", "pool")
        pool = pools[self.pool]
        fields = pool.shapes[0].fields
        if self.field not in fields:
            near = near_names(self.field, fields)
            scope.fail(f"pool '{self.pool}' has no field '{self.field}'{near}", "field")
        reference = UniformReference(pool.target, self.field, pool.pick)
        return FollowedColumn.along(reference, self.field, pool.target.members[self.field].column)
