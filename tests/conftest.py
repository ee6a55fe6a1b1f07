"""Settings of the test run, and a session of Spark on this machine for the marker `spark`."""

import os
import shutil
import sys
import warnings

import pytest

pytest_plugins = ["pytester"]


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
