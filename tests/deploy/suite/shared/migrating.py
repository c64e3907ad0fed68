"""One table a service."""
import psycopg


def upgrade(service: str, url: str) -> bool:
    """Make the table; whether it was missing."""
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        missing = connection.execute("SELECT to_regclass('visits') IS NULL").fetchone()[0]
        connection.execute("CREATE TABLE IF NOT EXISTS visits (id bigint GENERATED ALWAYS AS IDENTITY)")
    return missing
