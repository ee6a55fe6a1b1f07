"""The page: HTML around the charts."""
