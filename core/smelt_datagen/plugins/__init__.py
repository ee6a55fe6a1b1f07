"""Which plugins there are: discovery, isolation, names, registry."""
