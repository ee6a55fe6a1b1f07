"""Ctrl-C in the middle of a run: it stops soon, says so, and leaves nothing half-written."""

import signal
import time

import pytest

from .runs import (
    DEADLINE,
    LAYOUTS,
    assert_whole,
    contents,
    fresh,
    partial_files,
    sizes,
    start,
    wait_until,
    write_config,
)

ROWS = 400_000_000
"""So many that no machine is done before it is interrupted."""

MOST_SECONDS = 15
"""Half a second on an idle machine; minutes if the run went on."""


def interrupted(config, output, condition, times=1):
    """Send Ctrl-C once `condition` holds; return the child's result and the seconds it took."""
    child = start(config, output, "--workers", "2")
    try:
        assert wait_until(condition, child), child.communicate()[1]
        began = time.monotonic()
        for _ in range(times):
            child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=DEADLINE)
        return child.returncode, out, err, time.monotonic() - began
    finally:
        child.kill()
        child.communicate()


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [0, 3_000_000])
def test_stops_soon_and_leaves_former_output_whole(tmp_path, layout, size):
    former = fresh(write_config(tmp_path, layout, 10_000), tmp_path / "out", "--seed", "3")
    config = write_config(tmp_path, layout, ROWS)
    second = tmp_path / "out" / "second"
    code, out, err, seconds = interrupted(
        config, tmp_path / "out", lambda: sum(sizes(second, ".partial")) > size
    )
    assert (code, out) == (130, "")
    assert err == "first: 5,000 rows\ninterrupted; nothing was replaced\n"
    assert seconds < MOST_SECONDS
    assert partial_files(tmp_path) == []
    assert_whole(tmp_path)
    left = contents(tmp_path / "out")
    assert left.keys() == former.keys()
    assert left == former


def test_impatience_leaves_nothing_half_written(tmp_path):
    config = write_config(tmp_path, "partitioned", ROWS)
    second = tmp_path / "second"
    code, out, err, seconds = interrupted(
        config, tmp_path, lambda: sum(sizes(second, ".partial")) > 0, times=3
    )
    assert (code, out) == (130, "")
    assert err == "first: 5,000 rows\ninterrupted; nothing was replaced\n"
    assert seconds < MOST_SECONDS
    assert partial_files(tmp_path) == []
    assert_whole(tmp_path)
