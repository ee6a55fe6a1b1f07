"""What a recipe follows: all that the values of a dataset depend on, and nothing else."""

import attrs
import pyarrow as pa
import pytest
from smelt_datagen import discover, loads, plan
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import ConfigFile, Generator, generator, param
from smelt_datagen.plugins.registry import Plugin

from ..helpers import ACME, PLUGINS, dataset, partition, plan_of

CONFIG = """
seed: 42
x-common: &ids { type: sequential_id }
datasets:
  - name: customers
    output: customers
    num_rows: 100
    entity:
      pool_ratio: 0.5
      columns: [{ name: kind, generator: { type: one_of, values: [a, b] } }]
    columns:
      - { name: id, generator: *ids }
      - { name: born, generator: { type: date, start: "2000-01-01", end: "2001-01-01" } }
      - { name: joined, generator: { type: timestamp_offset, base: born, offset_seconds: *ids } }
      - { name: name, generator: { type: uuid } }
  - name: orders
    output: orders
    num_rows: 10
    columns:
      - { name: customer, generator: { type: foreign_key, dataset: customers } }
      - { name: since, generator: { type: foreign_key, dataset: customers, column: joined } }
      - { name: kind, generator: { type: foreign_key, dataset: customers, column: kind } }
  - name: alone
    output: alone
    num_rows: 10
    scale: false
    columns: [{ name: id, generator: { type: uuid } }]
"""


def digests(text, **options):
    made = plan(loads(text), **options)
    return {one.name: one.recipe.digest for one in made.datasets}


def changed(before, after):
    return {name for name in before if before[name] != after[name]}


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("num_rows: 100", "num_rows: 101", {"customers", "orders"}),
        ("2000-01-01", "2000-01-02", {"customers", "orders"}),
        ("values: [a, b]", "values: [a, c]", {"customers", "orders"}),
        ("values: [a, b]", "values: [b, a]", {"customers", "orders"}),
        ("name: name, generator: { type: uuid }", "name: other, generator: *ids", {"customers"}),
        ("output: customers", "output: people", set()),
        ("x-common: &ids", "x-shared: &ids", set()),
        ("name: alone", "name: alone\n    redelivery: REDELIVERY", {"alone"}),
    ],
)
def test_an_edit_changes_the_recipes_of_what_depends_on_it(old, new, names):
    new = new.replace(
        "REDELIVERY",
        "{ fraction: 0.5, arrival_column: at, delay_seconds: { type: constant, value: 1 } }",
    )
    text = CONFIG.replace("columns: [{ name: id, generator: { type: uuid } }]", STAMPED)
    assert changed(digests(text), digests(text.replace(old, new))) == names


STAMPED = """columns:
      - name: at
        generator: { type: timestamp, start: "2020-01-01T00:00:00", end: "2020-01-02T00:00:00" }
"""


def test_seed_and_scale_change_the_recipes_of_the_datasets_that_follow_them():
    before = digests(CONFIG)
    assert changed(before, digests(CONFIG, seed=7)) == {"customers", "orders", "alone"}
    assert changed(before, digests(CONFIG, scale_factor=2)) == {"customers", "orders"}
    assert changed(before, digests(CONFIG, output="elsewhere")) == set()


def test_the_layout_is_part_of_it():
    before = plan_of(dataset())["users"].recipe
    assert plan_of(dataset(partition=partition(2)))["users"].recipe.digest != before.digest


def test_keys_of_another_type_are_other_keys():
    text = "datasets: [{name: a, output: a, num_rows: 5, columns: [%s]}]"
    column = "{name: n, generator: {type: weighted_choice, values: {%s: 1}}}"
    number, string = (digests(text % column % key) for key in ("1", '"1"'))
    assert number != string


def test_it_says_what_the_dataset_refers_to_and_which_plugins_it_needs():
    made = plan(loads(CONFIG), scale_factor=0.5)
    assert made["orders"].recipe.referred == ("customers",)
    assert made["customers"].recipe.referred == ()
    assert [one.name for one in made["orders"].recipe.plugins] == ["smelt-datagen"]
    assert (made["orders"].recipe.scale_factor, made["orders"].recipe.is_scaled) == (0.5, True)
    assert made["alone"].recipe.is_scaled is False


# --- plugins and files ---


@generator("acme.lines", example="{ type: acme.lines, file: lines.txt }", output="int64")
class Lines(Generator):
    """The number of lines of a file."""

    file: ConfigFile = param("The file.")
    data_type = pa.int64()

    def generate(self, block):
        count = len(self.file.read_text(encoding="utf-8").splitlines())
        return arrow_array(block.integers(count, count + 1))


ACME_CONFIG = """
datasets:
  - name: a
    output: a
    num_rows: 5
    columns: [{ name: n, generator: { type: acme.lines, file: lines.txt } }]
  - name: b
    output: b
    num_rows: 5
    columns: [{ name: n, generator: { type: number } }]
"""


def with_acme(version):
    origin = attrs.evolve(ACME, version=version)
    return attrs.evolve(PLUGINS, found=(*PLUGINS.found, Plugin(origin, (Lines,))))


def test_the_version_of_a_plugin_is_part_of_the_recipes_that_need_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lines.txt").write_text("one", encoding="utf-8")
    old, new = (digests(ACME_CONFIG, plugins=with_acme(version)) for version in ("1.0", "1.1"))
    assert changed(old, new) == {"a"}


def test_the_contents_of_a_file_are_part_of_the_recipes_that_need_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found = []
    for text in ("one", "one\ntwo"):
        (tmp_path / "lines.txt").write_text(text, encoding="utf-8")
        found.append(digests(ACME_CONFIG, plugins=with_acme("1.0")))
    assert changed(*found) == {"a"}


PLUGIN = """
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator

@generator("acme.one", example="{{ type: acme.one }}")
class One(Generator):
    "One."
    data_type = pa.int64()

    def generate(self, block):
        return arrow_array(block.integers({number}, {number} + 1))
"""


def test_a_plugin_that_is_a_file_is_known_by_its_contents_wherever_it_lies(tmp_path):
    text = "datasets: [{name: a, output: a, num_rows: 5, columns: [%s]}]"
    config = text % "{ name: n, generator: { type: acme.one } }"
    found = []
    for folder, number in (("x", 1), ("y", 1), ("z", 2)):
        file = tmp_path / folder / "acme.py"
        file.parent.mkdir()
        file.write_text(PLUGIN.format(number=number), encoding="utf-8")
        recipe = plan(loads(config), plugins=discover([file]))["a"].recipe
        assert [one.name for one in recipe.plugins] == ["acme.py"]
        found.append(recipe.digest)
    assert found[0] == found[1] != found[2]
