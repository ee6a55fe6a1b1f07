"""Addresses of machines and of pages, in ranges that are reserved for documentation."""
