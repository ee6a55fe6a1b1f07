"""What a fresh process says, held against this one: values, bad parameters, functions it called."""

from __future__ import annotations

import contextlib

import attrs

from smelt_datagen.errors import ConfigError
from smelt_datagen.testing.digests import digest
from smelt_datagen.testing.law import LawBroken
from smelt_datagen.testing.laws.facts import facts_of, first_disagreement
from smelt_datagen.testing.laws.fresh_process import Answers, answers
from smelt_datagen.testing.laws.parameters import REFUSED, SEVERAL, spelled, with_candidate
from smelt_datagen.testing.laws.repeatable import LAW as REPEATABLE
from smelt_datagen.testing.laws.repeatable import beside_column
from smelt_datagen.testing.subject import Subject, values

PORTABLE = "portable"
_SHIFT = 2.0**-12
_MOST_OTHERS = 12
_SURROUNDINGS = (
    "it has another PYTHONHASHSEED, clock, environment, locale, time zone and working directory, "
    "and makes values with other parameters before"
)


def the_same_elsewhere(subject: Subject) -> None:
    """Check that a fresh process makes the same values, wherever it runs."""
    said = answers(subject)
    found = first_disagreement(facts_of(subject), said.facts)
    if found is not None:
        the_same_bits(subject)  # which may be why: the fresh process has other kernels of NumPy
        what, here, there = found
        raise LawBroken(
            REPEATABLE, f"{what}: {here} here and {there} in a fresh process ({_causes(said)})"
        )
    if said.moved is not None:
        what, one, other = said.moved
        raise LawBroken(
            REPEATABLE, f"{what}: {one}, then {other}, in one process ({_causes(said)})"
        )


def among_others(subject: Subject) -> None:
    """Check that columns with other parameters, made before or beside it, change nothing."""
    working = [
        (candidate, found)
        for candidate, (verdict, found) in answers(subject).tried
        if verdict == "works"
    ]
    chosen = working[:: -(-len(working) // _MOST_OTHERS) or 1]
    for candidate, there in subject.budget.each(REPEATABLE, chosen, "other parameters"):
        other = with_candidate(subject, candidate)
        if digest(values(other.plan(), range(SEVERAL))) != there:
            raise LawBroken(
                REPEATABLE,
                f"{spelled(candidate)} gives other values after those of other parameters than in "
                "a fresh process: something is kept from one to the other",
            )
        # it was tried with few rows, and may be refused with many, as keys without repeats are
        few = attrs.evolve(subject, rows=other.rows)
        with contextlib.suppress(ConfigError):
            beside_column(few, other.spec, "other", SEVERAL)


def bad_parameters(subject: Subject) -> None:
    """Check that what a fresh process tried was refused, or works."""
    for _, (verdict, what) in answers(subject).tried:
        if verdict == "wrong":
            raise LawBroken(REFUSED, what)


def the_same_bits(subject: Subject) -> None:
    """Check that no function which gives other bits elsewhere decides on a value."""
    seen = answers(subject).seen
    for shift in (_SHIFT, -_SHIFT) if seen else ():
        found = first_disagreement(facts_of(subject), answers(subject, shift).facts)
        if found is not None:
            what, here, _ = found
            raise LawBroken(
                PORTABLE,
                f"{what}: {here} here depends on {', '.join(seen)}, whose last bits differ between "
                "processors or C libraries, or follow the layout of an array: "
                "smelt_datagen.elementary has exp, log, sin and cos; add one by one, or integers",
            )


def _causes(said: Answers) -> str:
    return f"{_SURROUNDINGS}; it asked for {', '.join(said.asked)}" if said.asked else _SURROUNDINGS
