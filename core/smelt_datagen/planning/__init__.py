"""Config, plugins and overrides to a plan: everything is checked here."""
