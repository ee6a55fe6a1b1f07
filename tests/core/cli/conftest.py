"""The command line in an empty working directory."""

import pathlib

import pytest

from ...command import invoke

CONFIG = """
seed: 7
datasets:
  - name: customers
    output: data/customers
    num_rows: 100
    columns: [{ name: customer_id, generator: { type: sequential_id } }]
  - name: orders
    output: data/orders
    num_rows: 1000
    partition: { column: day, start: "2024-01-01", days: 4 }
    columns:
      - { name: customer_id, generator: { type: foreign_key, dataset: customers } }
      - { name: score, generator: { type: uniform_float, min: 0, max: 1 } }
"""

BROKEN = CONFIG.replace("dataset: customers", "dataset: custommers")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """Return the working directory, in which there is nothing."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def config(here):
    """Return the path of a config, not named datagen.yaml, in the working directory."""
    file = here / "shop.yaml"
    file.write_text(CONFIG, encoding="utf-8")
    return file.name


@pytest.fixture
def broken(here):
    file = here / "broken.yaml"
    file.write_text(BROKEN, encoding="utf-8")
    return file.name


@pytest.fixture
def run(here):  # noqa: ARG001 (a demo would lie in the folder that the tests are run in)
    """Return a function that runs the command line there and returns click's result."""

    def run(*arguments, exit_code=0):
        result = invoke(*arguments)
        assert result.exit_code == exit_code, (result.output, result.exception)
        assert "Traceback" not in result.output
        return result

    return run


@pytest.fixture
def files(here):
    """Return a function that lists the Parquet files below the working directory."""
    return lambda: sorted(
        file.relative_to(here).as_posix() for file in pathlib.Path(here).rglob("*.parquet")
    )
