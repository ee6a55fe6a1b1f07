"""Configs and options beyond any sense: said in time and without a traceback."""

import os
import subprocess
import sys

import pytest
import yaml

from ..command import invoke

MOST_SECONDS = 10
"""Of processors, whatever else the machine does."""
LONGEST = 120

HUGE = "0x" + "f" * 4000
"""An integer with more digits than Python turns into text."""

UUID = "{ type: uuid }"


def dataset(generator=UUID, num_rows=5, name="a", more=""):
    return (
        f"- {{ name: {name}, output: out/{name}, num_rows: {num_rows}{more}, "
        f"columns: [{{ name: x, generator: {generator} }}] }}\n"
    )


def config(*arguments, top="", **words):
    return f"{top}datasets:\n{dataset(*arguments, **words)}"


@pytest.fixture
def run(tmp_path):
    """Return a function that runs the command line on a config and returns click's result."""

    def run(text, *arguments):
        file = tmp_path / "datagen.yaml"
        file.write_text(text, encoding="utf-8")
        result = invoke(*arguments, "--config", str(file))
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            # without its frames, whose values pytest could not print
            pytest.fail(repr(result.exception), pytrace=False)
        return result

    return run


HUGE_NUMBERS = {
    "num_rows": config(num_rows=HUGE),
    "scale_factor": config(top=f"scale_factor: {HUGE}\n"),
    "seed": config(top=f"seed: {HUGE}\n"),
    "negative seed": config(top=f"seed: -{'9' * 6000}\n"),
    "name": config(name=HUGE),
    "value": config(f"{{ type: constant, value: {HUGE} }}"),
    "values": config(f"{{ type: one_of, values: [{HUGE}] }}"),
    "float": config(f"{{ type: bool, prob: {HUGE} }}"),
    "int": config(f"{{ type: uniform_int, min: {HUGE}, max: 5 }}"),
    "weight": config(f"{{ type: weighted_choice, values: {{ a: {HUGE} }} }}"),
    "weighted": config(f"{{ type: weighted_choice, values: {{ ? {HUGE} : 1 }} }}"),
    "key": config(top=f"? {HUGE}\n: 1\n"),
    "key of a generator": config(f"{{ type: uuid, ? {HUGE} : 1 }}"),
}


@pytest.mark.parametrize("place", HUGE_NUMBERS)
def test_an_integer_too_long_to_be_printed(run, place):
    result = run(HUGE_NUMBERS[place], "validate")
    assert result.exit_code == 2
    assert "nothing was written" in result.stderr


def test_an_integer_too_long_to_be_printed_where_nothing_reads_it(run):
    assert run(config(top=f"x-aside: {HUGE}\n"), "validate").exit_code in (0, 2)


@pytest.mark.parametrize("name", ["\\ud800", "\\udc80"])
def test_half_a_character(run, name):
    for text in (config(name=f'"{name}"'), config(top=f'"x-{name}": 1\n')):
        assert run(text, "validate").exit_code == 2


@pytest.mark.parametrize("factor", ["3", "1e+30", "1e+308"])
def test_more_rows_than_integers(run, factor):
    text = config("{ type: sequential_id }", num_rows=2**63 - 1, top=f"scale_factor: {factor}\n")
    assert run(text, "validate").exit_code == 2


def test_more_entities_than_integers(run):
    entity = ", entity: { pool_ratio: 1.0e+300, columns: [{ name: e, generator: { type: uuid } }] }"
    assert run(config(more=entity), "validate").exit_code == 2


POOL = ", linked_pools: [{ name: p, pool_size: %d, shapes: [{ weight: 1, fields: { u: %s } }] }]"

BEYOND_MEMORY = {
    "pool": config("{ type: linked_choice, pool: p, field: u }", more=POOL % (2**63 - 1, UUID)),
    "array": config(f"{{ type: json_array, item: {UUID}, min_items: 0, max_items: {2**63 - 1} }}"),
}


@pytest.mark.parametrize("what", BEYOND_MEMORY)
def test_more_than_any_memory_holds(run, what):
    result = run(BEYOND_MEMORY[what], "preview", "-n", "1")
    assert result.exit_code in (1, 2)
    assert result.stderr


def test_a_log_normal_wider_than_floats(run):
    text = config("{ type: log_normal, median: 1.0e+308, sigma: 1.0e+308, max: 5 }")
    assert run(text, "preview").exit_code in (0, 2)  # no warning of NumPy's, which is an error here


def test_a_range_of_rows_too_long_to_be_read(run):
    assert run(config(), "preview", "--rows", f"0:{'9' * 6000}").exit_code == 2


DAYS = ', partition: { column: day, start: "0001-01-01", days: 3652059 }'

LARGE = {
    "empty datasets": yaml.safe_dump({"datasets": [{}] * 15_000}).replace("*id001", "{}"),
    "numbers as datasets": f"datasets: [{'1,' * 60_000}]\n",
    "datasets": "datasets:\n" + "".join(dataset(name=f"a{number}") for number in range(4000)),
    "all days there are": config(more=DAYS),
}


@pytest.mark.parametrize("what", LARGE)
def test_a_large_config_is_answered_in_time(tmp_path, what):
    file = tmp_path / "datagen.yaml"
    file.write_text(LARGE[what], encoding="utf-8")
    command = [sys.executable, "-m", "smelt_datagen", "validate", str(file)]
    before = seconds_of_children()
    child = subprocess.run(command, capture_output=True, check=False, timeout=LONGEST)
    assert child.returncode in (0, 2)
    assert seconds_of_children() - before < MOST_SECONDS


def seconds_of_children():
    spent = os.times()
    return spent.children_user + spent.children_system
