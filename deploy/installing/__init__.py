"""What a fresh machine gets: Python, packages, front-end files, translations; how far it is, in words."""
