"""Column chunks: encoded here, or taken from a file that pyarrow encoded."""
