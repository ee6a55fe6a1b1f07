"""From the command line's words to a plan, for every command that reads a config."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from smelt_datagen.errors import ArgumentError

if TYPE_CHECKING:
    from smelt_datagen.config.models import Config
    from smelt_datagen.planning.plan import Plan
    from smelt_datagen.plugins.registry import Plugins

_DEFAULT_CONFIGS = (Path("datagen.yaml"), Path("datagen.yml"))
_STANDARD_INPUT = Path("-")
_STANDARD_INPUT_NAME = "<stdin>"
_DEMO_OUTPUT = Path("output")
_DEMO_NAME = "the packaged demo.yaml"
_NO_CONFIG = (
    "there is no datagen.yaml or datagen.yml here, and no other config was named; "
    "'smelt-datagen init' writes one to begin with, 'smelt-datagen demo' shows what comes out"
)


@attrs.frozen(eq=False, repr=False)
class Request:
    """Which config is meant, and what goes before what it says."""

    config: Path | None = None
    output: Path | str | None = None
    seed: int | None = None
    scale_factor: float | None = None
    datasets: tuple[str, ...] = ()
    file_format: Any = None
    rows_per_file: int | None = None
    plugin_files: tuple[Path, ...] = ()

    is_demo: bool = False
    """Whether it is the demo that comes with the package, and no file."""

    @property
    def source(self) -> str:
        """The config's name, for messages; raises ArgumentError if none is meant."""
        if self.config == _STANDARD_INPUT:
            return _STANDARD_INPUT_NAME
        return _DEMO_NAME if self.is_demo else str(self.file)

    @property
    def file(self) -> Path:
        """The config's file; raises ArgumentError if none was named and none is here."""
        if self.config is not None:
            return self.config
        here = [file for file in _DEFAULT_CONFIGS if file.exists()]
        if not here:
            raise ArgumentError(_NO_CONFIG)
        if len(here) > 1:
            raise ArgumentError(f"{' and '.join(map(str, here))} are both here: name one")
        return here[0]

    @property
    def folder(self) -> Path | str | None:
        """The folder under which outputs are put, None for the working directory."""
        return self.output or (_DEMO_OUTPUT if self.is_demo else None)

    def planned(
        self,
        plugins: Plugins | None = None,
        adapt: Callable[[Config], Config] = lambda config: config,
    ) -> Plan:
        """Return the plan of the config, which `adapt` may change; raise as `plan` does.

        Without `plugins` they are discovered, with a warning of those that did not load.
        """
        from smelt_datagen.planning.planner import plan

        return plan(
            adapt(self._loaded()),
            seed=self.seed,
            scale_factor=self.scale_factor,
            output=self.folder,
            file_format=self.file_format,
            rows_per_file=self.rows_per_file,
            datasets=self.datasets or None,
            plugins=self.discovered() if plugins is None else plugins,
        )

    def discovered(self) -> Plugins:
        """Return the plugins; warn of those that did not load."""
        from smelt_datagen.cli.discovery import discovered

        return discovered(self.plugin_files)

    def _loaded(self) -> Config:
        from smelt_datagen.config.loading import load, load_stream, loads

        if self.config == _STANDARD_INPUT:
            return load_stream(sys.stdin.buffer, _STANDARD_INPUT_NAME)
        if not self.is_demo:
            return load(self.file)
        from smelt_datagen.scaffold.files import data_text

        return loads(data_text("demo.yaml"), _DEMO_NAME)
