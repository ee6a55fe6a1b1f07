"""One script per peer; each is run as a process of its own."""
