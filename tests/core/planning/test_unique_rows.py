"""References of one row that do not repeat together."""

import math

import pytest
from smelt_datagen import ConfigError, discover, to_table

from ..helpers import assert_plausible, dataset, plan_of, problems_of

PLUGINS = discover()
ID = {"type": "sequential_id"}


def made(columns):
    return [{"name": name, "generator": generator} for name, generator in columns.items()]


def key(name, **options):
    return {"type": "foreign_key", "dataset": name, **options}


COLUMNS = {"id": ID, "student": key("students"), "course": key("courses"), "term": key("terms")}


def planned(rows, *unique, columns=None, students=30, behind=()):
    ids = made({"id": ID})
    return plan_of(
        dataset("visits", num_rows=rows, columns=made(columns or COLUMNS), unique=list(unique)),
        dataset("students", num_rows=students, columns=ids),
        dataset("courses", num_rows=20, columns=ids),
        dataset("terms", num_rows=4, columns=ids),
        *behind,
        plugins=PLUGINS,
    )


PAIR, TRIPLE = ["student", "course"], ["course", "student", "term"]


@pytest.mark.parametrize(("names", "rows"), [(PAIR, 1), (PAIR, 599), (PAIR, 600), (TRIPLE, 2000)])
def test_combinations_do_not_repeat(names, rows):
    found = to_table(planned(rows, names)["visits"]).to_pylist()
    combinations = {tuple(row[name] for name in names) for row in found}
    assert len(combinations) == rows
    counts = {"student": 30, "course": 20, "term": 4}
    assert all(1 <= row[name] <= counts[name] for row in found for name in names)


def test_each_column_alone_is_uniform():
    found = to_table(planned(60_000, PAIR, students=30_000)["visits"])["course"]
    counts = found.combine_chunks().value_counts().field("counts").to_pylist()
    assert_plausible(counts, [60_000 / 20] * 20)


def test_other_columns_have_the_values_that_they_have_without():
    with_it, without = (to_table(planned(100, *unique)["visits"]) for unique in ([PAIR], []))
    assert with_it["term"].equals(without["term"])
    assert not with_it["course"].equals(without["course"])


def test_the_order_of_columns_in_the_file_changes_nothing():
    reverse = dict(reversed(COLUMNS.items()))
    one, other = (to_table(planned(100, PAIR, columns=c)["visits"]) for c in (COLUMNS, reverse))
    assert all(one[name].equals(other[name]) for name in COLUMNS)


def test_lookups_and_keys_from_elsewhere_see_the_unique_references():
    columns = {**COLUMNS, "again": {"type": "lookup", "foreign_key": "student", "column": "id"}}
    elsewhere = {"v": key("visits", weight_by="student"), "w": key("visits", column="student")}
    notes = dataset("notes", num_rows=50, columns=made(elsewhere))
    plan = planned(100, PAIR, columns=columns, behind=[notes])
    visits = to_table(plan["visits"]).to_pylist()
    assert all(row["again"] == row["student"] for row in visits)
    rows = plan["notes"].bound.range(0, 50)
    expected = [visits[row]["student"] for row in rows.follow("w").rows.index]
    assert rows.column("w").to_pylist() == expected


def test_the_recipe_of_who_refers_there_follows_from_all_targets():
    def recipe(students):
        notes = dataset("notes", columns=made({"w": key("visits", column="course")}))
        return planned(100, PAIR, students=students, behind=[notes])["notes"].recipe.digest

    assert recipe(30) != recipe(31)


MANY = 2**40


@pytest.mark.parametrize(
    ("unique", "columns", "message"),
    [
        ([PAIR], COLUMNS, "[0]: 601 rows cannot be unique: there are 30 x 20 = 600 combinations"),
        (
            [["student"]],
            COLUMNS,
            "[0]: must name two or more columns; for one there is 'unique' of",
        ),
        (
            [["student", "curse"]],
            COLUMNS,
            "[0][1]: there is no column 'curse' under 'columns', did you",
        ),
        ([["id", "student"]], COLUMNS, "[0][0]: column 'id' is no foreign key without options"),
        (
            [PAIR],
            {**COLUMNS, "course": key("courses", distribution={"type": "zipf"})},
            "[0][1]: column 'course' is no foreign key without options",
        ),
        ([TRIPLE, PAIR[::-1]], COLUMNS, "[1][0]: column 'course' stands under 'unique' already"),
        ([["term", "term"]], COLUMNS, "[0][1]: column 'term' stands under 'unique' already"),
    ],
)
def test_what_cannot_be_unique_is_an_error(unique, columns, message):
    with pytest.raises(ConfigError) as error:
        planned(601, *unique, columns=columns)
    problem = problems_of(error)[0]
    assert problem.startswith(f"datasets[visits].unique{message}")


def test_too_few_combinations_are_an_error_also_where_values_are_needed_for_the_plan():
    notes = dataset("notes", columns=made({"v": key("visits", weight_by="student")}))
    with pytest.raises(ConfigError) as error:
        planned(601, PAIR, behind=[notes])
    (problem,) = problems_of(error)
    assert problem.startswith("datasets[visits].unique[0]: 601 rows")


def test_more_combinations_than_63_bits_are_an_error():
    columns = {"a": key("students"), "b": key("students")}
    with pytest.raises(ConfigError) as error:
        planned(10, ["a", "b"], columns=columns, students=MANY)
    assert "has 1,099,511,627,776 x 1,099,511,627,776 combinations" in problems_of(error)[0]
    assert math.log2(MANY**2) > 63
