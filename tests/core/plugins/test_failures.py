"""Where a plugin's exception came from: the plugin's own line, whatever that called."""

import json

import numpy as np
import pyarrow as pa
import pytest
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugins.failures import describe
from smelt_datagen.plugins.files import module_of

PLUGIN = """
def direct():
    raise RuntimeError("no  luck")

def deeper():
    direct()

def comprehension():
    return [1 / 0 for _ in range(3)]

def generator_expression():
    return sum(1 / 0 for _ in range(3))

def a_lambda():
    return (lambda: 1 / 0)()

class Made:
    attribute = staticmethod(lambda: 1 / 0)

def calling(function, *arguments):
    return function(*arguments)
"""


@pytest.fixture(scope="module")
def plugin(tmp_path_factory):
    file = tmp_path_factory.mktemp("plugin") / "acme.py"
    file.write_text(PLUGIN, encoding="utf-8")
    return module_of(file)


def described(function, *arguments):
    """Return the description of what a function raises, seen from the product's side."""
    try:
        function(*arguments)
    except Exception as error:  # noqa: BLE001 (whatever it is)
        return describe(error.with_traceback(error.__traceback__.tb_next))
    raise AssertionError("nothing was raised")


def test_a_line_of_the_plugin_is_named_with_its_function(plugin):
    assert described(plugin.direct) == "RuntimeError: no luck (acme.py:3, in direct)"
    assert described(plugin.deeper) == "RuntimeError: no luck (acme.py:3, in direct)"


def test_a_comprehension_and_a_lambda_are_of_the_function_around_them(plugin):
    at = "ZeroDivisionError: division by zero (acme.py"
    assert described(plugin.comprehension) == f"{at}:9, in comprehension)"
    assert described(plugin.generator_expression) == f"{at}:12, in generator_expression)"
    assert described(plugin.a_lambda) == f"{at}:15, in a_lambda)"
    assert described(plugin.Made.attribute) == f"{at}:18, in Made)"


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        (np.concatenate, ([],)),  # in C, behind a Python function of NumPy
        (np.stack, ([[1], [2, 3]],)),
        (pa.array, ([object()],)),  # in Cython, whose frames have lines of .pxi files
        (json.loads, ("{",)),
        (arrow_array, ("x",)),  # the product's own
        (int, ("x",)),  # without a frame of its own
    ],
    ids=["C", "Python and C", "Cython", "Python", "the product", "no frame"],
)
def test_what_the_plugin_called_is_not_named_but_the_line_that_called_it(
    plugin, function, arguments
):
    shown = described(plugin.calling, function, *arguments)
    assert shown.endswith(" (acme.py:21, in calling)")


def compiled(name, filename, text):
    """Return the globals of a module as a compiled extension has it: no Python file."""
    space = {"__name__": name}
    exec(compile(text, filename, "exec"), space)  # noqa: S102 (written above)
    return space


def test_a_line_of_a_plugins_own_extension_is_named(plugin):
    inner = compiled("acme.fast", "acme/fast.pyx", "\n\ndef compute():\n    1 / 0\n")
    outer = compiled("acme.plugin", "acme/plugin.py", "def generate(f):\n    f()\n")
    assert described(outer["generate"], inner["compute"]).endswith("(fast.pyx:4, in compute)")
    assert described(plugin.calling, inner["compute"]).endswith("(acme.py:21, in calling)")


def test_an_exception_without_a_line_of_a_plugin_has_no_place():
    assert describe(ValueError("x")) == "ValueError: x"
    assert described(json.loads, "{").endswith("(char 1)")


def test_code_that_was_made_from_text_has_no_place():
    made = compiled("acme", "<string>", "def f():\n    1 / 0\n")
    assert described(made["f"]) == "ZeroDivisionError: division by zero"
