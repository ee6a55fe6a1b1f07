"""What a generator may look at, and say, while it is bound."""

import pyarrow as pa
import pytest
from smelt_datagen import ConfigError
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator, param

from ..helpers import NUMBER, HalfNull, Number, Random, dataset, plan_of, plugins_of, problems_of


def bound(bind, *, datasets=(), columns=(), behind=(), later=(), **parameters):
    """Plan a dataset with a generator that runs `bind(self, scope)`."""

    class Probe(Generator):
        """A generator for one test."""

        inner: Generator | None = param("Inner.", default=None)
        fields: dict[str, Generator] = param("Fields.", default=None)

        data_type = pa.int64()

        def generate(self, block):
            return arrow_array(block.integers(0, 9))

        def bind(self, scope):
            return bind(self, scope) or super().bind(scope)

    probe = generator("probe", example="{}")(Probe)
    column = {"name": "p", "generator": {"type": "probe", **parameters}}
    return plan_of(
        *datasets,
        dataset(columns=[*columns, column, *behind]),
        *later,
        plugins=plugins_of(probe, Number, Random, HalfNull),
    )


def refused(bind, **options):
    with pytest.raises(ConfigError) as error:
        bound(bind, **options)
    return problems_of(error)


AT = "datasets[users].columns[p].generator"


def test_a_generator_knows_its_place():
    seen = []
    bound(lambda _self, scope: seen.append((scope.row_count, scope.column_name, scope.path)))
    assert seen == [(10, "p", ("datasets", 0, "columns", 0, "generator"))]


def test_a_failure_names_the_path_below_the_generator():
    def bind(_self, scope):
        scope.fail("is wrong", "fields", "a", "x")

    assert refused(bind) == [f"{AT}.fields.a.x: is wrong"]


def test_reports_go_on_until_all_is_said():
    def bind(_self, scope):
        scope.report("first", "inner")
        scope.report("second", "fields")
        scope.stop_if_failed()
        raise AssertionError("binding went on")

    assert sorted(refused(bind)) == [f"{AT}.fields: second", f"{AT}.inner: first"]


def test_the_failures_of_others_do_not_stop_a_generator():
    reached = []

    def bind(_self, scope):
        scope.stop_if_failed()
        reached.append(True)

    wrong = {"name": "w", "generator": {"type": "random", "low": 9, "high": 1}}
    assert len(refused(bind, columns=[wrong])) == 1
    assert reached == [True]


def test_an_inner_generators_failure_is_reported_once_at_its_path():
    inner = {"type": "random", "low": 9, "high": 1}
    problems = refused(lambda self, scope: scope.bind(self.inner, "inner"), inner=inner)
    assert problems == [f"{AT}.inner.low: must be less than high (got 9, high is 1)"]


def test_inner_generators_are_all_bound_before_giving_up():
    wrong = {"type": "random", "low": 9, "high": 1}
    fields = {"a": wrong, "b": {"type": "number"}, "c": wrong}
    problems = refused(lambda self, scope: scope.bind_all(self.fields, "fields"), fields=fields)
    assert [problem.split(":")[0] for problem in problems] == [
        f"{AT}.fields.a.low",
        f"{AT}.fields.c.low",
    ]


@pytest.mark.parametrize("name", ["earlier", "later"])
def test_other_datasets_can_be_looked_at_wherever_they_stand(name):
    seen = []
    bound(
        lambda _self, scope: seen.append(scope.dataset(name).row_count),
        datasets=[dataset("earlier", num_rows=33)],
        later=[dataset("later", num_rows=33)],
    )
    assert seen == [33]


@pytest.mark.parametrize("place", ["columns", "behind"])
def test_other_columns_can_be_looked_at_wherever_they_stand(place):
    seen = []

    def bind(_self, scope):
        seen.append(scope.column("n").type.data_type)

    bound(bind, **{place: [NUMBER]})
    assert seen == [pa.int64()]


def test_a_column_of_another_dataset_can_be_looked_at_before_that_is_bound():
    seen = []

    def bind(_self, scope):
        seen.append(scope.column_of(scope.dataset("later"), "n").type.data_type)

    bound(bind, later=[dataset("later")])
    assert seen == [pa.int64()]


def test_a_column_that_is_not_there_is_named():
    def bind(_self, scope):
        scope.column("m", "inner")

    assert refused(bind, columns=[NUMBER]) == [
        f"{AT}.inner: there is no column 'm' in this dataset (known: n)"
    ]


def test_a_dataset_that_is_not_there_is_named():
    def bind(_self, scope):
        scope.dataset("othr", "inner")

    assert refused(bind, datasets=[dataset("other")]) == [
        f"{AT}.inner: there is no dataset 'othr', did you mean 'other'?"
    ]


def test_a_column_in_error_is_not_reported_again():
    def bind(_self, scope):
        scope.column("w", "inner")

    wrong = {"name": "w", "generator": {"type": "random", "low": 9, "high": 1}}
    (problem,) = refused(bind, columns=[wrong])
    assert "columns[w]" in problem


def test_a_generator_asks_whether_a_name_is_that_of_a_column():
    seen = []
    number = {"name": "n", "generator": {"type": "number"}}

    def bind(_self, scope):
        seen.extend(map(scope.has_column, ("n", "p", "m", "n.x")))

    bound(bind, behind=[number])
    assert seen == [True, True, False, False]
