"""The plugin: what `smelt_datagen` finds through the entry point."""

from smelt_datagen.plugin import Deferred, deferred, hookimpl


@hookimpl
def smelt_datagen_commands() -> list[Deferred]:
    """Return the command `report`."""
    return [deferred(f"{__package__}.command:Report", "report")]
