"""The plugin: what `smelt_datagen` finds through the entry point."""

from smelt_datagen.plugin import Deferred, deferred, hookimpl

_PACKAGE = "smelt_datagen_builtin"

GENERATORS = (
    ("sequential_id", "identifiers.sequential_id:SequentialId"),
    ("uuid", "identifiers.uuid:Uuid"),
    ("foreign_key", "references.foreign_key:ForeignKey"),
    ("lookup", "references.lookup:Lookup"),
    ("parent", "families.parent:Parent"),
    ("child_number", "families.parent:ChildNumber"),
    ("aggregate", "families.aggregate:Aggregate"),
    ("split", "families.split:Split"),
    ("cumulative", "families.cumulative:Cumulative"),
    ("lag", "families.neighbours:Lag"),
    ("lead", "families.neighbours:Lead"),
    ("state_machine", "families.state_machine:StateMachine"),
    ("constant", "choices.constant:Constant"),
    ("weighted_choice", "choices.weighted_choice:WeightedChoice"),
    ("one_of", "choices.one_of:OneOf"),
    ("cycle", "choices.cycle:Cycle"),
    ("string_pattern", "text.string_pattern:StringPattern"),
    ("regex", "possibilities.regex:Regex"),
    ("words", "possibilities.words:Words"),
    ("uniform_int", "numbers.uniform:UniformInt"),
    ("uniform_float", "numbers.uniform:UniformFloat"),
    ("log_normal", "numbers.log_normal:LogNormal"),
    ("geometric", "numbers.geometric:Geometric"),
    ("normal", "distributions.closed:Normal"),
    ("exponential", "distributions.closed:Exponential"),
    ("gamma", "distributions.tabulated:Gamma"),
    ("pareto", "distributions.closed:Pareto"),
    ("beta", "distributions.tabulated:Beta"),
    ("triangular", "distributions.closed:Triangular"),
    ("histogram", "distributions.histogram:Histogram"),
    ("poisson", "distributions.counts:Poisson"),
    ("binomial", "distributions.counts:Binomial"),
    ("zipf", "distributions.counts:Zipf"),
    ("date", "time.date:Date"),
    ("timestamp", "time.timestamp:Timestamp"),
    ("timestamp_offset", "time.timestamp_offset:TimestampOffset"),
    ("expression", "expressions.expression:Expression"),
    ("case", "choices.case:Case"),
    ("between", "numbers.between:Between"),
    ("bool", "choices.boolean:Bool"),
    ("optional", "choices.optional:Optional"),
    ("list", "nested.list:List"),
    ("struct", "nested.struct:Struct"),
    ("json_object", "json.json_object:JsonObject"),
    ("json_array", "json.json_array:JsonArray"),
    ("linked_choice", "references.linked:LinkedChoice"),
)
"""The types, in the order of the reference, and where their classes are."""


FORMATS = (
    ("parquet", "smelt_datagen.parquet.file_format:Parquet"),
    ("csv", f"{_PACKAGE}.formats.csv:Csv"),
    ("jsonl", f"{_PACKAGE}.formats.json_lines:JsonLines"),
    ("arrow", f"{_PACKAGE}.formats.arrow:Arrow"),
)


@hookimpl
def smelt_datagen_formats() -> list[Deferred]:
    """Return the built-in file formats."""
    return [deferred(path, name) for name, path in FORMATS]


@hookimpl
def smelt_datagen_sections() -> list[Deferred]:
    """Return the built-in sections."""
    return [deferred(f"{_PACKAGE}.references.linked:LinkedPools", "linked_pools")]


@hookimpl
def smelt_datagen_generators() -> list[Deferred]:
    """Return the built-in generators."""
    return [deferred(f"{_PACKAGE}.{path}", name) for name, path in GENERATORS]
