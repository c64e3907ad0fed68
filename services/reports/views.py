"""The registry's pages, put together."""
blueprints: list = []
