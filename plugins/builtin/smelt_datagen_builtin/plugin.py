"""The plugin: what `smelt_datagen` finds through the entry point."""

from __future__ import annotations

from smelt_datagen.plugin import Generator, Section, hookimpl

from smelt_datagen_builtin.choices.boolean import Bool
from smelt_datagen_builtin.choices.case import Case
from smelt_datagen_builtin.choices.constant import Constant
from smelt_datagen_builtin.choices.cycle import Cycle
from smelt_datagen_builtin.choices.one_of import OneOf
from smelt_datagen_builtin.choices.optional import Optional
from smelt_datagen_builtin.choices.weighted_choice import WeightedChoice
from smelt_datagen_builtin.distributions.closed import Exponential, Normal, Pareto, Triangular
from smelt_datagen_builtin.distributions.counts import Binomial, Poisson, Zipf
from smelt_datagen_builtin.distributions.histogram import Histogram
from smelt_datagen_builtin.distributions.tabulated import Beta, Gamma
from smelt_datagen_builtin.expressions.expression import Expression
from smelt_datagen_builtin.families.aggregate import Aggregate
from smelt_datagen_builtin.families.cumulative import Cumulative
from smelt_datagen_builtin.families.neighbours import Lag, Lead
from smelt_datagen_builtin.families.parent import ChildNumber, Parent
from smelt_datagen_builtin.families.split import Split
from smelt_datagen_builtin.families.state_machine import StateMachine
from smelt_datagen_builtin.identifiers.sequential_id import SequentialId
from smelt_datagen_builtin.identifiers.uuid import Uuid
from smelt_datagen_builtin.json.json_array import JsonArray
from smelt_datagen_builtin.json.json_object import JsonObject
from smelt_datagen_builtin.nested.list import List
from smelt_datagen_builtin.nested.struct import Struct
from smelt_datagen_builtin.numbers.between import Between
from smelt_datagen_builtin.numbers.geometric import Geometric
from smelt_datagen_builtin.numbers.log_normal import LogNormal
from smelt_datagen_builtin.numbers.uniform import UniformFloat, UniformInt
from smelt_datagen_builtin.possibilities.regex import Regex
from smelt_datagen_builtin.possibilities.words import Words
from smelt_datagen_builtin.references.foreign_key import ForeignKey
from smelt_datagen_builtin.references.linked import LinkedChoice, LinkedPools
from smelt_datagen_builtin.references.lookup import Lookup
from smelt_datagen_builtin.text.string_pattern import StringPattern
from smelt_datagen_builtin.time.date import Date
from smelt_datagen_builtin.time.timestamp import Timestamp
from smelt_datagen_builtin.time.timestamp_offset import TimestampOffset


@hookimpl
def smelt_datagen_sections() -> list[type[Section]]:
    """Return the built-in sections."""
    return [LinkedPools]


@hookimpl
def smelt_datagen_generators() -> list[type[Generator]]:
    """Return the built-in generators, in the order of the reference."""
    return [
        SequentialId,
        Uuid,
        ForeignKey,
        Lookup,
        Parent,
        ChildNumber,
        Aggregate,
        Split,
        Cumulative,
        Lag,
        Lead,
        StateMachine,
        Constant,
        WeightedChoice,
        OneOf,
        Cycle,
        StringPattern,
        Regex,
        Words,
        UniformInt,
        UniformFloat,
        LogNormal,
        Geometric,
        Normal,
        Exponential,
        Gamma,
        Pareto,
        Beta,
        Triangular,
        Histogram,
        Poisson,
        Binomial,
        Zipf,
        Date,
        Timestamp,
        TimestampOffset,
        Expression,
        Case,
        Between,
        Bool,
        Optional,
        List,
        Struct,
        JsonObject,
        JsonArray,
        LinkedChoice,
    ]
