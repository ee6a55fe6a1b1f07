"""The conformance kit: holds a generator to the laws. Needs no test framework."""

from smelt_datagen.testing.check import Report as Report
from smelt_datagen.testing.check import check_generator as check_generator
from smelt_datagen.testing.digests import digest as digest
from smelt_datagen.testing.formats import check_format as check_format
from smelt_datagen.testing.law import LawBroken as LawBroken
