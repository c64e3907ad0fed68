"""The path of whoever writes a plugin: a working one to begin with, a check, a trace."""
