"""Options that every command which reads a config has."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click

from smelt_datagen.cli.request import Request

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
    "--config",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="YAML config file.",
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

    @click.pass_obj
    @functools.wraps(command)
    def wrapper(inherited: Request, /, **words: Any) -> None:
        command(_taken(inherited, words), **words)

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
    @click.pass_obj
    @functools.wraps(command)
    def wrapper(inherited: Request, /, *, path: Path | None, **words: Any) -> None:
        if path is not None and words["config"] is not None:
            raise click.UsageError("give the config as an argument or with --config, not both")
        words["config"] = words["config"] or path
        command(_taken(inherited, words), **words)

    return wrapper


def takes_plugin_files(command: Callable[..., None]) -> Callable[..., None]:
    """Give a subcommand that reads no config the option `--plugin`, and the `Request`."""

    @_PLUGIN_FILES
    @click.pass_obj
    @functools.wraps(command)
    def wrapper(inherited: Request, /, **words: Any) -> None:
        command(_taken(inherited, words), **words)

    return wrapper


def _taken(inherited: Request, words: dict[str, Any]) -> Request:
    """Return the request with what `words` say of it, which is taken out of them."""
    names = [field.name for field in attrs.fields(Request) if field.name in words]
    own = {name: words.pop(name) for name in names}
    return attrs.evolve(inherited, **{k: v for k, v in own.items() if v not in (None, ())})
