"""A process that is killed at many moments: no file is half-written, and the next run succeeds."""

import pytest

from .runs import (
    LAYOUTS,
    assert_whole,
    contents,
    fresh,
    generate,
    partial_files,
    sizes,
    start,
    wait_until,
    write_config,
)

ROWS = 1_500_000

# of the second dataset, to be seen while it is written or given its final names
MOMENTS = {
    "the first file is opened": lambda folder, _: sizes(folder, ".partial"),
    "some bytes are written": lambda folder, _: is_written(folder, 0),
    "a row group is written": lambda folder, whole: is_written(folder, 0.1 * whole),
    "half is written": lambda folder, whole: is_written(folder, 0.45 * whole),
    "most is written": lambda folder, whole: is_written(folder, 0.8 * whole),
    "a file has its final name": lambda folder, _: sizes(folder, ".parquet"),
}


def is_written(folder, size):
    """Return whether more bytes than `size` are in files that are being written."""
    return sum(sizes(folder, ".partial")) > size


def size_of_second(expected):
    """Return how many bytes the second dataset has when it is whole."""
    return sum(len(data) for name, data in expected.items() if name.startswith("second/"))


@pytest.fixture(scope="module", params=LAYOUTS)
def case(request, tmp_path_factory):
    """Return a config and its output."""
    folder = tmp_path_factory.mktemp(request.param)
    config = write_config(folder, request.param, ROWS)
    return config, fresh(config, folder / "fresh")


def kill_when(condition, config, output, *arguments):
    """Kill a child as soon as `condition` holds; return whether it was alive until then."""
    child = start(config, output, "--workers", "2", "--quiet", *arguments)
    try:
        reached = wait_until(condition, child)
    finally:
        child.kill()
        child.communicate()
    assert reached
    return child.returncode < 0


@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_in_an_empty_folder(case, tmp_path, moment):
    config, expected = case
    second = tmp_path / "second"
    whole = size_of_second(expected)
    killed = kill_when(lambda: MOMENTS[moment](second, whole), config, tmp_path)
    assert_whole(tmp_path)
    final = {name for name in contents(tmp_path) if name.endswith(".parquet")}
    assert killed or final == expected.keys()
    assert all(contents(tmp_path)[name] == expected[name] for name in final)
    assert generate(config, tmp_path, "--quiet").exit_code == 0
    assert partial_files(tmp_path) == []
    assert contents(tmp_path) == expected


def test_killed_while_former_output_is_replaced(case, tmp_path):
    config, expected = case
    former = fresh(config, tmp_path, "--seed", "5")
    second = tmp_path / "second"
    quarter = size_of_second(expected) / 4
    assert kill_when(lambda: is_written(second, quarter), config, tmp_path)
    assert_whole(tmp_path)
    left = contents(tmp_path)
    assert all(left[name] == former[name] for name in former if name.startswith("second"))
    assert generate(config, tmp_path, "--quiet").exit_code == 0
    assert contents(tmp_path) == expected


def test_leftovers_go_when_the_next_run_has_another_layout(case, tmp_path):
    config, _ = case
    second = tmp_path / "out" / "second"
    assert kill_when(lambda: sizes(second, ".partial"), config, tmp_path / "out")
    other = "single" if "partition" in config.read_text(encoding="utf-8") else "partitioned"
    changed = write_config(tmp_path, other, 5000)
    assert generate(changed, tmp_path / "out", "--quiet").exit_code == 0
    assert contents(tmp_path / "out") == fresh(changed, tmp_path / "fresh")
    assert {path.name for path in second.rglob("*")} == {
        path.name for path in tmp_path.joinpath("fresh", "second").rglob("*")
    }
