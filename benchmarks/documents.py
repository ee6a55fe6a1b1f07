"""The files of the workloads, and their contents as they are written there.

Peers import this module, so it stays cheap to import: PyYAML only comes in when a file is YAML.
"""

import json
from pathlib import Path
from typing import Any

DIRECTORY = Path(__file__).parent / "workloads"

Document = dict[str, Any]


def names() -> list[str]:
    return sorted(path.stem for path in DIRECTORY.glob("*.yaml"))


def description(name: str) -> str:
    first_line = (DIRECTORY / f"{name}.yaml").read_text().splitlines()[0]
    return first_line.removeprefix("#").strip()


def read(source: str) -> Document:
    """Read a workload by its name, or by the path of its JSON form."""
    if source.endswith(".json"):
        document: Document = json.loads(Path(source).read_text())
        return document
    return _read_yaml(DIRECTORY / f"{source}.yaml")


def _read_yaml(path: Path) -> Document:
    import yaml  # noqa: PLC0415 - peers are given JSON: none of them should pay for this import

    document: Document = yaml.safe_load(path.read_text())
    return document


def row_count(document: Document) -> int:
    rows: int = document["datasets"][-1]["num_rows"]
    return rows


def scaled(document: Document, rows: int) -> Document:
    """Give the measured dataset `rows` rows; those it refers to keep their size."""
    *others, measured = document["datasets"]
    return {**document, "datasets": [*others, {**measured, "num_rows": rows}]}
