"""What is no expected error is a bug: it keeps its traceback and says where to report it."""

import pytest
from smelt_datagen.cli.request import Request

from ...command import invoke


@pytest.mark.parametrize(
    "command", [[], ["validate"], ["preview"]], ids=["generate", "validate", "preview"]
)
def test_a_bug_keeps_its_traceback_and_says_what_to_do(command, monkeypatch):
    def planned(*_args, **_options):
        raise RuntimeError("boom")

    monkeypatch.setattr(Request, "planned", planned)
    result = invoke(*command)
    assert isinstance(result.exception, RuntimeError)
    assert "This is a bug of smelt-datagen. Please report it" in result.stderr
