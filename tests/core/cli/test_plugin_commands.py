"""Commands of plugins on the command line: found by name, with options of their own."""

import re
import sys

import pytest
from smelt_datagen.cli import plugin_commands
from smelt_datagen.cli.root import root
from smelt_datagen.errors import OutputError
from smelt_datagen.plugin import Command, command, param
from smelt_datagen.plugins import discovery

from ...child import run_python
from ..fake_plugins import FIRST, SECOND, module, point

HOOK = "smelt_datagen_commands"
FILE = '''
from smelt_datagen.plugin import Command, command, param

@command("acme.rows", letters={"times": "t"})
class Rows(Command):
    """Print the rows of every dataset.

    Times a number.
    """

    times: int = param("How often.", default=1, ge=1)
    only: list[str] = param("Names.", factory=list)
    loud: bool = param("In capitals.", default=False)
    word: str = param("What follows.", default="rows", choices=("rows", "lines"))

    def run(self, context):
        for one in context.plan().selected:
            if not self.only or one.name in self.only:
                text = f"{one.name}: {one.row_count * self.times} {self.word}"
                context.say(text.upper() if self.loud else text)
        return 3 if self.loud else None
'''


@pytest.fixture
def plugin(here):
    (here / "rows.py").write_text(FILE, encoding="utf-8")
    return ("--plugin", "rows.py")


def test_a_command_of_a_file_gets_the_plan_and_its_options(run, config, plugin):
    assert run(*plugin, "acme.rows", config).stdout == "customers: 100 rows\norders: 1000 rows\n"
    options = ("-t", "3", "--only", "orders", "--only", "none", "--word", "lines")
    assert run(*plugin, "acme.rows", config, *options).stdout == "orders: 3000 lines\n"
    shown = run(*plugin, "acme.rows", config, "--scale-factor", "0.1", "--loud", exit_code=3)
    assert shown.stdout == "CUSTOMERS: 10 ROWS\nORDERS: 100 ROWS\n"


def test_its_help_is_its_docstring_and_its_parameters(run, plugin):
    shown = run(*plugin, "acme.rows", "--help").stdout
    assert "Print the rows of every dataset." in shown
    assert "-t, --times INTEGER" in shown
    assert "--word [rows|lines]" in shown
    assert "--scale-factor" in shown
    assert "--traceback" in shown


def test_a_value_outside_the_bounds_is_an_error_of_usage(run, config, plugin):
    shown = run(*plugin, "acme.rows", config, "--times", "0", exit_code=2)
    assert "Error: --times must be at least 1 (found 0)" in shown.stderr


def test_a_wrong_config_is_an_error_as_for_every_command(run, broken, plugin):
    assert (
        "there is no dataset 'custommers'" in run(*plugin, "acme.rows", broken, exit_code=2).stderr
    )


def made(name, run=lambda _self, _context: None, **fields):
    """Return a command class with a name, what it does, and annotated parameters."""
    members = {
        "__doc__": "Do something.",
        "run": run,
        "__annotations__": {key: kind for key, (kind, _) in fields.items()},
        "__module__": __name__,
        **{key: value for key, (_, value) in fields.items()},
    }
    return command(name)(type("Made", (Command,), members))


@pytest.fixture
def installed(monkeypatch):
    """Return a function that installs commands of a distribution."""

    def install(*points):
        monkeypatch.setattr(discovery, "entry_points", lambda *_groups: points)
        plugin_commands.usable_names.cache_clear()

    yield install
    plugin_commands.usable_names.cache_clear()


def offering(distribution, *classes):
    return point(distribution, module(*classes, hook=HOOK))


def test_commands_of_plugins_are_listed_behind_the_own_ones(run, installed):
    installed(offering(FIRST, made("acme.audit")))
    listed = run("--help").stdout.partition("Commands:")[2]
    shown = re.findall(r"^  ([a-z.-]+)  ", listed, re.MULTILINE)
    assert shown == [*sorted(root.own_commands()), "acme.audit"]


def test_a_command_without_a_dot_is_that_of_no_other_distribution(run, installed):
    installed(offering(FIRST, made("audit")))
    shown = run("audit", exit_code=2).stderr
    assert "the command 'audit' has no dot" in shown
    assert "No such command 'audit'" in shown


def test_a_command_that_two_plugins_have_names_both(run, installed):
    installed(offering(FIRST, made("acme.audit")), offering(SECOND, made("acme.audit")))
    assert "acme.audit" not in run("--help").stdout
    shown = run("acme.audit", exit_code=2).stderr
    assert "the command 'acme.audit' is provided by two plugins: acme 1.0 and zeta 1.0" in shown


def test_an_option_that_words_cannot_give_is_named(run, installed):
    installed(offering(FIRST, made("acme.audit", sizes=(dict[str, int], param("Sizes.")))))
    shown = run("acme.audit", exit_code=2).stderr
    assert "Made.sizes: no option can give" in shown


def test_what_a_command_raises_is_said_of_its_plugin(run, installed):
    def fail(_self, _context):
        raise ZeroDivisionError("by nought")

    installed(offering(FIRST, made("acme.audit", run=fail)))
    shown = run("acme.audit", exit_code=1).stderr
    assert shown.startswith(
        "error: command 'acme.audit' of plugin acme 1.0 raised ZeroDivisionError"
    )


def test_an_expected_error_is_shown_as_it_is(run, installed):
    def fail(_self, _context):
        raise OutputError("no room")

    installed(offering(FIRST, made("acme.audit", run=fail)))
    assert run("acme.audit", exit_code=1).stderr == "error: no room\n"


def test_no_plugin_is_asked_for_a_command_of_the_own(monkeypatch, run, config):
    monkeypatch.delitem(sys.modules, "smelt_datagen.cli.plugin_commands")
    run("validate", config)
    assert "smelt_datagen.cli.plugin_commands" not in sys.modules


def test_the_version_asks_no_plugin():
    code = """
import sys
from smelt_datagen.cli.root import root
root(["--version"], standalone_mode=False)
print("smelt_datagen.plugins.discovery" in sys.modules)
"""
    assert run_python("-c", code).splitlines()[-1] == "False"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("Audit",), "'Audit' is no name of a command"),
        (("acme.a", {"x": "xx"}), "'xx' is no letter that 'x' could have"),
        (("acme.a", {"x": "x"}), "Made has no option x"),
    ],
)
def test_a_declaration_that_cannot_be_is_refused(arguments, message):
    class Made(Command):
        """A command."""

    name, *letters = arguments
    with pytest.raises(ValueError, match=message):
        command(name, **({"letters": letters[0]} if letters else {}))(Made)
