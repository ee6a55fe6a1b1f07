"""What new-plugin and init write, and their templates."""
