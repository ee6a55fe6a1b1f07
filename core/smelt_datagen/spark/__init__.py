"""A data source of Apache Spark: a config's datasets as data frames, made by Spark's workers.

`register(spark)`, then `spark.read.format("smelt_datagen")`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


def register(spark: SparkSession) -> None:
    """Give a session the format `smelt_datagen`, with these options of `spark.read`.

    `config` is the path of a config or its text, which has a line break or starts with a brace;
    `dataset` a name in it, and may be left out where there is one only; `partitions` into how many
    ranges the rows are cut (default: one for each million); `seed` and `scale_factor` as for
    `smelt_datagen.plan`. The rows are primary rows, as those of `smelt_datagen.to_table`.

    Raises ImportError if PySpark 4 or later is not installed.
    """
    try:
        from smelt_datagen.spark.source import SmeltDatagen  # noqa: PLC0415 (loads PySpark)
    except ImportError as error:
        raise ImportError("needs PySpark 4: pip install 'smelt-datagen[spark]'") from error
    spark.dataSource.register(SmeltDatagen)
