"""Entry points and plugin modules that are made in a test, installed nowhere."""

import types

import attrs
import pyarrow as pa
from smelt_datagen.plugin import Generator, generator, hookimpl


@attrs.frozen
class Distribution:
    """What an entry point says of the distribution that it belongs to."""

    name: str
    version: str = "1.0"


@attrs.frozen
class EntryPoint:
    """A stand-in for one that is installed."""

    name: str
    dist: Distribution
    loads: object

    def load(self):
        if isinstance(self.loads, BaseException):
            raise self.loads
        return self.loads


SMELT, FIRST, SECOND = Distribution("smelt-datagen"), Distribution("acme"), Distribution("zeta")


def module(*classes, hook="smelt_datagen_generators", made=None):
    """Return a plugin's module whose hook returns `classes`, or calls `made`."""
    plugin = types.ModuleType("a_plugin")
    setattr(plugin, hook, hookimpl(made or (lambda: classes), specname=None))
    getattr(plugin, hook).__name__ = hook
    return plugin


def another(type_name):
    """Return a generator class of a type."""

    class Another(Generator):
        """A generator of its own."""

        data_type = pa.int64()

    return generator(type_name, example="{}")(Another)


Number, Letter, Text = another("acme.number"), another("acme.letter"), another("acme.text")


def point(distribution, loads, name="main"):
    return EntryPoint(name, distribution, loads)
