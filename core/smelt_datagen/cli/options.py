"""Options that every command which reads a config has."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from smelt_datagen.cli.request import Request
from smelt_datagen.cli.said import is_written, said
from smelt_datagen.cli.suggestions import dataset_names

Command = TypeVar("Command", bound="Callable[..., Any]")

_LARGEST_SEED = 2**64 - 1


class _ScaleFactor(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """A finite number above 0."""

    name = "factor"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number; fail with click's usage error otherwise."""
        factor: float = click.FLOAT.convert(value, param, ctx)
        if not 0 < factor < float("inf"):
            self.fail(f"{value!r} is not a finite number greater than 0.", param, ctx)
        return factor


class _Format(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic from click 8.4 on
    """What could stand behind `format` in a config."""

    name = "format"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name or the mapping; fail with click's usage error otherwise."""
        from smelt_datagen.config.yaml_tree import parse
        from smelt_datagen.errors import ConfigError

        if not (isinstance(value, str) and value.lstrip().startswith("{")):
            return value
        try:
            return parse(value, "--format").value
        except ConfigError as error:
            self.fail(f"{value!r} is no mapping of YAML: {error.problems[0].message}", param, ctx)


class _Location(click.Path):
    """A folder, or a URL as it is."""

    def __init__(self) -> None:
        super().__init__(path_type=Path, file_okay=False)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return a path or a URL; fail with click's usage error for a file, or a wrong URL."""
        from smelt_datagen.planning.locations import is_remote, wrong_url

        if not is_remote(value):
            return super().convert(value, param, ctx)
        if (wrong := wrong_url(value)) is not None:
            self.fail(wrong, param, ctx)
        return value


JSON = click.option("--json", "as_json", is_flag=True, help="As JSON, for programs.")

_PLUGIN_FILES = click.option(
    "--plugin",
    "plugin_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Python file with generators of your own; it is run. May be repeated.",
)

_CONFIG = click.option(
    "-c",
    "--config",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="YAML config file; - is standard input.",
)
_OUTPUT = click.option(
    "-o",
    "--output",
    type=_Location(),
    metavar="PATH|URL",
    help="Folder under which all outputs are put; s3://, gs:// and az:// too.  "
    "[default: the working directory]",
)
_OVERRIDES = (
    click.option(
        "-s",
        "--seed",
        type=click.IntRange(0, _LARGEST_SEED),
        metavar="SEED",
        help="Random seed, before any in the config.  [default: the config's, else 42]",
    ),
    click.option(
        "--scale-factor",
        type=_ScaleFactor(),
        metavar="FACTOR",
        help="Multiplier of every num_rows, in place of the config's.",
    ),
    click.option(
        "--dataset",
        "datasets",
        multiple=True,
        metavar="NAME",
        shell_complete=dataset_names,
        help="Only this dataset; may be repeated.",
    ),
    _PLUGIN_FILES,
)
_FILES = (
    click.option(
        "--format",
        "file_format",
        type=_Format(),
        metavar="FORMAT",
        help="Format of all files, in place of the config's: parquet, csv, jsonl, arrow, one of a "
        "plugin, or with options: '{type: csv, compression: gzip}'.",
    ),
    click.option(
        "--rows-per-file",
        type=click.IntRange(min=1),
        metavar="N",
        help="Cut every dataset into files of so many rows.",
    ),
)


def requests(command: Command) -> Command:
    """Give a command the options of a `Request`, each as a parameter."""
    for option in reversed((_CONFIG, _OUTPUT, *_OVERRIDES)):
        command = option(command)
    return command


def names_files(command: Command) -> Command:
    """Give a command that reads a config what its files are to be like, too."""
    for option in reversed(_FILES):
        command = option(command)
    return command


def overrides(command: Callable[..., None]) -> Callable[..., None]:
    """Give a subcommand that names its configs itself the overrides, and the `Request`."""
    wrapper = with_request(command)
    for option in reversed(_OVERRIDES):
        wrapper = option(wrapper)
    return wrapper


def reads_config(command: Callable[..., None]) -> Callable[..., None]:
    """Give a subcommand the config as an argument or option, and the same overrides.

    The command gets the `Request` made of them as its first argument. What was said before the
    subcommand's name holds, unless it is said again behind it.
    """

    @click.argument("path", metavar="[CONFIG]", required=False, type=click.Path(path_type=Path))
    @requests
    @with_request
    @functools.wraps(command)
    def wrapper(request: Request, /, *, path: Path | None, **words: Any) -> None:
        if path is not None:
            refuse_config_twice()
            request = attrs.evolve(request, config=path)
        command(request, **words)

    return wrapper


def without_config(command: Callable[..., None]) -> Callable[..., None]:
    """Give a subcommand that has a config of its own the output, the overrides, the `Request`."""
    return _OUTPUT(overrides(command))


def takes_plugin_files(command: Callable[..., None]) -> Callable[..., None]:
    """Give a subcommand that reads no config the option `--plugin`, and the `Request`."""
    return _PLUGIN_FILES(with_request(command))


def with_request(command: Callable[..., None]) -> Callable[..., None]:
    """Give a subcommand the `Request` in place of the options that it is made of."""

    @click.pass_context
    @functools.wraps(command)
    def wrapper(context: click.Context, /, **words: Any) -> None:
        rest = {name: value for name, value in words.items() if name not in _FIELDS}
        command(request_of(context), **rest)

    return wrapper


def request_of(context: click.Context) -> Request:
    """Return what the command line says of configs, wherever on it."""
    values = {name: said(context, name) for name in _FIELDS}
    return Request(**{name: value for name, value in values.items() if value is not None})


def refuse_config_twice() -> None:
    """Raise click's usage error if `--config` was written, too."""
    if is_written(click.get_current_context(), "config"):
        raise click.UsageError("give the config as an argument or with --config, not both")


_FIELDS = tuple(field.name for field in attrs.fields(Request))
