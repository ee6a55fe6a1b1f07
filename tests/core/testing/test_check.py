"""The kit raises no false alarms, keeps to its time, and says what it did."""

import re
import time

import pytest
import smelt_datagen
from smelt_datagen import ConfigError
from smelt_datagen.plugin import Generator, generator
from smelt_datagen.testing import LawBroken, check, check_generator
from smelt_datagen.testing.laws import fresh_process as process

from ...child import run_python
from . import right, wrong, wrong_parameters

pytestmark = pytest.mark.usefixtures("patient")

RIGHT = [
    right.SharedDraw(),
    right.AsksFirst(),
    right.CountsDigits(most=5000),
    right.WholeSums(),
    right.OwnExp(),
    right.Trend(),
    right.EveryEighth(),
    right.Refers(),
    right.RarelyTrue(),
    right.WeightsInBind(),
]


@pytest.mark.parametrize("instance", RIGHT, ids=[right.declaration.type for right in RIGHT])
def test_a_right_generator_raises_no_alarm(instance):
    assert "all laws kept" in str(check_generator(instance, rows=10_000))


def test_a_generator_may_read_a_file_that_it_declares(tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("Ada Grace Émilie Max Moritz", encoding="utf-8")
    check_generator(right.FromAFile(file=str(names)), rows=1000)


def test_what_the_time_does_not_suffice_for_is_said():
    report = check_generator(right.Slow(), rows=100_000, seconds=6)
    assert report.rows < 100_000
    assert re.search(r"for lack of time not whole: all \([\d,]+ of 100,000 rows\)", str(report))


def test_a_pause_of_the_machine_costs_no_rows(monkeypatch):
    clock, pauses = time.perf_counter, []

    def values(*arguments):
        if len(pauses) < 3:
            pauses.append(0.1)  # seconds, as if something else had run
        return made(*arguments)

    made = check.values
    monkeypatch.setattr(check, "values", values)
    monkeypatch.setattr(time, "perf_counter", lambda: clock() + sum(pauses))
    report = check_generator({"type": "uuid"}, rows=20_000)
    assert (report.rows, report.cuts) == (20_000, {})


def test_a_value_that_never_ends_is_named(monkeypatch):
    monkeypatch.setattr(process, "_LONGEST_SECONDS", 3)
    monkeypatch.setattr(process, "_PATIENCE", 3)
    with pytest.raises(LawBroken, match=r"not refused: rounds: 9223372036854775807 is accepted"):
        check_generator(wrong_parameters.NeverEnds(rounds=1))


def test_a_class_inside_a_function_cannot_be_checked_elsewhere():
    class Inside(wrong.Good):
        """Stands inside."""

    inside = generator("inside", example="{ type: inside, low: 1 }")(Inside)
    with pytest.raises(LawBroken, match=r"Inside must stand at the top of a file"):
        check_generator(inside(low=1))


def test_a_good_generator_gets_a_report():
    report = check_generator(wrong.Good(low=5), rows=5000)
    assert (report.type, report.rows) == ("good", 5000)
    assert report.rows_per_second == pytest.approx(5000 / report.seconds)
    speed = f"{report.rows_per_second:,.0f} rows/s"
    assert str(report) == f"good: all laws kept; {speed} on one thread"


def test_independence_of_the_seed_can_be_declared_and_is_then_held_to():
    every = {"seed", "dataset", "column"}
    check_generator(wrong.Unseeded(), rows=1000, independent_of=every)
    with pytest.raises(LawBroken, match="said to be independent of the seed, but is not"):
        check_generator(wrong.Good(low=5), rows=1000, independent_of=every)


def test_a_mapping_is_looked_up_among_the_installed_plugins():
    report = check_generator({"type": "uniform_int", "min": 3, "max": 9}, rows=1000)
    assert report.type == "uniform_int"


def test_a_spec_that_is_refused_is_a_config_error():
    with pytest.raises(ConfigError, match="must be less than max"):
        check_generator({"type": "uniform_int", "min": 9, "max": 3})


def test_a_context_gives_what_is_referred_to():
    context = """
        datasets:
          - name: shops
            output: shops
            num_rows: 7
            columns: [{ name: code, generator: { type: uuid } }]
    """
    spec = {"type": "foreign_key", "dataset": "shops", "column": "code"}
    check_generator(spec, rows=1000, context=context)
    with pytest.raises(ConfigError, match="there is no dataset 'shops'"):
        check_generator(spec, rows=1000)


def test_instances_may_hold_instances_of_unregistered_classes():
    builtin = {cls.declaration.type: cls for cls in smelt_datagen.discover().found[0].generators}
    outer = builtin["optional"](prob=0.5, inner=wrong.Good(low=3))
    assert isinstance(outer, Generator)
    check_generator(outer, rows=1000)


def test_a_rare_value_is_seeded_if_all_rows_together_differ():
    check_generator({"type": "bool", "prob": 0.0001}, rows=100_000)


def test_an_unknown_part_is_refused():
    with pytest.raises(ValueError, match="independent_of has no 'sed'"):
        check_generator(wrong.Good(low=5), rows=1000, independent_of={"sed"})


SCRIPT = """
import pyarrow as pa
from smelt_datagen.arrays import arrow_array
from smelt_datagen.plugin import Generator, generator
from smelt_datagen.testing import check_generator

@generator("dice", example="{ type: dice }")
class Dice(Generator):
    \"\"\"A throw.\"\"\"
    data_type = pa.int64()
    def generate(self, block):
        print("a line that is no answer")
        return arrow_array(block.integers(1, 7))
"""


def test_a_script_can_check_its_own_class(tmp_path):
    script = tmp_path / "script.py"
    guard = "if __name__ == '__main__':\n    print(check_generator(Dice(), rows=1000))\n"
    script.write_text(SCRIPT + guard, encoding="utf-8")
    assert "dice: all laws kept" in run_python(script)


def test_a_script_that_checks_when_it_is_imported_is_told_so(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(f"{SCRIPT}\ncheck_generator(Dice(), rows=1000)\n", encoding="utf-8")
    with pytest.raises(AssertionError, match=r"put it behind: if __name__ == '__main__'"):
        run_python(script)


def test_too_few_rows_are_refused():
    with pytest.raises(ValueError, match="rows must be at least 100"):
        check_generator(wrong.Good(low=5), rows=10)
