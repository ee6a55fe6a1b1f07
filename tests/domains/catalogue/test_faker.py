"""faker: pools and rows of Faker's providers."""

import datetime
import importlib.metadata
from collections import Counter

import pyarrow as pa
import pytest
from smelt_datagen import from_values, plan
from smelt_datagen.testing import check_generator
from smelt_datagen_domains.catalogue.kinds import kind_of

from ...laws import check_here
from ..made import plugins, problem, table, values

pytest.importorskip("faker")
pytestmark = pytest.mark.usefixtures("patient")


@pytest.mark.parametrize(
    ("check", "parameters"),
    [
        (check_here, {"provider": "name", "locale": "de_DE"}),
        (check_generator, {"provider": "random_int", "arguments": {"min": 5, "max": 500}}),
        (check_here, {"provider": "pyfloat"}),
        (check_generator, {"provider": "bs", "pool_size": 100, "row": True}),
    ],
    ids=["pool of texts", "pool of integers", "pool of floats", "row by row"],
)
@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning"
)  # Python's, of arguments that the kit varies
def test_the_laws_are_kept(check, parameters):
    check({"type": "faker", **parameters}, rows=1000)


def test_a_pool_has_as_many_values_as_are_asked_for_and_rows_pick_evenly():
    made = Counter(values("faker", provider="uuid4", pool_size=20, rows=20_000))
    assert len(made) == 20
    assert all(abs(count - 1000) < 5 * 950**0.5 for count in made.values())


def test_values_are_of_the_locale_and_the_arguments():
    german = {"provider": "random_element", "arguments": {"elements": ["a", "b"]}}
    assert set(values("faker", **german)) == {"a", "b"}
    made = values("faker", provider="postcode", locale="de_DE", rows=100)
    assert all(len(text) == 5 and text.isdigit() for text in made)


def test_rows_do_not_depend_on_one_another():
    few = values("faker", provider="name", row=True, rows=20)
    assert values("faker", provider="name", row=True, rows=50)[:20] == few
    assert len(set(few)) > 15


@pytest.mark.parametrize(
    ("provider", "data_type"),
    [("random_int", pa.int64()), ("pyfloat", pa.float64()), ("boolean", pa.bool_())],
)
def test_numbers_and_booleans_are_such(provider, data_type):
    made = table({"value": {"type": "faker", "provider": provider}}, 10)
    assert made.schema.field("value").type == data_type


def test_the_version_of_faker_is_part_of_the_recipe():
    generator = {"type": "faker", "provider": "name"}
    dataset = {
        "name": "a",
        "output": "a",
        "num_rows": 10,
        "columns": [{"name": "n", "generator": generator}],
    }
    planned = plan(from_values({"datasets": [dataset]}), plugins=plugins())["a"]
    used = {one.name: one.version for one in planned.recipe.plugins}
    assert used["faker"] == importlib.metadata.version("faker")


def test_errors():
    assert problem("faker", provider="nam") == (
        "provider",
        "Faker has no provider 'nam', did you mean 'name'?",
    )
    assert problem("faker", provider="name", locale="de_XX")[0] == "locale"
    assert problem("faker", provider="date_of_birth")[1].startswith(
        "counts from the day of the run"
    )
    assert problem("faker", provider="profile")[0] == "provider"
    assert problem("faker", provider="pylist")[1].startswith("makes list; a column can have")
    path, message = problem("faker", provider="random_int", arguments={"minimum": 5})
    assert path == "provider"
    assert message.startswith("Faker failed: TypeError: ")


def test_dates_are_dates():
    made = kind_of([datetime.date(1970, 1, 2)]).array([datetime.date(1970, 1, 2)])
    assert made.to_pylist() == [datetime.date(1970, 1, 2)]


def test_without_the_extra_it_says_what_to_install(monkeypatch):
    monkeypatch.setattr("smelt_datagen_domains.catalogue.faker.find_spec", lambda _name: None)
    _, message = problem("faker", provider="name")
    assert message == "needs Faker: pip install 'smelt-datagen[faker]'"
