"""What a plan was asked for with: enough to make the same plan in another process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from smelt_datagen.config.loading import from_values
from smelt_datagen.config.models import Config
from smelt_datagen.plugins.discovery import discover
from smelt_datagen.plugins.registry import Plugins

if TYPE_CHECKING:
    from smelt_datagen.planning.plan import Plan


@attrs.frozen(eq=False, repr=False)
class Order:
    """A config as plain values, what goes before what it says, and plugins that are files."""

    config: Mapping[str, Any]
    name: str
    folder: Path
    """Where the paths of files that the config names begin."""
    words: Mapping[str, Any]
    """What `plan` was told besides."""
    plugin_files: Sequence[tuple[str, bytes]]
    """Python files with plugins, and their names: other machines need not have them."""

    @classmethod
    def of(cls, config: Config, words: Mapping[str, Any], plugins: Plugins) -> Order:
        """Return the order of a plan of `config`."""
        files = [(file.name, file.read_bytes()) for file in plugins.files]
        return cls(config.tree.value, config.tree.name, config.folder, words, files)

    def planned(self, plan: Callable[..., Plan]) -> Plan:
        """Return what `plan` makes of it here; raises what that raises."""
        import tempfile  # noqa: PLC0415 (only where another process plans; 2 ms to import)

        config = attrs.evolve(from_values(self.config, self.name), folder=self.folder)
        with tempfile.TemporaryDirectory(prefix="smelt-datagen-") as folder:
            files = []
            for number, (name, data) in enumerate(self.plugin_files):
                files.append(Path(folder, str(number), name))
                files[-1].parent.mkdir()
                files[-1].write_bytes(data)
            return plan(config, plugins=discover(files), **self.words)
