"""Calls nobody would make, made from the services' own API documents, and what was wrong with the answers."""
