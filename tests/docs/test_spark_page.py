"""The page about Spark does what it shows, in a process of its own, as a reader would."""

import os
import subprocess
import sys

import pytest

from .markdown import blocks
from .player import assert_shows

PAGE = "docs/in-spark.md"


@pytest.mark.spark
def test_the_program_prints_what_the_page_shows(spark, tmp_path):  # noqa: ARG001 (skips without)
    (config,) = blocks(PAGE, "yaml")
    (program,) = blocks(PAGE, "python")
    (shown,) = blocks(PAGE, "text")
    (tmp_path / "datagen.yaml").write_text(config.text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", program.text],
        cwd=tmp_path,
        env={**os.environ, "SPARK_LOCAL_IP": "127.0.0.1"},
        stdout=subprocess.PIPE,
        text=True,
        timeout=300,
        check=True,
    )
    assert_shows(shown.text, done.stdout)
