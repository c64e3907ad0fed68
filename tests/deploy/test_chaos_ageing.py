"""A month in the minutes of a run: what waits on any side is older, and nothing else."""

from __future__ import annotations

import psycopg

from deploy.chaos.regions.ageing import DAYS, age
from deploy.settings import SERVICES

MOMENTS = "information_schema.columns"


class Suite:
    """A suite whose databases are away once each, and answer which moments they keep."""

    def __init__(self) -> None:
        self.said: list[tuple[str, str]] = []
        self.away = set(SERVICES)

    def rows(self, service: str, statement: str, *values: list[str]) -> list[tuple[str, str]]:
        """What a database says."""
        if service in self.away:
            self.away.remove(service)
            raise psycopg.OperationalError("it was struck")
        if MOMENTS in statement:
            return [
                (table, "due_at") for table in values[0] if (table == "upwards") == (service == "registry")
            ]
        self.said.append((service, statement))
        return []


def test_what_waits_is_a_month_older_in_every_service_however_often_it_is_struck() -> None:
    suite = Suite()
    age([suite])  # type: ignore[list-item]
    assert ("registry", f"UPDATE upwards SET due_at = due_at - interval '{DAYS} days'") in suite.said
    assert [service for service, _said in suite.said] == list(SERVICES)  # struck in between, none ages twice
