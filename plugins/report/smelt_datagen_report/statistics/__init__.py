"""What is told of datasets and columns: counts, ranges, distributions, references."""
