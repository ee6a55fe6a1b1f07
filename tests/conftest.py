"""Settings of the test run, and a session of Spark on this machine for the marker `spark`."""

import os
import shutil
import sys
import warnings

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["pytester"]

# The same examples in every run, however busy the machine is: a test that passes here passes
# everywhere. They are of all tests, and stand here, since a test takes those that hold when its
# file is read.
settings.register_profile(
    "repeatable",
    deadline=None,
    max_examples=50,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("repeatable")


def pytest_configure(config):
    """Let all processes of the run share compiled modules, even if none may lie in the tree.

    The tests start hundreds of processes, which would compile the product each time anew. The
    workers of the run, and what they start, take over these variables.
    """
    cache = getattr(config, "cache", None)  # there is none with `-p no:cacheprovider`
    if cache is not None and os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = str(cache.mkdir("bytecode"))


@pytest.fixture
def patient(monkeypatch):
    """Let the conformance kit wait for its processes, however busy the machine is.

    For tests that are not about what takes forever.
    """
    monkeypatch.setattr("smelt_datagen.testing.laws.fresh_process._PATIENCE", 300.0)


@pytest.fixture(scope="session")
def spark(tmp_path_factory):
    """Return a local session, or skip where PySpark or Java is missing."""
    pytest.importorskip("pyspark", reason="needs PySpark: pip install --group spark")
    if not shutil.which("java"):
        pytest.skip("needs Java 17: apt install openjdk-17-jre-headless")
    with pytest.MonkeyPatch.context() as patch, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of PySpark about pandas 3, and of Py4J about its sockets
        patch.setitem(os.environ, "PYSPARK_PYTHON", sys.executable)
        patch.setitem(os.environ, "SPARK_LOCAL_IP", "127.0.0.1")
        session = _session(tmp_path_factory.mktemp("warehouse"))
        yield session
        session.stop()


def _session(warehouse):
    from pyspark.sql import SparkSession  # noqa: PLC0415 (where it is installed)

    builder = SparkSession.builder.master("local[2]").appName("tests")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.warehouse.dir": str(warehouse),
        "spark.sql.shuffle.partitions": "2",
    }
    for key, value in settings.items():
        builder = builder.config(key, value)
    return builder.getOrCreate()
