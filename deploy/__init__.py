"""The composition root: the only place that knows all four services,
their servers and how they run together."""
