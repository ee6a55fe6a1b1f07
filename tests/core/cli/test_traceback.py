"""`--traceback`: where an expected error came from, for the author of a plugin."""

import pytest
from smelt_datagen.cli.root import root

from ...command import invoke
from ..plugins.test_files import CONFIG, ONE_OFF

FAILING = ONE_OFF.replace("return arrow_array", "raise OSError('no luck')\n        arrow_array")


@pytest.fixture(autouse=True)
def _files(here):
    (here / "datagen.yaml").write_text(CONFIG, encoding="utf-8")
    (here / "mine.py").write_text(FAILING, encoding="utf-8")


def ran(*words):
    result = invoke(*words, "--plugin", "mine.py")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


@pytest.mark.parametrize(
    "words",
    [["--traceback"], ["--traceback", "preview"], ["preview", "--traceback"]],
    ids=" ".join,
)
def test_it_shows_the_plugins_exception_wherever_it_stands(words):
    shown = ran(*words).stderr
    assert 'mine.py", line 15, in generate' in shown
    assert shown.index("OSError: no luck\n") < shown.index(
        "The above exception was the direct cause"
    )
    assert shown.splitlines()[-1].startswith("error: dataset 'a', column 'c': generator 'my.half'")


@pytest.mark.parametrize("words", [[], ["preview"]])
def test_without_it_an_error_is_one_line(words):
    shown = ran(*words).stderr
    assert "Traceback" not in shown
    assert shown.count("OSError") == 1


def test_exit_codes_are_the_same():
    assert ran("--traceback").exit_code == ran().exit_code == 1


def test_a_plugin_file_that_fails_shows_its_own_traceback(here):
    (here / "mine.py").write_text("import no_such_module\n", encoding="utf-8")
    shown = ran("plugins", "--traceback").stderr
    assert 'mine.py", line 1, in <module>' in shown
    assert shown.endswith(
        "error: plugin mine.py failed to load: ModuleNotFoundError: "
        "No module named 'no_such_module' (mine.py:1)\n"
    )


def test_control_characters_in_a_traceback_do_not_reach_the_terminal(here):
    (here / "mine.py").write_text("raise ValueError('\\x1b[2J')\n", encoding="utf-8")
    assert "\x1b" not in ran("validate", "--traceback").stderr


def test_a_wrong_config_has_one_too(here):
    (here / "datagen.yaml").write_text("datasets: 5\n", encoding="utf-8")
    result = ran("validate", "--traceback")
    assert result.exit_code == 2
    assert "ConfigError" in result.stderr


def test_every_command_has_the_option():
    for command in (root, *root.own_commands().values()):
        assert any(parameter.name == "traceback" for parameter in command.params)


def test_a_warning_of_an_installed_plugin_has_one_too(monkeypatch):
    from smelt_datagen.plugins import discovery  # noqa: PLC0415 (only this test replaces it)

    from ..fake_plugins import FIRST, point  # noqa: PLC0415 (likewise)

    broken = point(FIRST, ImportError("no acme"))
    monkeypatch.setattr(discovery, "entry_points", lambda *_groups: [broken])
    shown = ran("validate", "--traceback").stderr
    assert shown.index("ImportError: no acme\n") < shown.index("warning: plugin acme 1.0 failed")
