"""Whatever a config says: exit code 0 or 2, no traceback, no hang, and nothing written with 2."""

import contextlib
import pathlib
import tempfile
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..command import invoke
from .mutation import VALID_TEXT, configs, edited_texts, yaml_like_texts

MOST_SECONDS = 10
"""Of processors, whatever else the machine does."""

VALIDATE = (["validate"], ["validate", "-o", "out"], ["validate", "--scale-factor", "0.01"])
GENERATE = (["-o", "out"], ["-o", "out", "--scale-factor", "0.2", "--workers", "2"])


def bounded(examples):
    """Return the settings of a run that is the same every time."""
    return settings(
        max_examples=examples,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )


def run(text, arguments):
    """Run the command line on a config in a folder of its own; check what holds for any."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        pathlib.Path("datagen.yaml").write_bytes(raw)
        began = time.process_time()
        result = invoke(*arguments)
        seconds = time.process_time() - began
        made = sorted(path.name for path in pathlib.Path().iterdir())
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise AssertionError(f"{arguments}: {result.exception!r}") from result.exception
    assert result.exit_code in (0, 2), result.output
    assert "Traceback" not in result.output
    assert seconds < MOST_SECONDS
    if result.exit_code == 2:
        assert made == ["datagen.yaml"]
        assert result.stdout == ""
        assert result.stderr.endswith("nothing was written\n")
    return result


def test_the_config_that_is_mutated_is_valid():
    for arguments in (*VALIDATE[:2], *GENERATE):
        assert run(VALID_TEXT, arguments).exit_code == 0


@bounded(60)
@given(configs(), st.sampled_from(VALIDATE))
def test_validating_mutated_configs(text, arguments):
    run(text, arguments)


@bounded(35)
@given(configs(), st.sampled_from(GENERATE))
def test_generating_from_mutated_configs(text, arguments):
    run(text, arguments)


@bounded(130)
@given(edited_texts(), st.sampled_from(VALIDATE))
def test_validating_edited_text(text, arguments):
    run(text, arguments)


@bounded(150)
@given(yaml_like_texts())
def test_validating_text_that_looks_like_yaml(text):
    run(text, ["validate"])


@bounded(50)
@given(st.binary(max_size=40))
def test_validating_bytes(raw):
    run(raw, ["validate"])
