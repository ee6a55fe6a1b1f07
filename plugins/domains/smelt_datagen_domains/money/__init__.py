"""Accounts, banks, cards, currencies and article numbers, with right check digits."""
