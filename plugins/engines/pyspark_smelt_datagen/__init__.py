"""What Spark finds by itself: it looks into each package named `pyspark_*` for its data source."""

from smelt_datagen.spark.source import SmeltDatagen as DefaultSource

__all__ = ["DefaultSource"]
