"""The gate of a web process: a request is whole before a thread is taken for it."""
