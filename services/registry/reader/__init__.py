"""The approved Word plan, read (`plan`) by floors: office, table, words, meaning. Pages need single words of
it; who imports one of those must not load the whole, with all its patterns."""
