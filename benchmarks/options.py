"""The command line of `python -m benchmarks`."""

import argparse
from dataclasses import dataclass
from pathlib import Path

from benchmarks import documents, reference, roster


@dataclass(frozen=True)
class Options:
    """What to run; empty lists stand for everything."""

    workloads: list[str]
    peers: list[str]
    rounds: int
    times: list[int]
    rows: int | None
    reference: str | None
    json: Path | None


def read() -> Options:
    given = _parser().parse_args()
    workloads = given.workload or documents.names()
    times = given.times or [1]
    return Options(
        workloads, given.peer, given.rounds, times, given.rows, given.reference, given.json
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m benchmarks", description=_DESCRIPTION)
    _add_choices(parser, "--workload", documents.names(), "a workload to run, repeatable")
    _add_choices(parser, "--peer", roster.names(), "a peer to run next to ours, repeatable")
    parser.add_argument("--rounds", type=_positive, default=5, help="counted rounds (default: 5)")
    parser.add_argument(
        "--times",
        action="append",
        type=_positive,
        metavar="N",
        help="how many times the rows, repeatable (default: 1)",
    )
    parser.add_argument("--rows", type=_positive, help="rows, instead of the workload's own")
    parser.add_argument(
        "--reference", metavar="PATH", help=f"the reference's command (or ${reference.VARIABLE})"
    )
    parser.add_argument("--json", type=Path, metavar="PATH", help="save the raw figures")
    return parser


_DESCRIPTION = "Compare smelt-datagen with its peers, in turn, and print Markdown tables."


def _add_choices(
    parser: argparse.ArgumentParser, option: str, choices: list[str], purpose: str
) -> None:
    explained = f"{purpose}: {', '.join(choices)} (default: all)"
    parser.add_argument(
        option, action="append", default=[], choices=choices, metavar="NAME", help=explained
    )


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is less than 1")
    return number
