"""Numbers as bits: packed, in runs, as differences."""
