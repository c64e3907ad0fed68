"""A month in the minutes of a run: what waits on any side and what was last heard is made a month older, as
where clocks went on and no line did."""

from __future__ import annotations

from collections.abc import Iterable

import psycopg

from deploy.bench.product import Product
from deploy.settings import SERVICES

DAYS = 30
# Not requests and jobs under way: nobody goes on with one after a month.
TABLES = ("outbox", "upwards", "deployment_news", "deployment_copies")
MOMENTS = """SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name = ANY(%s)"""


def age(suites: Iterable[Product]) -> None:
    """Make it so everywhere, a database that was struck just now when it is back."""
    for suite in suites:
        for service in SERVICES:
            while not aged(suite, service):
                pass


def aged(suite: Product, service: str) -> bool:
    """Whether it is done in the database of a service."""
    try:
        for table, moment in suite.rows(service, MOMENTS, list(TABLES)):
            suite.rows(service, f"UPDATE {table} SET {moment} = {moment} - interval '{DAYS} days'")
    except psycopg.Error:
        return False
    return True
