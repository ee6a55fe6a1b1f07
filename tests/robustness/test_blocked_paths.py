"""Paths that cannot be written, or look odd: the path and the reason, or files that are there."""

import errno
import os

import pytest
import yaml

from .runs import assert_whole, contents, generate

NAME_MAX = 255


def config_of(folder, output="data", partition=None):
    """Write a config of one dataset and return its path."""
    dataset = {
        "name": "rows",
        "output": output,
        "num_rows": 100,
        "columns": [{"name": "id", "generator": {"type": "sequential_id"}}],
    }
    if partition is not None:
        dataset["partition"] = {"column": partition, "start": "2024-01-01", "days": 2}
    file = folder / "datagen.yaml"
    file.write_text(yaml.safe_dump({"datasets": [dataset]}, allow_unicode=True), encoding="utf-8")
    return file


def assert_refused(result, path, reason):
    """Assert an error of one line that names `path` and the reason."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    line = result.stderr.removesuffix("\n")
    assert line.startswith(f"error: {path}: ")
    assert reason in line
    assert "\n" not in line


@pytest.mark.parametrize("blocked", ["data", "data/deep", "data/deep/set"])
def test_a_file_where_a_folder_is_to_be(tmp_path, blocked):
    out = tmp_path / "out"
    file = out / blocked
    file.parent.mkdir(parents=True)
    file.write_text("mine", encoding="utf-8")
    result = generate(config_of(tmp_path, "data/deep/set", partition="day"), out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"error: {file}")  # or a path below it
    assert result.stderr.endswith(f": {os.strerror(errno.ENOTDIR)}\n")
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_file_where_the_output_option_wants_a_folder(tmp_path):
    tmp_path.joinpath("out").write_text("mine", encoding="utf-8")
    result = generate(config_of(tmp_path), tmp_path / "out")
    assert result.exit_code == 2
    assert str(tmp_path / "out") in result.stderr


def test_a_file_where_a_partition_folder_is_to_be(tmp_path):
    file = tmp_path / "data" / "day=2024-01-02"
    file.parent.mkdir()
    file.write_text("mine", encoding="utf-8")
    result = generate(config_of(tmp_path, partition="day"), tmp_path)
    assert_refused(result, file, "is a file, where dataset 'rows' has a folder")
    assert list(contents(tmp_path / "data")) == ["day=2024-01-02"]


@pytest.mark.parametrize("partition", [None, "day"])
def test_a_folder_where_the_file_is_to_be(tmp_path, partition):
    folder = tmp_path / "data" / ("day=2024-01-02" if partition else "") / "data.parquet"
    folder.mkdir(parents=True)
    result = generate(config_of(tmp_path, partition=partition), tmp_path)
    assert_refused(result, folder, "folder")
    assert contents(tmp_path / "data") == {}


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="there is no /proc")  # noqa: PTH112
def test_a_folder_in_which_nobody_may_write(tmp_path):
    result = generate(config_of(tmp_path), "/proc/self/nowhere")
    assert result.exit_code == 1
    assert result.stderr.startswith("error: /proc/self/nowhere")
    assert os.strerror(errno.ENOENT) in result.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(tmp_path):
    folder = tmp_path / "out"
    folder.mkdir(mode=0o500)
    result = generate(config_of(tmp_path), folder)
    assert_refused(result, folder / "data", os.strerror(errno.EACCES))


@pytest.mark.parametrize("link", ["data", "data/day=2024-01-01", "data/day=2024-01-02"])
def test_a_link_to_nowhere_as_a_folder(tmp_path, link):
    path = tmp_path / "out" / link
    path.parent.mkdir(parents=True)
    path.symlink_to(tmp_path / "nowhere")
    result = generate(config_of(tmp_path, partition="day"), tmp_path / "out")
    reason = os.strerror(errno.EEXIST) if link == "data" else "is a link"
    assert_refused(result, path, reason)
    assert not tmp_path.joinpath("nowhere").exists()


def test_a_link_in_a_circle_as_a_folder(tmp_path):
    path = tmp_path / "data"
    path.symlink_to(path)
    result = generate(config_of(tmp_path), tmp_path)
    assert result.exit_code == 1
    assert str(path) in result.stderr


def test_a_link_to_a_folder_is_followed(tmp_path):
    tmp_path.joinpath("elsewhere").mkdir()
    tmp_path.joinpath("data").symlink_to(tmp_path / "elsewhere")
    assert generate(config_of(tmp_path), tmp_path).exit_code == 0
    assert contents(tmp_path / "elsewhere").keys() == {"data.parquet", "_smelt_datagen.json"}


@pytest.mark.parametrize("output", [".", "./", "a/.."])
def test_the_folder_of_the_config_itself(tmp_path, output):
    config = config_of(tmp_path, output, partition="day")
    text = config.read_bytes()
    for _ in range(2):
        assert generate(config, tmp_path).exit_code == 0
        assert_whole(tmp_path)
        assert config.read_bytes() == text
        assert len(contents(tmp_path)) == 4


@pytest.mark.parametrize(
    "name",
    [
        " ",
        "a b",
        "it's",
        'say "x"',
        "Zürich 東京 🙂",
        "e\u0301",
        "-o",
        "#",
        "$HOME",
        "%",
        "a\nb",
        "*",
    ],
)
def test_odd_names_of_folders(tmp_path, name):
    config = config_of(tmp_path, f"{name}/data")
    for _ in range(2):  # the second time, they are there
        assert generate(config, tmp_path / name).exit_code == 0
    made = {f"{name}/data/{file}" for file in ("data.parquet", "_smelt_datagen.json")}
    assert contents(tmp_path / name).keys() == made


@pytest.mark.parametrize("output", ["x" * (NAME_MAX + 1), "ü" * 200, "deep/" * 1000])
def test_a_folder_with_too_long_a_name(tmp_path, output):
    result = generate(config_of(tmp_path, output), tmp_path)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"error: {tmp_path}{os.sep}{output[:100]}")
    assert result.stderr.endswith(f": {os.strerror(errno.ENAMETOOLONG)}\n")


def test_a_partition_column_with_too_long_a_name(tmp_path):
    column = "x" * NAME_MAX
    result = generate(config_of(tmp_path, partition=column), tmp_path)
    assert result.exit_code in (1, 2)  # 2 if it is found to be the config's fault
    assert "partition.column" in result.stderr or column in result.stderr
    assert contents(tmp_path).keys() == {"datagen.yaml"}
