"""Companies and what they sell."""
