"""The plugin: what smelt-datagen finds through the entry point."""

from __future__ import annotations

from smelt_datagen.plugin import Generator, hookimpl

from smelt_datagen_insurance.generator import PolicyField


@hookimpl
def smelt_datagen_generators() -> list[type[Generator]]:
    """Return the plugin's generators."""
    return [PolicyField]
