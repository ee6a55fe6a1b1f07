"""Who takes part: each peer and the command that runs it."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.reference import Reference

OURS = "smelt_datagen"
REFERENCE = "reference"
SCRIPTS = Path(__file__).parent / "peers"
ALL_CORES = str(os.cpu_count() or 1)


@dataclass(frozen=True)
class Task:
    """One run of one workload; it is written as YAML and, for the scripts, as JSON."""

    yaml: Path
    json: Path
    rows: int
    output: Path


@dataclass(frozen=True)
class Peer:
    """A row of a table; `measured_against` is the row that its ratio refers to."""

    name: str
    command: Callable[[Task], list[str]]
    measured_against: str
    problem: str | None = None


def command_line_peers(reference: Reference | None) -> list[Peer]:
    peers = [
        Peer(OURS, _ours, OURS),
        Peer("duckdb", _script("duckdb_sql"), OURS),
        Peer("duckdb_by_hash", _script("duckdb_sql", "hash"), OURS),
        Peer("polars_numpy", _script("polars_numpy"), OURS),
    ]
    if reference is not None:
        peers.insert(1, _reference_peer(reference))
    return peers


def in_process_peers() -> list[Peer]:
    """One thread against one thread, then all cores against all cores."""
    return [*_against_floor("", "1"), *_against_floor("_threads", ALL_CORES)]


def _against_floor(suffix: str, workers: str) -> list[Peer]:
    ours, floor = "smelt_datagen_in_process", "write_floor"
    return [
        Peer(ours + suffix, _script(ours, workers), floor + suffix),
        Peer(floor + suffix, _script(floor, workers), floor + suffix),
    ]


def start_up_peers(reference: Reference | None) -> list[Peer]:
    """The bare interpreter is the least that any Python command takes."""
    bare = "python -c pass"
    ours = _fixed(sys.executable, "-m", "smelt_datagen", "--help")
    peers = [
        Peer("smelt-datagen --help", ours, bare),
        Peer(bare, _fixed(sys.executable, "-c", "pass"), bare),
    ]
    if reference is not None and reference.path is not None:
        peers.append(Peer("reference --help", _fixed(str(reference.path), "--help"), bare))
    return peers


def names() -> list[str]:
    everyone = command_line_peers(Reference(None)) + in_process_peers()
    return [peer.name for peer in everyone]


def select(peers: list[Peer], wanted: list[str]) -> list[Peer]:
    """Keep the wanted peers and, for their ratios, those they are measured against."""
    if not wanted:
        return peers
    chosen = [peer for peer in peers if peer.name in wanted]
    needed = {peer.name for peer in chosen} | {peer.measured_against for peer in chosen}
    return [peer for peer in peers if peer.name in needed]


def _ours(task: Task) -> list[str]:
    module = [sys.executable, "-m", "smelt_datagen"]
    return [*module, "--config", str(task.yaml), "-o", str(task.output), "-q"]


def _reference_peer(reference: Reference) -> Peer:
    if reference.path is None:
        problem = f"not available: {reference.problem}"
        return Peer(REFERENCE, _fixed(), OURS, problem)
    # With --config it writes where it runs, whatever -o says: runs start in the output directory.
    path = str(reference.path)
    return Peer(REFERENCE, lambda task: [path, "--config", str(task.yaml), "-q"], OURS)


def _script(name: str, *extra: str) -> Callable[[Task], list[str]]:
    script = str(SCRIPTS / f"{name}.py")

    def command(task: Task) -> list[str]:
        fixed = [sys.executable, script, str(task.json), str(task.rows), str(task.output)]
        return [*fixed, *extra]

    return command


def _fixed(*command: str) -> Callable[[Task], list[str]]:
    return lambda _task: list(command)
