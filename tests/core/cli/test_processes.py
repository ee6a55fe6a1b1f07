"""The command line as processes: the console script, and `python -m`."""

import subprocess
import sys
from pathlib import Path

import pytest
from smelt_datagen import __version__

SCRIPT = str(Path(sys.executable).with_name("smelt-datagen"))

every_way = pytest.mark.parametrize(
    "command", [[SCRIPT], [sys.executable, "-m", "smelt_datagen"]], ids=["script", "module"]
)


def run(command, *arguments):
    return subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)


@every_way
def test_generates(command, config, files):
    result = run(command, "--config", config)
    assert (result.returncode, result.stderr) == (0, "customers: 100 rows\norders: 1,000 rows\n")
    assert "total" in result.stdout
    assert len(files()) == 5


@every_way
def test_wrong_config_is_exit_code_2_without_a_traceback(command, broken):
    result = run(command, "--config", broken)
    assert (result.returncode, result.stdout) == (2, "")
    assert "did you mean 'customers'?" in result.stderr
    assert "Traceback" not in result.stderr


@every_way
def test_output_in_the_way_is_exit_code_1_without_a_traceback(command, config, here):
    here.joinpath("data").write_text("in the way", encoding="utf-8")
    result = run(command, "--config", config)
    assert (result.returncode, result.stdout) == (1, "")
    assert "data" in result.stderr
    assert "Traceback" not in result.stderr


@every_way
def test_name_in_help_and_version_is_the_same(command):
    assert run(command, "--version").stdout == f"smelt-datagen, version {__version__}\n"
    assert run(command, "-h").stdout.startswith("Usage: smelt-datagen [OPTIONS]")


def test_the_help_of_a_command_loads_neither_numpy_nor_arrow():
    code = (
        "import sys\n"
        "from smelt_datagen.cli.root import root\n"
        "root(['validate', '--help'], standalone_mode=False)\n"
        "print(sorted({'numpy', 'pyarrow', 'rich'} & set(sys.modules)))"
    )
    assert run([sys.executable, "-c", code]).stdout.splitlines()[-1] == "[]"
