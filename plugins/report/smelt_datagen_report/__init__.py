"""A report to look at: what a config makes, as one page that stands alone."""
