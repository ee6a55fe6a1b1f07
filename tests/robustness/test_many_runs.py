"""Runs that are killed at random moments, and runs at once in one folder."""

import json
import os
import random
import subprocess
import sys
import time

import pytest

from . import forks
from .runs import assert_whole, contents, fresh, write_config

ROWS = 60_000
KILLED, PAIRS = 100, 30


class Server:
    """Runs in forks (see `forks`)."""

    def __init__(self, process, config):
        self.process, self.config = process, str(config)

    def ask(self, what, folder, *words):
        line = json.dumps([what, self.config, str(folder), *map(str, words)])
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture(scope="module", params=["single", "partitioned"])
def server(request, tmp_path_factory):
    config = write_config(tmp_path_factory.mktemp("config"), request.param, ROWS)
    command = [sys.executable, forks.__file__]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}  # threads do not live in forks
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as process:
        yield Server(process, config)
        process.stdin.close()


@pytest.fixture(scope="module")
def outputs(server, tmp_path_factory):
    """Return the files of a run of either seed, by the seed."""
    folder = tmp_path_factory.mktemp("outputs")
    return {seed: fresh(server.config, folder / seed, "--seed", seed) for seed in "12"}


def visible(folder):
    return {name: data for name, data in contents(folder).items() if "/." not in name}


def test_killed_at_random_moments_nothing_is_mixed_and_the_next_run_leaves_nothing(
    server, outputs, tmp_path
):
    chance = random.Random(11)  # noqa: S311 (moments, not secrets)
    out = tmp_path / "out"
    assert server.ask("run", out, 1) == [[0, ""]]
    began = time.perf_counter()
    assert server.ask("run", out, 2) == [[0, ""]]
    took = time.perf_counter() - began
    now, killed = "2", 0
    for _ in range(KILLED // 2):
        then = "1" if now == "2" else "2"
        ((code, error),) = server.ask("kill", out, then, chance.uniform(0, took * 0.9))
        assert (code, error) in [(-9, ""), (0, "")]
        killed += code != 0
        assert_whole(out)
        if not [*out.rglob("journal.json")]:
            assert visible(out) in (outputs[now], outputs[then])
        assert server.ask("run", out, then) == [[0, ""]]
        assert contents(out) == outputs[then]
        now = then
    assert killed > KILLED // 10  # how many depends on how busy the machine is


def test_of_two_runs_at_once_one_succeeds_and_the_other_says_why(server, outputs, tmp_path):
    refused = 0
    for number in range(PAIRS // 2):
        out = tmp_path / str(number)
        found = server.ask("pair", out, 1, 2)
        codes = sorted(code for code, _ in found)
        assert codes in ([0, 0], [0, 1])
        for code, error in found:
            assert code == 0 or "another run writes here: process " in error
        assert_whole(out)
        won = [seed for seed, (code, _) in zip("12", found, strict=True) if code == 0]
        assert contents(out) in [outputs[seed] for seed in won]
        refused += codes == [0, 1]
    assert refused > 0
