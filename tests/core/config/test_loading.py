"""A config's text into its models: fallbacks, so that all problems are found at once."""

import datetime

import pytest
from smelt_datagen import ConfigError, from_values, load, loads
from smelt_datagen.config.models import GeneratorConfig, PartitionConfig

TEXT = """
seed: 7
scale_factor: 0.5
datasets:
  - name: users
    output: out/users
    num_rows: 10
    seed: 8
    scale: false
    partition: { column: day, start: 2024-02-29, days: 3 }
    columns:
      - name: id
        generator: { type: number }
"""
DATASET = "{name: a, output: a, num_rows: 1, columns: [{name: n, generator: {type: number}}]}"


def problems(text):
    tree = loads(text).tree
    lines = [tree.describe(problem) for problem in loads(text).problems]
    return [line.split(": ", 1)[1] for line in lines]


def refused(source, loader=loads):
    with pytest.raises(ConfigError) as error:
        loader(source)
    (line,) = error.value.lines
    assert error.value.exit_code == 2
    return line


# --- what is read ---


def test_every_key_has_its_place():
    config = loads(TEXT)
    assert config.problems == ()
    assert (config.seed, config.scale_factor) == (7, 0.5)
    (dataset,) = config.datasets
    assert (dataset.name, dataset.output, dataset.num_rows) == ("users", "out/users", 10)
    assert (dataset.seed, dataset.scale) == (8, False)
    assert dataset.partition == PartitionConfig(
        column="day",
        start=datetime.date(2024, 2, 29),
        days=3,
        path=("datasets", 0, "partition"),
    )
    (column,) = dataset.columns
    path = ("datasets", 0, "columns", 0)
    assert (column.name, column.path) == ("id", path)
    assert column.generator == GeneratorConfig({"type": "number"}, (*path, "generator"))


def test_optional_keys_have_their_defaults():
    config = loads(f"datasets: [{DATASET}]")
    assert config.problems == ()
    assert (config.seed, config.scale_factor) == (None, 1.0)
    assert config.datasets[0].scale is True
    assert config.datasets[0].seed is None
    assert config.datasets[0].partition is None


def test_top_level_keys_that_begin_with_x_are_a_place_for_anchors():
    text = (
        f"x-rows: &rows 5\nx-: [1]\ndatasets: [{DATASET.replace('num_rows: 1', 'num_rows: *rows')}]"
    )
    config = loads(text)
    assert config.problems == ()
    assert config.datasets[0].num_rows == 5


def test_keys_of_a_dataset_that_may_be_a_plugins_are_kept():
    (dataset,) = loads(f"datasets: [{DATASET.replace('{name', '{pools: [1], name', 1)}]").datasets
    assert dataset.extra == {"pools": [1]}


# --- what is wrong ---


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{}", "missing key 'datasets'"),
        ("datasets: []", "datasets: expected a list with at least one item, found an empty list"),
        ("datasets: 5", "datasets: expected a list with at least one item, found 5"),
        ("datasets: {a: 1}", "datasets: expected a list with at least one item, found a mapping"),
        ("datasets:", "datasets: expected a list with at least one item, found null"),
        ("datasets: [5]", "datasets[0]: expected a mapping with the keys name, output, num_rows"),
        (f"datasets: [{DATASET}]\nseed: x", 'seed: expected an integer, found "x"'),
        (f"datasets: [{DATASET}]\nseed: -1", "seed: must be from 0 to 2^64 - 1 (found -1)"),
        (f"datasets: [{DATASET}]\nseed: 1.0", "seed: expected an integer, found 1.0"),
        (f"datasets: [{DATASET}]\nscale_factor: x", "scale_factor: expected a number"),
        (f"datasets: [{DATASET}]\nscale_factor: .inf", "scale_factor: must be finite"),
        (f"datasets: [{DATASET}]\nsede: 1", "sede: unknown key 'sede', did you mean 'seed'?"),
        (f"datasets: [{DATASET}]\n5: 1", "5: unknown key '5'"),
    ],
)
def test_a_wrong_top_level_key_is_a_problem(text, wanted):
    (problem,) = problems(text)
    assert problem.startswith(wanted)


