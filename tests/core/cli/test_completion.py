"""Completion, in a real bash; the scripts of the other shells."""

import os
import shutil
import subprocess
import sys

import pytest

from .conftest import CONFIG

NEEDS_BASH = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("bash") is None, reason="bash is needed"
)


@pytest.fixture
def completed(here):
    """Return a function that has bash complete the last of some words."""
    (here / "bin").mkdir()
    command = here / "bin" / "smelt-datagen"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m smelt_datagen "$@"\n')
    command.chmod(0o755)
    (here / "datagen.yaml").write_text(CONFIG, encoding="utf-8")

    def complete(*words):
        quoted = " ".join(f"'{word}'" for word in ("smelt-datagen", *words))
        script = f"""
eval "$(smelt-datagen completion bash)"
COMP_WORDS=({quoted}); COMP_CWORD={len(words)}; COMP_LINE="{" ".join(words)}"; COMP_POINT=99
read -r _ _ name _ <<< "$(complete -p smelt-datagen | sed 's/.*-F \\([^ ]*\\).*/x x \\1 x/')"
"$name" smelt-datagen
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
        environment = {**os.environ, "PATH": f"{here / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(
            [shutil.which("bash"), "--norc", "-euo", "pipefail", "-c", script],
            capture_output=True,
            text=True,
            check=False,
            env=environment,
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout.split()

    return complete


@NEEDS_BASH
def test_bash_completes_commands_options_types_and_datasets(completed):
    assert completed("gene") == ["generate", "generators"]
    assert completed("preview", "--sca") == ["--scale-factor"]
    assert completed("generators", "uniform_") == ["uniform_float", "uniform_int"]
    assert completed("check", "geom") == ["geometric"]
    assert completed("--dataset", "") == ["customers", "orders"]
    assert completed("preview", "--dataset", "o") == ["orders"]
    assert completed("help", "val") == ["validate"]
    assert completed("completion", "") == ["bash", "zsh", "fish"]


@NEEDS_BASH
def test_datasets_are_those_of_the_config_that_is_named(completed, here):
    (here / "other.yaml").write_text(CONFIG.replace("customers", "people"), encoding="utf-8")
    assert completed("-c", "other.yaml", "preview", "--dataset", "p") == ["people"]
    assert completed("preview", "other.yaml", "--dataset", "p") == ["people"]
    assert completed("preview", "nowhere.yaml", "--dataset", "") == []


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_scripts_of_other_shells_ask_the_command(run, shell):
    shown = run("completion", shell).stdout
    assert f"_SMELT_DATAGEN_COMPLETE={shell}_complete" in shown
    assert shown.count("smelt-datagen") > 1


def test_an_unknown_shell_is_a_usage_error(run):
    assert (
        "'tcsh' is not one of 'bash', 'zsh', 'fish'"
        in run("completion", "tcsh", exit_code=2).stderr
    )
