"""A home: its settings, keys, lock, what is told of it, and a command that works in it."""
