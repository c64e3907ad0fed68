"""Backups: taken to one moment, sealed, kept once, brought back, proven by bringing them back aside."""
