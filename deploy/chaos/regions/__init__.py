"""Two regions' homes and a centre, with a line between them that is cut for a month."""
