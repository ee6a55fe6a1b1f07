"""The fixtures, in runs of pytest of their own."""

import json

import pytest

from ..plugins.test_files import CONFIG, ONE_OFF

TABLE = '''
CONFIG = """
datasets:
  - name: shops
    output: shops
    num_rows: 3
    columns: [{ name: id, generator: { type: sequential_id } }]
  - name: sales
    output: sales
    num_rows: 5
    columns:
      - { name: shop, generator: { type: foreign_key, dataset: shops } }
"""
'''
GOLDEN = f"""
{TABLE}
import pytest


@pytest.mark.parametrize("seed", [1, 2])
def test_values(datagen, golden, seed):
    golden(datagen(CONFIG, seed=seed))
    golden(datagen(CONFIG, "shops"), "shops")
"""


@pytest.fixture
def run(pytester):
    """Return a function that runs a test file in a process of its own."""

    def go(text, *options):
        pytester.makepyfile(test_it=text)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *options)

    return go


def test_a_yaml_text_becomes_a_table(run):
    text = f"""
{TABLE}

def test_last_dataset(datagen):
    assert datagen(CONFIG).column_names == ["shop"]
    assert datagen(CONFIG).num_rows == 5

def test_named_dataset(datagen):
    assert datagen(CONFIG, "shops")["id"].to_pylist() == [1, 2, 3]

def test_overrides(datagen):
    assert datagen(CONFIG, "shops", scale_factor=2)["id"].to_pylist() == [1, 2, 3, 4, 5, 6]
    assert not datagen(CONFIG, seed=1).equals(datagen(CONFIG, seed=2))
"""
    run(text).assert_outcomes(passed=3)


def test_a_path_will_do_and_all_tables_of_one_plan(run):
    text = f"""
{TABLE}

import pathlib

def test_path(datagen):
    pathlib.Path("shop.yaml").write_text(CONFIG)
    assert datagen("shop.yaml", "shops").equals(datagen(CONFIG, "shops"))
    assert datagen(pathlib.Path("shop.yaml")).equals(datagen(CONFIG))

def test_all(datagen):
    tables = datagen.all(CONFIG, scale_factor=2)
    assert {{name: table.num_rows for name, table in tables.items()}} == {{"shops": 6, "sales": 10}}
    assert tables["sales"].equals(datagen(CONFIG, scale_factor=2))
"""
    run(text).assert_outcomes(passed=2)


def test_plugins_may_be_files(run, pytester):
    pytester.makepyfile(mine=ONE_OFF)
    text = f"""
import smelt_datagen

def test_it(datagen):
    plugins = smelt_datagen.discover(files=["mine.py"])
    assert datagen({CONFIG!r}, plugins=plugins)["c"].to_pylist() == [3, 3]
"""
    run(text).assert_outcomes(passed=1)


def test_a_broken_law_is_shown_at_the_line_of_the_test(run):
    text = """
from smelt_datagen.testing import check_generator

def test_it():
    check_generator({"type": "constant", "value": 1}, independent_of=())
"""
    result = run(text)
    result.assert_outcomes(failed=1)
    shown = result.stdout.str()
    assert "not seeded: another seed gives the same 100000 values" in shown
    assert "seeds.py" not in shown
    assert "check.py" not in shown


def test_a_wrong_yaml_text_fails_with_its_problems(run):
    result = run("def test_it(datagen):\n    datagen('datasets: 1')\n")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*config:1:11: datasets: expected a list with at least one item*"])


def test_golden_digests_are_asked_for_kept_and_compared(run, pytester):
    first = run(GOLDEN)
    first.assert_outcomes(failed=2)
    first.stdout.fnmatch_lines(["*no golden digest of 'test_values?1?'*--update-golden*"])

    run(GOLDEN, "--update-golden").assert_outcomes(passed=2)
    kept = json.loads((pytester.path / "test_it.golden.json").read_text(encoding="utf-8"))
    assert list(kept["digests"]) == [
        "test_values[1]",
        "test_values[1] shops",
        "test_values[2]",
        "test_values[2] shops",
    ]
    run(GOLDEN).assert_outcomes(passed=2)

    changed = run(GOLDEN.replace("seed=seed", "seed=seed + 10"))
    changed.assert_outcomes(failed=2)
    changed.stdout.fnmatch_lines(["*the values of 'test_values?1?' are not those that*"])


def test_two_digests_of_one_name_are_refused(run):
    text = f"""
{TABLE}

class TestOne:
    def test_same(self, datagen, golden):
        golden(datagen(CONFIG))

class TestTwo:
    def test_same(self, datagen, golden):
        golden(datagen(CONFIG, seed=5))

def test_twice(datagen, golden):
    golden(datagen(CONFIG))
    golden(datagen(CONFIG, seed=5))
"""
    result = run(text, "--update-golden")
    result.assert_outcomes(passed=2, failed=1)
    result.stdout.fnmatch_lines(["*two golden digests of 'test_twice': give each a name*"])
    run(text, "-k", "TestOne or TestTwo").assert_outcomes(passed=2, deselected=1)


def test_golden_digests_are_not_updated_from_several_processes(run):
    result = run(GOLDEN, "--update-golden", "-n", "2")
    result.stderr.fnmatch_lines(["*--update-golden writes files: run it without -n*"])


def test_the_plugin_costs_other_runs_nothing(run):
    text = """
import sys

def test_nothing_heavy_is_loaded():
    assert not {"numpy", "pyarrow", "smelt_datagen.testing"} & set(sys.modules)
"""
    options = [option for name in ("hypothesispytest", "xdist") for option in ("-p", f"no:{name}")]
    run(text, *options).assert_outcomes(passed=1)
