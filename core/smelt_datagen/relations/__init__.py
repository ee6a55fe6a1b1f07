"""How children lie under their parents: in decks, or by prefix sums."""
