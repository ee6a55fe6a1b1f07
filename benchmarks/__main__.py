"""Runs the benchmarks and prints their tables."""

import json
import tempfile
from pathlib import Path

import yaml

from benchmarks import documents, environment, options, raw_figures, reference, report, roster
from benchmarks.options import Options
from benchmarks.race import Outcome, Race, check_nothing, check_output
from benchmarks.raw_figures import Record
from benchmarks.reference import Reference
from benchmarks.workload import parse


def main() -> None:
    chosen = options.read()
    found = _reference(chosen)
    facts = environment.describe(found)
    print(report.environment_table(facts), flush=True)
    records = _start_up(chosen, found)
    for times in chosen.times:
        for name in chosen.workloads:
            records += _workload(name, times, chosen, found)
    if chosen.json:
        raw_figures.save(chosen.json, facts, records)


def _reference(chosen: Options) -> Reference | None:
    """Look for it, or install it, only where it takes part."""
    if chosen.peers and roster.REFERENCE not in chosen.peers:
        return None
    return reference.find(chosen.reference)


def _start_up(chosen: Options, found: Reference | None) -> list[Record]:
    race = Race("start-up", Path(), Path(), 0, chosen.rounds)
    outcomes = race.run(roster.start_up_peers(found), check_nothing)
    print(f"\n{report.start_up_table(outcomes)}", flush=True)
    return raw_figures.record(race.name, race.rows, outcomes)


def _workload(name: str, times: int, chosen: Options, found: Reference | None) -> list[Record]:
    with tempfile.TemporaryDirectory(prefix="benchmark-") as directory:
        race = _race(name, times, chosen, Path(directory))
        suited = found and reference.suited(found, parse(documents.read(name)).kinds())
        command_line = _run(race, roster.command_line_peers(suited), chosen)
        in_process = _run(race, roster.in_process_peers(), chosen)
    print(f"\n## {name}: {race.rows:,} rows\n\n{documents.description(name)}")
    if command_line:
        print(f"\n{report.command_line_table(command_line, race.rows)}", flush=True)
    if in_process:
        print(f"\n{report.in_process_table(in_process, race.rows)}", flush=True)
    return raw_figures.record(name, race.rows, command_line + in_process)


def _race(name: str, times: int, chosen: Options, directory: Path) -> Race:
    """Write the workload at its size in the two forms that peers read."""
    document = documents.read(name)
    rows = times * (chosen.rows or documents.row_count(document))
    document = documents.scaled(document, rows)
    race = Race(name, directory / f"{name}.yaml", directory / f"{name}.json", rows, chosen.rounds)
    race.yaml.write_text(yaml.safe_dump(document, sort_keys=False))
    race.json.write_text(json.dumps(document))
    return race


def _run(race: Race, peers: list[roster.Peer], chosen: Options) -> list[Outcome]:
    return race.run(roster.select(peers, chosen.peers), check_output)


if __name__ == "__main__":
    main()
