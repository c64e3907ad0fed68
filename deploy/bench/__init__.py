"""Speed, measured: each promise beside a bare Flask endpoint over the same database, in one run."""
