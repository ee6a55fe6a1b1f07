"""File formats other than Parquet."""
