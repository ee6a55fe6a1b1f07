"""Runs peers in turn, round after round, so that a busy moment does not hit one of them alone."""

import json
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.process import REPOSITORY, Measurement, ProcessError, measure
from benchmarks.roster import Peer, Task

Check = Callable[[Task], str]


class WrongOutputError(Exception):
    """A peer ran, but did not write what was asked for."""


@dataclass
class Outcome:
    """What a peer did: its counted rounds, or the reason why there are none."""

    peer: Peer
    measurements: list[Measurement] = field(default_factory=list)
    problem: str | None = None


@dataclass(frozen=True)
class Race:
    """A workload as files, and how often it is run."""

    name: str
    yaml: Path
    json: Path
    rows: int
    rounds: int

    def run(self, peers: list[Peer], check: Check) -> list[Outcome]:
        outcomes = [Outcome(peer, problem=peer.problem) for peer in peers]
        for number in range(self.rounds + 1):
            for outcome in outcomes:
                if outcome.problem is None:
                    self._turn(outcome, number, check)
        return outcomes

    def _turn(self, outcome: Outcome, number: int, check: Check) -> None:
        try:
            measurement = self._measure(outcome.peer, check if number == 0 else check_nothing)
        except ProcessError as error:
            outcome.problem = f"failed: {error}"
            return
        except WrongOutputError as error:
            outcome.problem = f"WRONG: {error}"
            return
        _show_progress(f"{self.name} {outcome.peer.name}", number, measurement)
        if number > 0:  # the first round only warms up
            outcome.measurements.append(measurement)

    def _measure(self, peer: Peer, check: Check) -> Measurement:
        with tempfile.TemporaryDirectory(prefix="benchmark-") as directory:
            task = Task(self.yaml, self.json, self.rows, Path(directory))
            measurement = measure(peer.command(task), task.output)
            problem = check(task)
        if problem:
            raise WrongOutputError(problem)
        return measurement


def check_output(task: Task) -> str:
    script = str(REPOSITORY / "benchmarks" / "verify.py")
    arguments = [str(task.json), str(task.rows), str(task.output)]
    try:
        printed = measure([sys.executable, script, *arguments], task.output).printed
        return "; ".join(printed.splitlines())
    except ProcessError as error:
        return str(error)


def check_nothing(_task: Task) -> str:
    return ""


def reported_seconds(measurement: Measurement) -> float:
    """Return the seconds that an in-process peer timed by itself."""
    last_line = measurement.printed.splitlines()[-1]
    seconds: float = json.loads(last_line)["seconds"]
    return seconds


def _show_progress(name: str, number: int, measurement: Measurement) -> None:
    label = f"round {number}" if number else "warm-up"
    print(f"{name}, {label}: {measurement.wall_seconds:.2f} s", file=sys.stderr)
