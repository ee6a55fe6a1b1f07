"""Values of named distributions, each by the inverse of its cumulative distribution function."""
