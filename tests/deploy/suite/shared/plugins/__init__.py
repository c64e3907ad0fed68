"""The floor of plugins, as far as the web process asks it."""
