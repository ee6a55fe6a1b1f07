"""Sphinx directives of the reference pages: their Markdown comes from the product's classes.

`:::{generators}` is every built-in generator, `:::{generator-list}` a line of each,
`:::{keys} smelt_datagen.config.models:Config` the keys of a class, `:::{functions}` the functions
of expressions, `:::{samples} person` a sample of every field in every locale.
"""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

import smelt_datagen
from docutils import nodes
from functions_table import functions
from keys_markdown import model_keys
from reference_markdown import generator_list, generators
from samples_table import samples
from smelt_datagen.plugins.selection import is_own
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.typing import ExtensionMetadata


class Generators(SphinxDirective):
    """The reference of every built-in generator."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each module of the built-in plugin."""
        found = smelt_datagen.discover().found
        text = "\n\n".join(generators(one) for one in found if is_own(one.origin.distribution))
        return self.parse_text_to_nodes(text, allow_section_headings=True)


class GeneratorList(SphinxDirective):
    """A line for every built-in generator, by group."""

    def run(self) -> list[nodes.Node]:
        """Return a table for each group."""
        return self.parse_text_to_nodes(generator_list(smelt_datagen.discover()))


class Keys(SphinxDirective):
    """The keys of a class as a table; the argument is `module:class`."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        module, _, name = self.arguments[0].partition(":")
        return self.parse_text_to_nodes(model_keys(getattr(import_module(module), name)))


class Functions(SphinxDirective):
    """The functions of expressions as a table."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return self.parse_text_to_nodes(functions())


class Samples(SphinxDirective):
    """Samples of a generator of the domains as a table; the argument is its type."""

    required_arguments: ClassVar[int] = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return self.parse_text_to_nodes(samples(self.arguments[0]))


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the directives."""
    app.add_directive("generators", Generators)
    app.add_directive("generator-list", GeneratorList)
    app.add_directive("keys", Keys)
    app.add_directive("functions", Functions)
    app.add_directive("samples", Samples)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
