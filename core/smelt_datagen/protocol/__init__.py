"""What the author of a generator meets: generators, columns, blocks, rows, scopes."""
