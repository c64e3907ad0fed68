"""A month in the minutes of a run: what waits on any side and what was last heard is made a month older, as
where clocks went on and no line did."""

from __future__ import annotations

import time
from collections.abc import Iterable

import psycopg

from deploy.bench.product import Product
from deploy.settings import SERVICES

DAYS, PAUSE = 30, 0.1  # days, seconds
# Not requests and jobs under way: nobody goes on with one after a month.
TABLES = ("outbox", "upwards", "deployment_news", "deployment_copies")
MOMENTS = """SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name = ANY(%s)"""
OLDER = "UPDATE {0} SET {1} = {1} - interval '{2} days'"


def age(suites: Iterable[Product]) -> None:
    """Make it so everywhere, a database that was struck just now when it is back."""
    for suite in suites:
        for service in SERVICES:
            while not aged(suite, service):
                time.sleep(PAUSE)


def aged(suite: Product, service: str) -> bool:
    """Whether it is done in the database of a service, wholly or not at all."""
    try:
        moments = suite.rows(service, MOMENTS, list(TABLES))
        suite.rows(service, "; ".join(OLDER.format(table, moment, DAYS) for table, moment in moments))
    except psycopg.Error:
        return False
    return True
