"""What can go wrong for a user, and how it is told."""

import pytest
from smelt_datagen import (
    ConfigError,
    DatagenError,
    GeneratorError,
    OutputError,
    UnknownNameError,
    plan,
)
from smelt_datagen.errors import ParameterError

from ..doors import public_names
from .helpers import PLUGINS, config_of, dataset


@pytest.mark.parametrize(
    ("error", "code"),
    [(ConfigError, 2), (UnknownNameError, 2), (OutputError, 1), (GeneratorError, 1)],
)
def test_every_error_of_the_users_has_its_exit_code(error, code):
    assert issubclass(error, DatagenError)
    assert error.exit_code == code


def test_a_config_error_has_one_line_for_every_problem():
    config = config_of(dataset(num_rows=-1, output=5))
    with pytest.raises(ConfigError) as error:
        plan(config, plugins=PLUGINS)
    assert len(error.value.lines) == len(error.value.problems) == 2
    assert error.value.lines == tuple(map(config.tree.describe, error.value.problems))
    assert str(error.value) == "\n".join(error.value.lines)


def test_a_parameter_error_names_its_parameter():
    error = ParameterError("low", "must be less")
    assert (error.parameter, error.message, str(error)) == (
        "low",
        "must be less",
        "low: must be less",
    )
    assert isinstance(error, ValueError)


def test_all_errors_are_public():
    assert {name for name in public_names("smelt_datagen.errors") if name.endswith("Error")} == {
        "ArgumentError",
        "ConfigError",
        "DataError",
        "DatagenError",
        "GeneratorError",
        "OutputError",
        "ParameterError",
        "PluginError",
        "RowsError",
        "UnknownNameError",
    }
