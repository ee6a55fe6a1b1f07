"""Digests kept in a file beside a test, so that no value changes unnoticed."""

from __future__ import annotations

import json
from pathlib import Path

from smelt_datagen.planning.recipe import OUTPUT_VERSION

_HOW = "run pytest with --update-golden"


class GoldenFile:
    """The digests of one test file, by the names of its tests."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._digests: dict[str, str] = {}
        self._kept: dict[str, str] = {}
        if path.exists():
            self._digests = json.loads(path.read_text(encoding="utf-8"))["digests"]

    def keep(self, name: str, digest: str) -> None:
        """Remember a digest in place of an older one.

        Raises ValueError if another one was given in this run: the two need names.
        """
        if self._kept.setdefault(name, digest) != digest:
            raise ValueError(f"two golden digests of '{name}': give each a name: golden(data, x)")
        self._digests[name] = digest

    def save(self) -> None:
        """Write what is remembered."""
        content = {"output_version": OUTPUT_VERSION, "digests": dict(sorted(self._digests.items()))}
        self.path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")

    def compare(self, name: str, digest: str) -> None:
        """Raise AssertionError unless `digest` is the one kept under `name`."""
        __tracebackhide__ = True  # pytest shows the line of the test, and the message
        wanted = self._digests.get(name)
        if wanted is None:
            raise AssertionError(f"no golden digest of '{name}' in {self.path.name}: {_HOW}")
        if wanted != digest:
            raise AssertionError(
                f"the values of '{name}' are not those that {self.path.name} stands for: "
                f"{digest}, not {wanted}. If that is meant, {_HOW}; else find out what changed them"
            )
