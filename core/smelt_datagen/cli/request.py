"""From the command line's words to a plan, for every command that reads a config."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

if TYPE_CHECKING:
    from smelt_datagen.config.models import Config
    from smelt_datagen.planning.plan import Plan
    from smelt_datagen.plugins.registry import Plugins

_DEFAULT_CONFIG = Path("datagen.yaml")
_DEMO_OUTPUT = Path("output")
_DEMO_NAME = "the packaged demo.yaml"


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

    @property
    def is_demo(self) -> bool:
        """Whether no config was named and none lies in the working directory."""
        return self.config is None and not _DEFAULT_CONFIG.exists()

    @property
    def source(self) -> str:
        """The config's name, for messages."""
        return _DEMO_NAME if self.is_demo else str(self.config or _DEFAULT_CONFIG)

    @property
    def folder(self) -> Path | str | None:
        """The folder under which outputs are put, None for the working directory."""
        return self.output or (_DEMO_OUTPUT if self.is_demo else None)

    def planned(self) -> Plan:
        """Return the plan; warn of plugins that did not load, raise ConfigError as `plan` does."""
        from smelt_datagen.planning.planner import plan

        return plan(
            self._loaded(),
            seed=self.seed,
            scale_factor=self.scale_factor,
            output=self.folder,
            file_format=self.file_format,
            rows_per_file=self.rows_per_file,
            datasets=self.datasets or None,
            plugins=self.discovered(),
        )

    def discovered(self) -> Plugins:
        """Return the plugins; warn of those that did not load."""
        from smelt_datagen.cli.discovery import discovered

        return discovered(self.plugin_files)

    def _loaded(self) -> Config:
        from smelt_datagen.config.loading import load, loads

        if not self.is_demo:
            return load(self.config or _DEFAULT_CONFIG)
        from smelt_datagen.scaffold.files import data_text

        return loads(data_text("demo.yaml"), _DEMO_NAME)
