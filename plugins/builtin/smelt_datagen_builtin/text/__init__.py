"""Text from templates."""
