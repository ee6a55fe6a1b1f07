"""Realistic, reproducible test data: a YAML file in, Parquet datasets out.

Names are imported when they are first used, so that the command line can answer `--help` without
loading NumPy and Arrow.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from smelt_datagen import elementary as elementary
    from smelt_datagen._version import __version__ as __version__
    from smelt_datagen.arrays import arrow_array as arrow_array
    from smelt_datagen.arrays import bitmap as bitmap
    from smelt_datagen.arrays import cast as cast
    from smelt_datagen.arrays import dictionary_array as dictionary_array
    from smelt_datagen.arrays import joined_text as joined_text
    from smelt_datagen.arrays import numpy_values as numpy_values
    from smelt_datagen.arrays import string_array as string_array
    from smelt_datagen.arrays import string_array_from as string_array_from
    from smelt_datagen.arrays import take as take
    from smelt_datagen.block import Block as Block
    from smelt_datagen.categorical import CategoricalColumn as CategoricalColumn
    from smelt_datagen.column import Column as Column
    from smelt_datagen.column import ColumnLike as ColumnLike
    from smelt_datagen.config import Config as Config
    from smelt_datagen.declare import Generator as Generator
    from smelt_datagen.declare import generator as generator
    from smelt_datagen.declare import param as param
    from smelt_datagen.engine import to_reader as to_reader
    from smelt_datagen.engine import to_table as to_table
    from smelt_datagen.errors import ConfigError as ConfigError
    from smelt_datagen.errors import DatagenError as DatagenError
    from smelt_datagen.errors import GeneratorError as GeneratorError
    from smelt_datagen.errors import OutputError as OutputError
    from smelt_datagen.errors import ParameterError as ParameterError
    from smelt_datagen.errors import PluginError as PluginError
    from smelt_datagen.errors import Problem as Problem
    from smelt_datagen.errors import UnknownNameError as UnknownNameError
    from smelt_datagen.fixed_width import FixedWidthText as FixedWidthText
    from smelt_datagen.fixed_width import text_pieces as text_pieces
    from smelt_datagen.guide_table import GuideTable as GuideTable
    from smelt_datagen.guide_table import code_type as code_type
    from smelt_datagen.hookspecs import hookimpl as hookimpl
    from smelt_datagen.loading import from_values as from_values
    from smelt_datagen.loading import load as load
    from smelt_datagen.loading import loads as loads
    from smelt_datagen.nulls import validity as validity
    from smelt_datagen.nulls import with_validity as with_validity
    from smelt_datagen.nulls import without_nulls as without_nulls
    from smelt_datagen.planning import plan as plan
    from smelt_datagen.plans import DatasetPlan as DatasetPlan
    from smelt_datagen.plans import Part as Part
    from smelt_datagen.plans import Plan as Plan
    from smelt_datagen.plugins import discover as discover
    from smelt_datagen.registry import Plugins as Plugins
    from smelt_datagen.rows import Dataset as Dataset
    from smelt_datagen.rows import Rows as Rows
    from smelt_datagen.scope import Scope as Scope
    from smelt_datagen.sections import Section as Section
    from smelt_datagen.sections import section as section
    from smelt_datagen.streams import Stream as Stream
    from smelt_datagen.timestamps import date_text as date_text
    from smelt_datagen.timestamps import moved_later as moved_later
    from smelt_datagen.timestamps import timestamp_seconds as timestamp_seconds
    from smelt_datagen.timestamps import timestamp_text as timestamp_text
    from smelt_datagen.values import Scalar as Scalar
    from smelt_datagen.values import Seed as Seed
    from smelt_datagen.whole import is_numeric as is_numeric
    from smelt_datagen.whole import whole_numbers as whole_numbers
    from smelt_datagen.wording import near_names as near_names
    from smelt_datagen.writing import OUTPUT_VERSION as OUTPUT_VERSION
    from smelt_datagen.writing import Progress as Progress
    from smelt_datagen.writing import Written as Written
    from smelt_datagen.writing import write as write

_NAMES = {
    "_version": ["__version__"],
    "arrays": [
        "arrow_array",
        "bitmap",
        "cast",
        "dictionary_array",
        "joined_text",
        "numpy_values",
        "string_array",
        "string_array_from",
        "take",
    ],
    "block": ["Block"],
    "categorical": ["CategoricalColumn"],
    "column": ["Column", "ColumnLike"],
    "config": ["Config"],
    "declare": ["Generator", "generator", "param"],
    "engine": ["to_reader", "to_table"],
    "errors": [
        "ConfigError",
        "DatagenError",
        "GeneratorError",
        "OutputError",
        "ParameterError",
        "PluginError",
        "Problem",
        "UnknownNameError",
    ],
    "fixed_width": ["FixedWidthText", "text_pieces"],
    "guide_table": ["GuideTable", "code_type"],
    "hookspecs": ["hookimpl"],
    "loading": ["from_values", "load", "loads"],
    "planning": ["plan"],
    "plans": ["DatasetPlan", "Part", "Plan"],
    "plugins": ["discover"],
    "registry": ["Plugins"],
    "rows": ["Dataset", "Rows"],
    "scope": ["Scope"],
    "sections": ["Section", "section"],
    "streams": ["Stream"],
    "timestamps": ["date_text", "moved_later", "timestamp_seconds", "timestamp_text"],
    "nulls": ["validity", "with_validity", "without_nulls"],
    "values": ["Scalar", "Seed"],
    "whole": ["is_numeric", "whole_numbers"],
    "wording": ["near_names"],
    "writing": ["OUTPUT_VERSION", "Progress", "Written", "write"],
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = sorted([*_MODULES, "elementary"])  # noqa: PLE0605 (a list of str, computed)


def __getattr__(name: str) -> Any:
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
