"""Documented: a docstring, a text for every parameter, and an example that works."""

from __future__ import annotations

from smelt_datagen.planning.planner import plan
from smelt_datagen.protocol.generator import KEEPS_DOCSTRINGS
from smelt_datagen.protocol.parameter import parameter_key, parameter_text, parameters
from smelt_datagen.reference.entries import entry
from smelt_datagen.reference.examples import COLUMN, DATASET, example_of, mapping
from smelt_datagen.testing.law import LawBroken, refusals_break
from smelt_datagen.testing.subject import Subject, values

LAW = "documented"
_SEVERAL = 10


def documented(subject: Subject) -> None:
    """Check that the class says what it is, what its parameters are, and how it is used."""
    cls = subject.cls
    if KEEPS_DOCSTRINGS and not entry(cls).summary:
        raise LawBroken(LAW, "the docstring does not begin with a summary")
    for field in parameters(cls):
        if not parameter_text(field).strip():
            raise LawBroken(LAW, f"parameter '{parameter_key(field)}' has no text")
    declaration = cls.declaration
    with refusals_break(LAW):
        example = mapping(declaration.example, "the example")
        if example.get("type") != declaration.type:
            raise LawBroken(LAW, f"the example is of another type: {declaration.example}")
        planned = plan(example_of(declaration), plugins=subject.plugins)[DATASET]
        values(planned, range(_SEVERAL), COLUMN)
