"""YAML to frozen models, every error with its position."""
