"""Charts and the diagram of datasets, as SVG."""
