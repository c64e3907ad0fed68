"""West Kazakhstan region: everything it decides is data, in region.toml."""
