"""The laws, each with its check."""
