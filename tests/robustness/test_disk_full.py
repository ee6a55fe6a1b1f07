"""A full disk at many moments: the error, what is left, and the next run."""

import contextlib
import errno
import os
import pathlib
import shutil
import subprocess
import sys

import pytest

from .runs import LAYOUTS, assert_whole, contents, fresh, generate, partial_files, write_config

resource = pytest.importorskip("resource")

ROWS = 300_000
LIMITS = [0, 1, 3, 4, 5, 4096, 8192, 39_999, 100_000, 400_000, 800_000, 1_200_000, 2_400_000]
KIBIBYTES = [4, 8, 40, 64, 256, 1024, 2048]
INODES = [1, 2, 3, 4, 5, 6, 8, 10]

_MOUNT_FAILED = "a tmpfs cannot be mounted here"


@pytest.fixture(scope="module", params=LAYOUTS)
def case(request, tmp_path_factory):
    """Return a config, its output of seed 1 and its output of seed 2."""
    folder = tmp_path_factory.mktemp(request.param)
    config = write_config(folder, request.param, ROWS)
    outputs = [fresh(config, folder / seed, "--seed", seed) for seed in ("1", "2")]
    assert max(len(data) for data in outputs[0].values()) > ROWS
    return config, *outputs


@contextlib.contextmanager
def largest_file(size):
    """Let this process write no file beyond `size` bytes; Python ignores the signal for it."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.fixture
def small_disk(tmp_path):
    """Return a function that mounts a tmpfs, or changes its bounds, and returns its folder."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = False

    def bounded(options):
        nonlocal mounted
        how = f"remount,{options}" if mounted else options
        command = [
            shutil.which("mount") or "mount",
            "-t",
            "tmpfs",
            "-o",
            how,
            "smelt-datagen-test",
            str(folder),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            pytest.skip(_MOUNT_FAILED)
        mounted = True
        return folder

    yield bounded
    if mounted:
        subprocess.run([shutil.which("umount") or "umount", str(folder)], check=True)


def assert_explained(result, folder, code):
    """Assert an error of one line, with the path of a file or folder and the system's reason."""
    assert (result.exit_code, result.stdout) == (1, ""), result.output
    *_, line = result.stderr.splitlines()
    assert line.startswith(f"error: {folder}{os.sep}")
    # before anything is written, that goes without saying
    assert line.removesuffix("; nothing was replaced").endswith(f": {os.strerror(code)}")
    assert ".partial" not in line


def assert_nothing_half_written(folder, allowed):
    """Assert that every file is one of those in `allowed`, whole and with these bytes."""
    assert partial_files(folder) == []
    assert_whole(folder)
    for name, data in contents(folder).items():
        assert data in [files.get(name) for files in allowed], name


def assert_next_run_succeeds(config, folder, expected):
    assert generate(config, folder, "--seed", "1", "--quiet").exit_code == 0
    assert contents(folder) == expected


@pytest.mark.parametrize("limit", LIMITS)
def test_a_file_that_may_not_grow(case, tmp_path, limit):
    config, expected, _ = case
    with largest_file(limit):
        result = generate(config, tmp_path / "out", "--seed", "1")
    if limit >= max(len(data) for data in expected.values()):
        assert contents(tmp_path / "out") == expected
        return
    assert_explained(result, tmp_path / "out", errno.EFBIG)
    assert_nothing_half_written(tmp_path / "out", [expected])
    assert_next_run_succeeds(config, tmp_path / "out", expected)


@pytest.mark.parametrize("limit", [0, 100_000])
def test_a_failed_dataset_keeps_its_former_output(case, tmp_path, limit):
    config, expected, former = case
    out = tmp_path / "out"
    assert fresh(config, out, "--seed", "2") == former
    with largest_file(limit):
        result = generate(config, out, "--seed", "1")
    assert_explained(result, out, errno.EFBIG)
    assert_nothing_half_written(out, [former])
    assert contents(out) == former
    assert_next_run_succeeds(config, out, expected)


def test_the_process_says_it_in_one_line(case, tmp_path):
    code = (
        "import resource, smelt_datagen.cli as cli\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000,) * 2)\n"
        "cli.main()"
    )
    words = ["--config", str(case[0]), "-o", "out", "--quiet"]
    command = [sys.executable, "-c", code, *words]
    child = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (child.returncode, child.stdout) == (1, "")
    assert child.stderr.startswith(f"error: {pathlib.Path('out/second')}{os.sep}")
    assert child.stderr.endswith(
        f"data.parquet: {os.strerror(errno.EFBIG)}; nothing was replaced\n"
    )
    assert child.stderr.count("\n") == 1


def test_a_disk_that_fills_up(case, small_disk):
    config, expected, _ = case
    for kibibytes in KIBIBYTES:
        disk = small_disk(f"size={kibibytes}k")
        result = generate(config, disk / "out", "--seed", "1")
        assert_explained(result, disk / "out", errno.ENOSPC)
        assert_nothing_half_written(disk / "out", [expected])
    small_disk("size=64m")
    assert_next_run_succeeds(config, disk / "out", expected)
    taken = sum(len(data) for data in expected.values()) // 1024
    small_disk(f"size={taken + 1500}k")  # the former output and half of a new one
    result = generate(config, disk / "out", "--seed", "2")
    assert_explained(result, disk / "out", errno.ENOSPC)
    assert contents(disk / "out") == expected


def test_a_disk_without_room_for_another_name(case, small_disk):
    config, expected, _ = case
    failures = 0
    for inodes in INODES:
        disk = small_disk(f"size=64m,nr_inodes={inodes}")
        result = generate(config, disk / "out", "--seed", "1")
        if result.exit_code != 0:
            failures += 1
            assert_explained(result, disk, errno.ENOSPC)
        assert_nothing_half_written(disk / "out", [expected])
    assert failures >= 3
    small_disk("size=64m,nr_inodes=1000")
    assert_next_run_succeeds(config, disk / "out", expected)
