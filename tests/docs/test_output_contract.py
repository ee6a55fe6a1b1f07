"""The output contract holds as docs/output-contract.md states it."""

import copy
import re

import pyarrow.parquet as pq
import pytest
import smelt_datagen
import yaml
from smelt_datagen.execution.blocks import part_blocks

from ..child import run_python, run_without_wide_kernels
from .contract_edits import EDITS
from .markdown import ROOT, blocks, table

PAGE = "docs/output-contract.md"
(CONFIG,) = [block.text for block in blocks(PAGE, "yaml")]
DIGESTS = """\
import hashlib, sys, smelt_datagen
plan = smelt_datagen.plan(smelt_datagen.load(sys.argv[1]))
for dataset in plan.datasets:
    rows = smelt_datagen.to_table(dataset).to_pylist()
    print(dataset.name, hashlib.sha256(repr(rows).encode()).hexdigest())
"""


@pytest.fixture(scope="module")
def base():
    """Return the columns of the page's config, by dataset and name."""
    return _columns(yaml.safe_load(CONFIG))


@pytest.fixture
def file(tmp_path, monkeypatch):
    """Return the page's config in a working directory of its own."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "datagen.yaml"
    path.write_text(CONFIG, encoding="utf-8")
    return path


def test_every_edit_of_the_table_is_tried():
    assert [edit for edit, _ in table(PAGE, "### What an edit changes")] == list(EDITS)


@pytest.mark.parametrize(("edit", "shown"), table(PAGE, "### What an edit changes"))
def test_an_edit_changes_the_columns_that_are_shown(base, edit, shown):
    config = copy.deepcopy(yaml.safe_load(CONFIG))
    old_names = EDITS[edit](config) or {}
    found = {old_names.get(name, name): values for name, values in _columns(config).items()}
    common = sorted(base.keys() & found.keys())
    changed = [name for name in common if not _agree(base[name], found[name])]
    assert changed == re.findall(r"`([a-z_.]+)`", shown)


def test_a_renamed_json_field_keeps_its_values(base):
    renamed = yaml.safe_load(CONFIG.replace("agent: {", "browser: {"))
    found = [text.replace("browser", "agent") for text in _columns(renamed)["orders.payload"]]
    assert found == base["orders.payload"]


def test_swapped_placeholders_give_other_values():
    templates = "{uniform_int:0-1000000},{uuid}", "{uuid},{uniform_int:0-1000000}"
    left, right = ([value.split(",") for value in _visitors(template)] for template in templates)
    assert [number for number, _ in left] != [number for _, number in right]
    assert [uuid for _, uuid in left] != [uuid for uuid, _ in right]


def test_more_rows_and_another_fraction_redeliver_other_rows():
    few = _copied()
    assert few != [row for row in _copied(num_rows=3997) if row <= 2000]
    assert not set(few) <= set(_copied(fraction=0.2))


@pytest.mark.parametrize("days", [1, 7, 400])
def test_no_partition_changes_which_rows_are_redelivered(days):
    partition = {"column": "day", "start": "2025-01-01", "days": days}
    assert _copied(partition=partition) == _copied()


def test_neither_process_nor_hash_seed_nor_processor_matter(file):
    digests = {run_python("-c", DIGESTS, file, PYTHONHASHSEED=seed) for seed in ("0", "1")}
    assert digests == {run_without_wide_kernels("-c", DIGESTS, file)}


def test_any_slice_is_that_part_of_the_whole():
    orders = _plan(yaml.safe_load(CONFIG))["orders"]
    whole = smelt_datagen.to_table(orders)
    for start, stop in ((0, 1), (777, 1303), (1999, 2000)):
        assert smelt_datagen.to_table(orders, start, stop).equals(whole.slice(start, stop - start))


def test_neither_threads_nor_folder_nor_selection_change_a_byte(file, tmp_path):
    everything = _written(file, tmp_path / "one", workers=1)
    assert _written(file, tmp_path / "many", workers=4) == everything
    orders = {name: data for name, data in everything.items() if "orders" in name.parts}
    assert _written(file, tmp_path / "orders", datasets=["orders"]) == orders
    assert len(orders) == 10


def test_every_file_has_the_metadata_that_is_shown(file, tmp_path):
    _written(file, tmp_path / "out")
    metadata = _metadata(tmp_path / "out" / "data" / "customers" / "data.parquet")
    shown = [key.strip("`") for key, _ in table(PAGE, "## Files")]
    assert {key for key in metadata if key.startswith("smelt_datagen.")} == set(shown)
    assert metadata["smelt_datagen.dataset"] == "customers"
    assert metadata["smelt_datagen.seed"] == "42"
    assert metadata["smelt_datagen.output_version"] == str(smelt_datagen.OUTPUT_VERSION)


@pytest.mark.parametrize(
    ("edited", "changed"),
    [
        (f"# a comment\n{CONFIG}", set()),
        (CONFIG.replace("num_rows: 100\n", "num_rows:   100\n"), set()),
        (CONFIG.replace("data/orders", "data/sales"), set()),
        (CONFIG.replace("num_rows: 100\n", "num_rows: 101\n"), {"customers", "orders"}),
        (CONFIG.replace("num_rows: 2000\n", "num_rows: 2001\n"), {"orders"}),
        (CONFIG.replace("[DE, FR, UK, US]", "[DE, FR, UK]"), {"customers", "orders"}),
        (CONFIG.replace("sigma: 1,", "sigma: 2,"), {"orders"}),
        (CONFIG.replace("days: 10", "days: 11"), {"orders"}),
    ],
    ids=[
        "comment",
        "layout",
        "output",
        "rows referred to",
        "own rows",
        "column referred to",
        "own column",
        "partition",
    ],
)
def test_a_recipe_follows_what_the_rows_and_files_follow_from(edited, changed):
    before, after = (smelt_datagen.plan(smelt_datagen.loads(text)) for text in (CONFIG, edited))
    names = ("customers", "orders")
    assert {n for n in names if before[n].recipe.digest != after[n].recipe.digest} == changed


def test_neither_the_folder_nor_the_selection_changes_a_recipe():
    config = smelt_datagen.loads(CONFIG)
    before = smelt_datagen.plan(config)["orders"].recipe
    assert smelt_datagen.plan(config, output="out", datasets=["orders"])["orders"].recipe == before
    assert smelt_datagen.plan(config, seed=1)["orders"].recipe.digest != before.digest


def test_the_digests_that_the_page_speaks_of_are_kept():
    assert (ROOT / "tests" / "golden" / "digests.json").is_file()


def _plan(config):
    return smelt_datagen.plan(smelt_datagen.loads(yaml.safe_dump(config, sort_keys=False)))


def _columns(config):
    return {
        f"{dataset.name}.{name}": values
        for dataset in _plan(config).datasets
        for name, values in smelt_datagen.to_table(dataset).to_pydict().items()
    }


def _visitors(template):
    config = yaml.safe_load(CONFIG)
    generator = {"type": "string_pattern", "template": template}
    config["datasets"][1]["entity"]["columns"][0]["generator"] = generator
    return _columns(config)["orders.visitor"]


def _agree(before, after):
    """Return whether the rows that both have are the same."""
    count = min(len(before), len(after))
    return before[:count] == after[:count]


def _copied(*, fraction=0.1, **keys):
    """Return the ids of the rows of `orders` that are redelivered, file by file."""
    config = yaml.safe_load(CONFIG)
    delay = {"type": "constant", "value": 60}
    late = {"fraction": fraction, "arrival_column": "paid_at", "delay_seconds": delay}
    del config["datasets"][1]["partition"]
    config["datasets"][1].update({"redelivery": late, **keys})
    orders = _plan(config)["orders"]
    position = orders.columns.index("order_id")
    return [
        copied
        for part in orders.parts
        for arrays in part_blocks(orders, part, part.stop - part.start, part.row_count)
        for copied in arrays[position].to_pylist()
    ]


def _written(file, folder, *, workers=2, datasets=None):
    """Return the bytes of every file of a run, by its path below `folder`."""
    planned = smelt_datagen.plan(smelt_datagen.load(file), output=folder, datasets=datasets)
    smelt_datagen.write(planned, workers=workers)
    return {found.relative_to(folder): found.read_bytes() for found in folder.rglob("*.parquet")}


def _metadata(file):
    return {key.decode(): value.decode() for key, value in pq.read_metadata(file).metadata.items()}
