"""Options of `spark.read` become a plan, once in each process, or an error that says which."""

import pickle
import sys

import pytest
import smelt_datagen.spark
from smelt_datagen import ConfigError, UnknownNameError
from smelt_datagen.spark.request import Request

ONE = "{datasets: [{name: a, output: a, num_rows: 10, columns: [{name: x, generator: %s}]}]}"
TEXT = ONE % "{type: sequential_id}"
TWO = """\
datasets:
  - { name: a, output: a, num_rows: 10, columns: [{ name: x, generator: { type: uuid } }] }
  - { name: b, output: b, num_rows: 20, columns: [{ name: x, generator: { type: uuid } }] }
"""


def test_a_config_is_a_path_or_text(tmp_path):
    file = tmp_path / "datagen.yaml"
    file.write_text(TWO, encoding="utf-8")
    for config in (TWO, str(file)):
        assert Request.of({"config": config, "dataset": "b"}).planned().row_count == 20
    assert Request.of({"config": TEXT}).planned().name == "a"


def test_options_go_before_the_config():
    request = Request.of({"Config": TEXT, "SEED": "7", "scale_factor": "2.5", "partitions": "3"})
    assert request.planned().seed == 7
    assert request.planned().row_count == 25
    assert request.partitions == 3


def test_a_process_plans_once():
    request = Request.of({"config": TEXT})
    sent = pickle.loads(pickle.dumps(request))  # noqa: S301 (our own)
    assert sent == request
    assert sent.planned() is request.planned()
    assert Request.of({"config": TEXT, "seed": "1"}).planned() is not request.planned()


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({}, ValueError, "option 'config' is missing"),
        ({"config": TWO}, UnknownNameError, "option 'dataset' is missing: one of a, b"),
        ({"config": TWO, "dataset": "c"}, UnknownNameError, "there is no dataset 'c'"),
        ({"config": TEXT, "datasett": "a"}, ValueError, "'datasett', did you mean 'dataset'?"),
        ({"config": TEXT, "seed": "x"}, ValueError, "'seed': expected a number, found 'x'"),
        ({"config": TEXT, "partitions": "0"}, ValueError, "must be at least 1, found 0"),
        ({"config": "nowhere.yaml"}, ConfigError, "nowhere.yaml: cannot be read"),
        ({"config": ONE % "{type: nothing}"}, ConfigError, "config:1:86: datasets[a].columns[x]"),
    ],
)
def test_a_mistake_is_an_error_that_says_which(options, error, message):
    with pytest.raises(error) as caught:
        Request.of(options)
    assert message in str(caught.value)


def test_without_pyspark_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    for name in [name for name in sys.modules if name.startswith("pyspark.")]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delitem(sys.modules, "smelt_datagen.spark.source", raising=False)
    with pytest.raises(ImportError, match=r"pip install 'smelt-datagen\[spark\]'"):
        smelt_datagen.spark.register(None)
