"""Turkistan region. Everything it has to say is data: see region.toml beside this file."""
