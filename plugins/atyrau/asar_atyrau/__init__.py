"""Atyrau region: everything it decides is data, in region.toml."""
