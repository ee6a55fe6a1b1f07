"""What a caller of `plan` asks for, checked and read."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path as FilePath

from smelt_datagen.arguments import check_type, checked_integer, checked_number
from smelt_datagen.config.loading import from_values, load
from smelt_datagen.config.models import Config
from smelt_datagen.errors import ArgumentError
from smelt_datagen.planning.locations import Folder, folder_of, is_remote, wrong_url
from smelt_datagen.plugins.registry import Plugins


def base_of(output: str | os.PathLike[str]) -> Folder:
    """Return the folder of all outputs; raise ArgumentError for a wrong URL."""
    text = os.fspath(output)
    if is_remote(text) and (wrong := wrong_url(text)) is not None:
        raise ArgumentError(f"output {wrong}")
    return folder_of(text)


def check_arguments(
    scale_factor: object, output: object, rows_per_file: object, plugins: object
) -> None:
    """Raise ArgumentError for one of the wrong type or out of range."""
    if rows_per_file is not None:
        checked_integer("rows_per_file", rows_per_file, 1)
    if scale_factor is not None:
        checked_number("scale_factor", scale_factor, above=0)
    if output is not None:
        check_type("output", output, (str, os.PathLike), "a path")
    if plugins is not None:
        check_type("plugins", plugins, Plugins, "what `discover` returns")


def config_of(source: object) -> Config:
    """Return the config that a caller means, read if it is not yet."""
    if isinstance(source, Config):
        return source
    if isinstance(source, Mapping):
        return from_values(source)
    if isinstance(source, str) and "\n" in source:
        raise ArgumentError("config must be a path, not a text: YAML goes through `loads`")
    check_type("config", source, (str, os.PathLike), "a Config, a path or a mapping")
    return load(FilePath(source))  # type: ignore[arg-type]  # which it is now
