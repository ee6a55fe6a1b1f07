"""Finds the reference tool, or installs it into an environment of its own.

Of its own, since its command has the same name as ours.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "smelt-sql"
VERSION = "0.3.2"
VARIABLE = "SMELT_DATAGEN_REFERENCE"
ENVIRONMENT = Path(__file__).parent / ".venv-reference"
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


@dataclass(frozen=True)
class Reference:
    """The reference's command, or why there is none."""

    path: Path | None
    problem: str | None = None


def find(given: str | None) -> Reference:
    chosen = given or os.environ.get(VARIABLE)
    if chosen:
        path = Path(chosen).absolute()
        return Reference(path) if path.is_file() else Reference(None, f"no file {chosen}")
    path = ENVIRONMENT / SCRIPTS / "smelt-datagen"
    return Reference(path) if path.is_file() else _install(path)


def _install(path: Path) -> Reference:
    print(f"installing {PACKAGE} {VERSION} into {ENVIRONMENT.name}", file=sys.stderr)
    python = str(ENVIRONMENT / SCRIPTS / "python")
    try:
        _run([sys.executable, "-m", "venv", str(ENVIRONMENT)])
        _run([python, "-m", "pip", "install", "--quiet", f"{PACKAGE}=={VERSION}"])
    except (OSError, subprocess.CalledProcessError) as error:
        return Reference(None, _reason(error))
    return Reference(path)


def _run(command: list[str]) -> str:
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    return result.stdout.strip()


def _reason(error: OSError | subprocess.CalledProcessError) -> str:
    lines = (getattr(error, "stderr", None) or str(error)).strip().splitlines()
    errors = [line for line in lines if line.startswith("ERROR")]
    return (errors or lines)[-1]


def suited(reference: Reference, kinds: set[str]) -> Reference:
    """Take the command away if there is a type of generator that it does not list.

    Its parser knows the same types as its list.
    """
    if reference.path is None:
        return reference
    try:
        listing = _run([str(reference.path), "--list-generators"])
    except (OSError, subprocess.CalledProcessError) as error:
        return Reference(None, _reason(error))
    known = re.findall(r"^  (\w+)", listing, re.MULTILINE)
    if missing := sorted(kinds.difference(known)):
        number = version(reference).removeprefix(f"{PACKAGE} ")
        return Reference(None, f"no {', '.join(missing)} in {number}")
    return reference


def version(reference: Reference) -> str:
    """Ask the environment the command is in: the command itself does not tell its version."""
    if reference.path is None:
        return f"not available: {reference.problem}"
    question = f"import importlib.metadata as m; print(m.version({PACKAGE!r}))"
    try:
        return f"{PACKAGE} {_run([str(reference.path.parent / 'python'), '-c', question])}"
    except (OSError, subprocess.CalledProcessError):
        return f"{reference.path.name}, version unknown"
