"""The conformance kit: holds a generator to the laws. Needs no test framework."""

from smelt_datagen.testing.check import Report, check_generator
from smelt_datagen.testing.digests import digest
from smelt_datagen.testing.law import LawBroken

__all__ = ["LawBroken", "Report", "check_generator", "digest"]
