"""Which plugins there are: discovery, isolation, conflicts, registry."""