@pytest.mark.parametrize(
    ("key", "value", "at"),
    [
        ("name", "5", ".name: expected a string, found 5"),
        ("name", "", ".name: expected a string, found null"),
        ("output", "[a]", "[a].output: expected a string, found a list"),
        ("num_rows", "'1'", '[a].num_rows: expected an integer, found "1"'),
        ("num_rows", "1.5", "[a].num_rows: expected an integer, found 1.5"),
        ("num_rows", "1_000", '[a].num_rows: expected an integer, found "1_000"'),
        ("num_rows", "-1", "[a].num_rows: must be at least 1 (found -1)"),
        ("num_rows", "99999999999999999999", "[a].num_rows: must fit in 64 bits"),
        ("columns", "[]", "[a].columns: expected a list with at least one item"),
        ("columns", "[n]", "[a].columns[0]: expected a mapping with the keys name, generator"),
        ("columns", "[{name: n}]", "[a].columns[n]: missing key 'generator'"),
        ("columns", "[{generator: {type: number}}]", "[a].columns[0]: missing key 'name'"),
        ("seed", "true", "[a].seed: expected an integer, found true"),
        ("scale", "no", '[a].scale: expected true or false, found "no"'),
        ("partition", "day", "[a].partition: expected a mapping with the keys column, start"),
        ("partition", "{start: 2024-01-01, days: 1}", "[a].partition: missing key 'column'"),
    ],
)
def test_a_wrong_key_of_a_dataset_is_a_problem(key, value, at):
    keys = {
        "name": "a",
        "output": "a",
        "num_rows": "1",
        "columns": "[{name: n, generator: {type: number}}]",
        key: value,
    }
    entries = ", ".join(f"{name}: {part}" for name, part in keys.items())
    (problem,) = problems(f"datasets: [{{{entries}}}]")
    wanted = f"datasets[0]{at}" if at.startswith(".") else f"datasets{at}"
    assert problem.startswith(wanted)


@pytest.mark.parametrize("key", ["name", "output", "num_rows", "columns"])
def test_a_missing_key_of_a_dataset_is_a_problem_at_the_dataset(key):
    lines = TEXT.splitlines()
    start = next(i for i, line in enumerate(lines) if line.strip(" -").startswith(f"{key}:"))
    end = len(lines) if key == "columns" else start + 1
    kept = "\n".join(lines[:start] + lines[end:])
    kept = kept.replace("    output", "  - output", 1) if key == "name" else kept
    (problem,) = problems(kept)
    assert problem == f"datasets[{'0' if key == 'name' else 'users'}]: missing key '{key}'"


def test_every_problem_is_kept_with_its_position():
    text = f"""seed: x
datasets:
  - name: 5
    num_rows: -1
    columns:
      - name: a
        colour: red
      - 7
  - {DATASET}
"""
    config = loads(text, "my.yaml")
    lines = {config.tree.describe(problem).split(": ")[0] for problem in config.problems}
    assert lines == {
        f"my.yaml:{place}" for place in ("1:7", "3:5", "3:11", "4:15", "6:9", "7:9", "8:9")
    }
    assert config.datasets[1].name == "a"


# --- what cannot be read at all ---


@pytest.mark.parametrize("text", ["5", "[a]", "text", "--- ~"])
def test_a_document_that_is_no_mapping_is_refused(text):
    assert refused(text).startswith("config:1:")
    assert "expected a mapping with 'datasets', found " in refused(text)


def test_a_file_is_loaded_and_named_in_messages(tmp_path):
    file = tmp_path / "my.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert load(file) == load(str(file))
    assert load(file).datasets == loads(TEXT).datasets
    file.write_text("a: [", encoding="utf-8")
    assert refused(file, load).startswith(f"{file}:")


def test_a_missing_file_is_refused_by_name(tmp_path):
    file = tmp_path / "missing.yaml"
    assert refused(file, load) == f"{file}: cannot be read: No such file or directory"


def test_a_folder_in_place_of_a_file_is_refused_by_name(tmp_path):
    assert refused(tmp_path, load) == f"{tmp_path}: cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("content", "byte"), [(b"\xff\xfea\x00", 0), (b"a: caf\xe9\n", 6), (b"\x80", 0)]
)
def test_a_file_that_is_not_utf_8_is_refused_with_the_byte(tmp_path, content, byte):
    file = tmp_path / "latin.yaml"
    file.write_bytes(content)
    assert refused(file, load) == f"{file}: cannot be read: is not UTF-8 (byte {byte})"


def test_an_empty_file_is_refused(tmp_path):
    file = tmp_path / "empty.yaml"
    file.touch()
    assert "the file is empty" in refused(file, load)


def test_a_byte_order_mark_and_windows_line_ends_are_fine(tmp_path):
    file = tmp_path / "windows.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.lstrip().replace("\n", "\r\n").encode())
    assert load(file).datasets == loads(TEXT).datasets


def test_plain_values_make_the_config_that_their_text_makes():
    column = "{name: n, generator: {type: t}}"
    text = f"{{seed: 3, datasets: [{{name: a, output: a, num_rows: 1, columns: [{column}]}}]}}"
    columns = [{"name": "n", "generator": {"type": "t"}}]
    values = {
        "seed": 3,
        "datasets": [{"name": "a", "output": "a", "num_rows": 1, "columns": columns}],
    }
    assert from_values(values).datasets == loads(text).datasets
    assert from_values(values).seed == 3
    assert from_values(values).problems == ()
