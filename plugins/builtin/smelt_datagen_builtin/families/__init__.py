"""Parents and children: keys, numbers, sums, splits, running values and chains of families."""
