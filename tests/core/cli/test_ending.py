"""How the process ends: soon, but not before what is still to be done."""

import subprocess
import sys

import pytest

FRONT = """
import atexit, sys, threading, time
from smelt_datagen.cli import main
sys.argv = ["smelt-datagen", *{arguments!r}]
"""


def ended(*lines, arguments=("--version",)):
    """Run a program that ends with the command; return its exit code and what it printed."""
    code = "\n".join((FRONT.format(arguments=arguments), *lines, "main()"))
    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    return child.returncode, child.stdout.splitlines()[1:], child.stderr


def test_what_asked_to_be_called_at_the_end_is_called_and_its_words_arrive():
    line = "atexit.register(lambda: (sys.stdout.write('out'), sys.stderr.write('err')))"
    assert ended(line) == (0, ["out"], "err")


def test_python_is_not_taken_apart():
    lines = ("class Late:", "    def __del__(self): print('late')", "late = Late()")
    assert ended(*lines) == (0, [], "")


def test_a_thread_is_waited_for():
    late = "(threading.main_thread().join(), print('waited for'))"
    line = f"threading.Thread(target=lambda: {late}).start()"
    assert ended(line) == (0, ["waited for"], "")


@pytest.mark.parametrize(
    "hook",
    [
        "sys.settrace(lambda *_: None)",
        "sys.setprofile(lambda *_: None)",
        pytest.param(
            "sys.monitoring.use_tool_id(1, 'coverage')",
            marks=pytest.mark.skipif(sys.version_info < (3, 12), reason="from Python 3.12 on"),
        ),
    ],
)
def test_who_looks_on_sees_the_end(hook):
    lines = (hook, "try: main()", "except SystemExit: print('seen')", "sys.setprofile(None)")
    assert ended(*lines, "sys.exit(5)") == (5, ["seen"], "")


@pytest.mark.parametrize(("arguments", "code"), [(["--unknown"], 2), (["generators", "nope"], 2)])
def test_the_exit_code_is_that_of_the_command(arguments, code, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ended(arguments=arguments)[0] == code


PLUGIN = '''
import sys
from smelt_datagen.plugin import Command, command
@command("acme.leave")
class Leave(Command):
    """Leave."""
    def run(self, context):
        sys.exit({code!r})
'''


@pytest.mark.parametrize(
    ("left_with", "code", "said"), [("enough", 1, "enough\n"), (7, 7, ""), (None, 0, "")]
)
def test_a_command_that_leaves_by_itself_is_heard(left_with, code, said, tmp_path):
    file = tmp_path / "leave.py"
    file.write_text(PLUGIN.format(code=left_with), encoding="utf-8")
    arguments = ["--plugin", str(file), "acme.leave"]
    assert ended(arguments=arguments)[::2] == (code, said)
