"""The bare twins: the least that Flask, SQLAlchemy Core, orjson and Jinja need to answer the same bytes.

They run under the product's own gunicorn settings, over the same database with the same settings of its
connections, and know nothing of who asks, of languages, of acts.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import orjson
from flask import Flask, Response, request
from jinja2 import Environment, Template
from sqlalchemy import Connection, Engine, MetaData, Table, create_engine, func, insert, select, text

from deploy.bench.wire import Wire
from deploy.front.listening import open_listener
from deploy.running.processes import fork
from deploy.running.web import Web
from shared.language.doer import Doer

PAGE = 50
INSERTED = "bench_gatherings"
MAKE_TABLE = f"CREATE TABLE IF NOT EXISTS {INSERTED} (LIKE gatherings INCLUDING ALL)"


@dataclass(frozen=True)
class Twins:
    """What the twins are made of: the database and how to connect to it, codes of the plan's lines, the page
    as a template, and its words."""

    url: str
    options: Mapping[str, Any]
    codes: Mapping[str, str]
    template: str = ""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def twin_app(twins: Twins) -> Flask:
    """The bare application."""
    app, engine = Flask("bare"), engine_of(twins)
    template = Environment(autoescape=True).from_string(twins.template)
    app.add_url_rule("/list", "list", lambda: as_json(rows_of(engine, twins)))
    app.add_url_rule("/page", "page", lambda: as_page(engine, template, twins))
    table = gatherings().to_metadata(MetaData(), name=INSERTED)
    app.add_url_rule("/write", "write", lambda: written(engine, table), methods=["POST"])
    return app


def engine_of(twins: Twins) -> Engine:
    """The events database, its connections set as the product sets them."""
    return create_engine(twins.url, **twins.options)


def make_table(twins: Twins) -> None:
    """The table the bare INSERT writes to, with every index and check of the product's."""
    engine = engine_of(twins)
    with engine.begin() as connection:
        connection.execute(text(MAKE_TABLE))
    engine.dispose()


def newest(connection: Connection) -> list[dict[str, Any]]:
    """The newest gatherings, as the API lists them."""
    from services.events.gatherings.queries import COLUMNS, Gathering

    ordered = select(*COLUMNS).order_by(Gathering.starts_on.desc(), Gathering.id.desc())
    return [dict(row) for row in connection.execute(ordered.limit(PAGE)).mappings()]


def rows_of(engine: Engine, twins: Twins) -> list[dict[str, Any]]:
    """The same with the codes of their lines."""
    with engine.connect() as connection:
        rows = newest(connection)
    return [{**row, "activity": twins.codes.get(row["activity_id"])} for row in rows]


def as_json(rows: list[dict[str, Any]]) -> Response:
    """Rows as JSON."""
    return Response(orjson.dumps(rows), mimetype="application/json")


def as_page(engine: Engine, template: Template, twins: Twins) -> str:
    """The page of the newest, with their number."""
    with engine.connect() as connection:
        rows = newest(connection)
        total = connection.scalar(select(func.count()).select_from(gatherings()))
    return template.render(rows=rows, total=total, words=twins.words)


def gatherings() -> Table:
    """The table of gatherings."""
    from services.events.gatherings.models import Gathering

    return Gathering.metadata.tables[Gathering.__tablename__]


def written(engine: Engine, table: Table) -> Response:
    """One row put into a table that is like the product's."""
    said = request.get_json()
    row = {name: said[name] for name in ("type", "title", "region", "mode")}
    own = {"id": uuid.uuid4(), "project_id": uuid.UUID(said["project_id"]), "activity_id": said["activity"]}
    day = date.fromisoformat(said["starts_on"])
    with engine.begin() as connection:
        connection.execute(insert(table), {**row, **own, "starts_on": day, "entered_by": Doer("nobody")})
    return Response(orjson.dumps({"id": own["id"]}), 201, mimetype="application/json")


class TwinWeb(Web):
    """The product's gunicorn around the twins."""

    def __init__(self, listener: int, env: Mapping[str, str], twins: Twins) -> None:
        self.twins = twins
        super().__init__(listener, env)

    def load(self) -> Any:
        """The twins, made in every worker."""
        return twin_app(self.twins)


@contextmanager
def beside(home: Path, twins: Twins) -> Iterator[Wire]:
    """The twins while they run."""
    make_table(twins)
    listener = open_listener("127.0.0.1", 0)
    log, env = home / "logs/twins.log", dict(os.environ)
    child = fork("twins", lambda: TwinWeb(listener.fileno(), env, twins).run(), log, env=env)
    try:
        yield Wire(listener.getsockname()[1])
    finally:
        child.ask_to_stop()
        child.wait(30)
        child.kill()
        listener.close()
