"""Figures for Prometheus: what was counted, and how each service stands now."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator, Mapping
from typing import Any, cast

from flask import Flask, Response, request
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from shared.access import public
from shared.counting import FOLDER, Gauge
from shared.doors.errors import NotFound

TOKEN = "ASAR_METRICS_TOKEN"
TYPE = "text/plain; version=0.0.4; charset=utf-8"
OUTBOX = text("""SELECT recipient, count(*) FILTER (WHERE parked_reason IS NULL) AS waiting,
    count(parked_reason) AS parked,
    coalesce(extract(epoch FROM now() - min(due_at) FILTER (WHERE parked_reason IS NULL)), 0) AS oldest
    FROM outbox GROUP BY recipient""")
JOBS = text("SELECT kind, state, count(*) AS jobs FROM jobs WHERE state <> 'done' GROUP BY kind, state")

PLUGINS = text("""SELECT plugin, hook, failures, (off_since IS NOT NULL)::int AS off, calls, slow, slowest_ms
    FROM plugin_states""")
OF_PLUGINS = {
    "failures": "Failures in a row",
    "off": "1: switched off, an administrator lets it try again",
    "calls": "Calls so far",
    "slow": "Calls that took more than 200 ms",
    "slowest_ms": "The slowest call in milliseconds",
}


def watches(environ: Mapping[str, Any]) -> bool:
    """Whether a request of the front is a watcher's; to anybody else there is no such page."""
    return bool(os.environ.get(FOLDER)) and knows(environ.get("HTTP_AUTHORIZATION", ""))


def together(standing: Mapping[str, str | None]) -> bytes:
    """What all processes of this home have counted, and how its services stand (None: does not answer)."""
    registry = CollectorRegistry()
    MultiProcessCollector(registry, os.environ[FOLDER])
    registry.register(Told(standing))
    return bytes(generate_latest(registry))


class Told:
    """What the services said, each name of a figure once, and which of them answered."""

    def __init__(self, standing: Mapping[str, str | None]) -> None:
        self.standing = standing

    def collect(self) -> Iterator[Metric]:
        """Every figure of all services."""
        families: dict[str, Metric] = {}
        for said in self.standing.values():
            for family in text_string_to_metric_families(said or ""):
                known = families.setdefault(
                    family.name, Metric(family.name, family.documentation, family.type)
                )
                known.samples += family.samples
        yield from families.values()
        up = GaugeMetricFamily("asar_up", "1: the service answers", labels=["service"])
        for name, said in self.standing.items():
            up.add_metric([name], said is not None)
        yield up


def knows(header: str) -> bool:
    """Whether a request carries the token; without one in the settings nobody does."""
    token = os.environ.get(TOKEN, "")
    return bool(token) and hmac.compare_digest(header.encode(), f"Bearer {token}".encode())


def init_app(app: Flask, db: Any) -> None:
    """Answer at `/<service>/metrics` how this service stands."""

    @app.get(f"/{app.name}/metrics")
    @public
    def metrics() -> Response:
        """Say how the service stands, to who knows the token."""
        if not knows(request.headers.get("Authorization", "")):
            raise NotFound
        registry = CollectorRegistry()
        registry.register(Standing(app, db))
        return Response(generate_latest(registry), content_type=TYPE)


class Standing:
    """The gauges of a service, as prometheus_client collects them."""

    def __init__(self, app: Flask, db: Any) -> None:
        self.app, self.db = app, db

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Every gauge with the service it is of."""
        families: dict[str, GaugeMetricFamily] = {}
        for gauge in self.gauges():
            labels = {"service": self.app.name, **gauge.labels}
            known = GaugeMetricFamily(gauge.name, gauge.means, labels=list(labels))
            families.setdefault(gauge.name, known).add_metric(list(labels.values()), cast(float, gauge.value))
        yield from families.values()

    def gauges(self) -> Iterator[Gauge]:
        """The outbox, work that is not done, plugins, and what the nouns tell."""
        yield from self.outbox()
        for row in self.db.session.execute(JOBS):
            labels = {"work": row.kind, "state": row.state}
            yield Gauge("asar_work", "Work that waits, runs, asks or failed", row.jobs, labels)
        yield from self.plugins()
        for noun in self.app.extensions["service"].nouns:
            yield from noun.gauges() if noun.gauges else ()

    def outbox(self) -> Iterator[Gauge]:
        """What waits for each neighbour, since when, and what was refused."""
        for row in self.db.session.execute(OUTBOX):
            to = {"recipient": row.recipient}
            yield Gauge("asar_outbox_waiting", "Records that wait to be delivered", row.waiting, to)
            yield Gauge("asar_outbox_parked", "Records that were refused", row.parked, to)
            yield Gauge("asar_outbox_oldest_seconds", "Age of what waits longest", max(row.oldest, 0), to)

    def plugins(self) -> Iterator[Gauge]:
        """How often each hook of each plugin was asked, how it failed, how long it took."""
        for row in self.db.session.execute(PLUGINS):
            of = {"plugin": row.plugin, "hook": row.hook}
            for name, means in OF_PLUGINS.items():
                yield Gauge(f"asar_plugin_{name}", means, getattr(row, name) or 0, of)
