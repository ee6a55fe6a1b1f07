"""The plugin: what `smelt_datagen` finds through the entry point."""

from smelt_datagen.plugin import Deferred, deferred, hookimpl

_PACKAGE = "smelt_datagen_engines"

EXECUTORS = (
    ("processes", "processes:Processes"),
    ("dask", "dask_workers:DaskWorkers"),
    ("ray", "ray_workers:RayWorkers"),
)


@hookimpl
def smelt_datagen_executors() -> list[Deferred]:
    """Return the executors."""
    return [deferred(f"{_PACKAGE}.{path}", name) for name, path in EXECUTORS]
