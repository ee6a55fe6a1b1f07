"""How children lie under their parents: in decks, by prefix sums, by exact foreign keys."""
