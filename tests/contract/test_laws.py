"""Every registered generator keeps the laws."""

import functools

import attrs
import pyarrow as pa
import pytest
from smelt_datagen import engine, to_table

from . import cases, laws

INDEPENDENT_OF = {
    "sequential_id": {"seed", "dataset", "column"},
    "constant": {"seed", "dataset", "column"},
    "string_pattern": {"seed", "dataset", "column"},  # its example has the row number only
    "linked_choice": {"column"},  # the dataset picks the pool's entry, once for all its columns
}
"""What the values of a generator's example do not depend on."""

every_case = pytest.mark.parametrize("case", cases.cases(), ids=lambda case: case.name)


everything = functools.cache(cases.everything)


@every_case
def test_values_are_repeatable(case):
    laws.repeatable(everything(), case.name, again=case.plan())


@every_case
def test_any_slice_equals_the_whole_sliced(case):
    laws.any_slice(everything(), case.name)


@every_case
def test_rows_may_be_asked_for_in_any_order(case):
    laws.any_order(everything(), case.name)


@every_case
def test_an_array_is_not_changed_by_later_ones(case):
    laws.kept_apart(everything(), case.name)


@every_case
def test_arrays_are_as_declared(case):
    laws.typed(everything(), case.name)


@every_case
def test_values_depend_on_seed_dataset_and_column(case):
    others = {
        "seed": (everything(seed=43), case.name),
        "dataset": (everything(dataset="elsewhere"), case.name),
        "column": (everything(prefix="another "), f"another {case.name}"),
    }
    independent = () if case.wrapped else INDEPENDENT_OF.get(case.type, ())
    laws.seeded(everything(), case.name, others, independent)


@every_case
def test_nothing_is_changed_by_generating(case):
    laws.inert(case.plan, case.name)


@every_case
def test_block_size_does_not_matter(case, monkeypatch):
    plan = attrs.evolve(everything(), columns=(case.name,))
    whole = to_table(plan).column(case.name)
    for block_rows, stop in [(1, 150), (7, 1500), (1000, plan.row_count), (32768, plan.row_count)]:
        monkeypatch.setattr(engine, "BLOCK_ROWS", block_rows)
        found = to_table(plan, 0, stop).column(case.name)
        assert found.num_chunks == -(-stop // block_rows)
        law = f"blocks of {block_rows} rows"
        laws.same(found.combine_chunks(), whole.slice(0, stop).combine_chunks(), law)


@every_case
def test_values_of_a_table_are_those_of_the_rows(case):
    plan = attrs.evolve(everything(), columns=(case.name,))
    array = laws.values(plan, case.name, range(100, 300))
    plain = array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
    table = to_table(plan, 100, 300)
    assert table.schema.equals(plan.schema)
    assert table.column(case.name).type.equals(plan.dataset.members[case.name].column.data_type)
    laws.same(table.column(case.name).combine_chunks(), plain, "table")
