"""PostgreSQL and Valkey under the suite: embedded or one's own, a database for each service."""
