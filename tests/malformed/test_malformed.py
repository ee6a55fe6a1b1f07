"""Every malformed config in `cases/` is answered with exactly the text that stands beside it.

After a change of messages that is wanted: `pytest tests/malformed --update-golden`, then read what
changed as somebody who has to repair the config.
"""

import pathlib

import pytest

from ..command import invoke

CASES = pathlib.Path(__file__).with_name("cases")
NAMES = sorted(file.stem for file in CASES.glob("*.yaml"))


def validate(config, folder):
    """Return click's result of `smelt-datagen validate`, run in `folder`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return invoke("validate", config)


def refused(config, folder=CASES):
    """Return stderr; fail unless the config was refused as an error of the user."""
    result = validate(config, folder)
    assert isinstance(result.exception, SystemExit), repr(result.exception)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    return result.stderr


def config_of(folder, *, columns="[{ name: i, generator: { type: uuid } }]", rest="", top=""):
    """Write a config of one dataset; return its name."""
    dataset = f"{{ name: a, output: a, num_rows: 10, {rest} columns: {columns} }}"
    text = f"{{ {top} datasets: [{dataset}] }}\n"
    (folder / "config.yaml").write_text(text, encoding="utf-8")
    return "config.yaml"


@pytest.mark.parametrize("name", NAMES)
def test_messages_are_those_beside_the_config(name, request):
    kept = CASES / f"{name}.txt"
    found = refused(f"{name}.yaml")
    if request.config.getoption("--update-golden"):
        kept.write_bytes(found.encode())
    assert found == kept.read_bytes().decode()


def test_every_config_has_its_messages_and_all_messages_their_config():
    assert sorted(file.stem for file in CASES.glob("*.txt")) == NAMES
    assert {file.suffix for file in CASES.iterdir()} == {".yaml", ".txt"}


@pytest.mark.parametrize("name", NAMES)
def test_every_error_is_one_line_and_said_once(name):
    *lines, count = (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert count == f"{len(lines)} error{'s' if len(lines) > 1 else ''}; nothing was written"
    assert all(line.startswith(f"{name}.yaml:") for line in lines)
    assert len(set(lines)) == len(lines)


def test_flow_and_block_style_are_both_well_represented():
    styles = [name.rpartition("_")[2] for name in NAMES]
    assert len(styles) >= 90
    assert set(styles) == {"flow", "block"}
    assert min(styles.count("flow"), styles.count("block")) >= len(styles) // 3


def test_a_missing_file(tmp_path):
    assert refused("missing.yaml", tmp_path) == (
        "missing.yaml: cannot be read: No such file or directory\n1 error; nothing was written\n"
    )


def test_a_folder_in_place_of_a_file(tmp_path):
    (tmp_path / "folder.yaml").mkdir()
    assert refused("folder.yaml", tmp_path) == (
        "folder.yaml: cannot be read: Is a directory\n1 error; nothing was written\n"
    )


@pytest.mark.parametrize("number", ["9" * 5000, "0x" + "f" * 5000], ids=["decimal", "hexadecimal"])
def test_integers_of_thousands_of_digits(number, tmp_path):
    columns = f"[{{ name: i, generator: {{ type: constant, value: {number} }} }}]"
    config = config_of(tmp_path, top=f"seed: {number},", columns=columns)
    seed, constant, count = refused(config, tmp_path).splitlines()
    assert "seed: must be from 0 to 2^64 - 1" in seed
    assert "generator.value: must fit in 64 bits" in constant
    assert max(len(seed), len(constant)) < 300
    assert count.startswith("2 errors")


def test_more_rows_than_64_bits_can_number(tmp_path):
    config = config_of(tmp_path, top="scale_factor: 1e300,")
    assert "datasets[a].num_rows: " in refused(config, tmp_path)


def test_more_entities_than_64_bits_can_number(tmp_path):
    entity = "{ pool_ratio: 1e300, columns: [{ name: e, generator: { type: sequential_id } }] }"
    config = config_of(tmp_path, rest=f"entity: {entity},")
    assert "datasets[a].entity.pool_ratio: " in refused(config, tmp_path)


def test_more_entries_of_one_draw_than_64_bits_can_number(tmp_path):
    shape = f"{{ weight: 1, emit: {2**62}, fields: {{ f: {{ type: uuid }} }} }}"
    pool = f"{{ name: p, pool_size: 10, shapes: [{shape}] }}"
    config = config_of(tmp_path, rest=f"linked_pools: [{pool}],")
    assert "shapes[0].emit: " in refused(config, tmp_path)


@pytest.mark.parametrize("column", ["_day", ".day", "."])
def test_a_partition_column_whose_folders_readers_skip(column, tmp_path):
    partition = f'{{ column: "{column}", start: "2024-01-01", days: 2 }}'
    config = config_of(tmp_path, rest=f"partition: {partition},")
    assert "datasets[a].partition.column: " in refused(config, tmp_path)


def test_a_partition_column_too_long_for_a_folder(tmp_path):
    partition = f'{{ column: {"x" * 300}, start: "2024-01-01", days: 2 }}'
    config = config_of(tmp_path, rest=f"partition: {partition},")
    assert "datasets[a].partition.column: " in refused(config, tmp_path)
