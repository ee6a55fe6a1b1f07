"""Fixtures for pytest, which finds them through the distribution's `pytest11` entry point.

Loaded at the start of every pytest run in the environment, so it imports NumPy and Arrow only when
a fixture is used.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    import pyarrow as pa

    from smelt_datagen.config.models import Config
    from smelt_datagen.planning.plan import Plan
    from smelt_datagen.plugins.registry import Plugins
    from smelt_datagen.testing.golden import GoldenFile

_GOLDEN_FILES = pytest.StashKey[dict[Path, "GoldenFile"]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`."""
    parser.getgroup("smelt-datagen").addoption(
        "--update-golden",
        action="store_true",
        help="Write golden digests anew instead of comparing with them.",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Make room for the golden files of this run."""
    workers = hasattr(config, "workerinput") or config.getoption("tx", default=None)
    if config.getoption("--update-golden") and workers:
        raise pytest.UsageError("--update-golden writes files: run it without -n")
    config.stash[_GOLDEN_FILES] = {}


class Datagen:
    """Makes tables of configs; `config` is a YAML text, a path, or what else `plan` takes."""

    def __call__(
        self,
        config: Config | Mapping[str, Any] | str | os.PathLike[str],
        dataset: str | None = None,
        **how: Any,
    ) -> pa.Table:
        """Return the primary rows of a dataset, the last one if none is named."""
        import smelt_datagen  # noqa: PLC0415 (most tests of the run do not need it)

        planned = self._planned(config, **how)
        return smelt_datagen.to_table(planned.datasets[-1] if dataset is None else planned[dataset])

    def all(
        self, config: Config | Mapping[str, Any] | str | os.PathLike[str], **how: Any
    ) -> dict[str, pa.Table]:
        """Return the primary rows of every dataset of one plan, by name."""
        import smelt_datagen  # noqa: PLC0415 (likewise)

        planned = self._planned(config, **how)
        return {name: smelt_datagen.to_table(dataset) for name, dataset in planned.items()}

    @staticmethod
    def _planned(
        config: Config | Mapping[str, Any] | str | os.PathLike[str],
        *,
        seed: int | None = None,
        scale_factor: float | None = None,
        plugins: Plugins | None = None,
    ) -> Plan:
        import smelt_datagen  # noqa: PLC0415 (likewise)

        is_text = isinstance(config, str) and not config.endswith((".yaml", ".yml"))
        read = smelt_datagen.loads(str(config)) if is_text else config
        return smelt_datagen.plan(read, seed=seed, scale_factor=scale_factor, plugins=plugins)


@pytest.fixture
def datagen() -> Datagen:
    """Return a function that makes a dataset of a config.

    `datagen(config, dataset=None, *, seed=None, scale_factor=None, plugins=None)` returns the
    primary rows of the dataset of that name, by default the last one, as a `pyarrow.Table`; and
    `datagen.all(config, ...)` those of every dataset, by name, of one plan. `config` is a YAML
    text, or the path of a file that ends in .yaml or .yml. Nothing is written. `plugins` are those
    of `smelt_datagen.discover(files=...)`, by default the installed.
    """
    return Datagen()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Iterator[Callable[..., None]]:
    """Return a function that compares data with the digest that was kept of it.

    `golden(data, name="")` takes an Arrow table or array. The digest is kept under the test's name,
    and `name` if a test has several, in `TEST_FILE.golden.json` beside the test's file. Run pytest
    with `--update-golden` to keep it, and again after a change of the values that is wanted.
    """
    from smelt_datagen.testing.digests import digest  # noqa: PLC0415 (imports Arrow)
    from smelt_datagen.testing.golden import GoldenFile  # noqa: PLC0415 (likewise)

    path = request.path.with_name(f"{request.path.stem}.golden.json")
    files = request.config.stash[_GOLDEN_FILES]
    if path not in files:
        files[path] = GoldenFile(path)
    kept = files[path]
    update = bool(request.config.getoption("--update-golden"))

    def compare(data: pa.Table | pa.Array | pa.ChunkedArray, name: str = "") -> None:
        __tracebackhide__ = True
        test = request.node.nodeid.partition("::")[2]
        key = f"{test} {name}".rstrip()
        if update:
            kept.keep(key, digest(data))
        else:
            kept.compare(key, digest(data))

    yield compare
    if update:
        kept.save()
