"""Saves every single measurement as JSON."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.race import Outcome

Record = dict[str, Any]


def record(name: str, rows: int, outcomes: list[Outcome]) -> list[Record]:
    return [
        {
            "workload": name,
            "rows": rows,
            "peer": outcome.peer.name,
            "problem": outcome.problem,
            "rounds": [asdict(measurement) for measurement in outcome.measurements],
        }
        for outcome in outcomes
    ]


def save(path: Path, facts: dict[str, str], records: list[Record]) -> None:
    path.write_text(json.dumps({"environment": facts, "results": records}, indent=1) + "\n")
