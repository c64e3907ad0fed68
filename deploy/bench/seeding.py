"""The demo programme, grown: to its story come gatherings, people and attendances by the thousand.

They are written as the product leaves them, in bulk (no act is written for them): people with their block
keys and sealed phones in the registry; gatherings, files, lists and marks in events; copies in reports.
From the copies the product itself derives facts and sums.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from typing import Any

import psycopg
from flask import Flask
from sqlalchemy import Connection, create_engine, text

from deploy.bench.crowd import Face, crowd
from deploy.bench.sizes import Size
from deploy.bench.statements import CROWD, EVENTS, LINES, REPORTS, bound
from deploy.demo import load
from deploy.demo.stage import Stage
from deploy.servers.databases import libpq

PEOPLE = """COPY people (id, name, sort_key, sex, birth_year, region, settlement, category, secret_key,
    phone_sealed, phone_hash) FROM STDIN"""
BLOCKS = "COPY person_blocks (block, person_id, region) FROM STDIN"
INTO_CROWD = "COPY crowd FROM STDIN"
LEAD = "SELECT id::text, name FROM users ORDER BY created_at LIMIT 1"
PROJECT = "SELECT id, state FROM project_copies"
Say = Callable[[str], object]


def seed(env: Mapping[str, str], size: Size, say: Say = print) -> None:
    """Fill the services' empty databases; `env` is their environment, the tables are up to date."""
    os.environ.update(env)
    load(dict(env))
    say("The demo programme is loaded")
    with closing(Stage(env)) as stage:
        grow(stage.apps, env, size, say)
    for service in ("registry", "events", "reports"):
        tidy(env[f"ASAR_{service.upper()}_DATABASE_URL"])


def grow(apps: Mapping[str, Flask], env: Mapping[str, str], size: Size, say: Say = print) -> None:
    """Add the crowd and what it came to to the one approved project that is there."""
    keep_people(apps["registry"], env, size)
    say(f"{size.people} people")
    given = facts_of(env, size)
    write(env["ASAR_EVENTS_DATABASE_URL"], EVENTS, size, given)
    say(f"{size.gatherings} gatherings, {size.attendances} attendances")
    write(env["ASAR_REPORTS_DATABASE_URL"], REPORTS, size, given)
    say("their copies")
    derive(apps["reports"])
    say("facts and sums")


def facts_of(env: Mapping[str, str], size: Size) -> dict[str, Any]:
    """What the statements have to be told: the project and the lines of its plan, who wrote, how much."""
    with psycopg.connect(libpq(env["ASAR_REGISTRY_DATABASE_URL"])) as registry:
        lead = registry.execute(LEAD).fetchone()
    with psycopg.connect(libpq(env["ASAR_REPORTS_DATABASE_URL"])) as reports:
        project = reports.execute(PROJECT).fetchone()
    if lead is None or project is None:
        raise LookupError("the demo programme is not there")
    return {
        "by": lead[0],
        "doer": json.dumps({"kind": "user", "id": lead[0], "name": lead[1]}),
        "project": project[0],
        "lines": json.dumps(dict(lines_of(project[1]))),
        "deployment": env.get("ASAR_DEPLOYMENT", "centre"),
        "gatherings": size.gatherings,
        "people_a_region": size.people_a_region,
    }


def lines_of(project: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The line of the plan for each type of gathering."""
    ids = {line["code"]: line["id"] for part in project["plan"]["sections"] for line in part["activities"]}
    yield from ((name, ids[code]) for name, code in LINES.items())


def keep_people(registry: Flask, env: Mapping[str, str], size: Size) -> None:
    """Put the crowd into the registry, found by its block keys, phones sealed."""
    url = libpq(env["ASAR_REGISTRY_DATABASE_URL"])
    with registry.app_context(), psycopg.connect(url) as people, psycopg.connect(url) as blocks:
        with people.cursor().copy(PEOPLE) as copy:
            for face in crowd(size.people):
                copy.write_row(person(face))
        people.commit()
        with blocks.cursor().copy(BLOCKS) as copy:
            for face in crowd(size.people):
                for block in found_by(face):
                    copy.write_row((block, face.id, face.region))


def person(face: Face) -> tuple[Any, ...]:
    """A person as the registry keeps him."""
    from services.registry.people.rules.names import sort_key
    from services.registry.people.rules.sealing import blind, new_key, seal

    key, said = new_key(), (face.sex, face.birth_year, face.region, face.settlement, face.category)
    phone = (seal(key, face.phone), blind(face.phone)) if face.phone else (None, None)
    return face.id, face.name, sort_key(face.name), *said, key, *phone


def found_by(face: Face) -> list[str]:
    """The keys under which a person is looked for."""
    from services.registry.people.operations.arrivals import facts_of_row
    from services.registry.people.rules.matching import block_keys

    said = {"name": face.name, "sex": face.sex, "birth_year": face.birth_year, "phone": face.phone}
    return block_keys(facts_of_row(str(face.id), said | {"settlement": face.settlement}, face.region))


def write(url: str, statements: tuple[str, ...], size: Size, given: Mapping[str, Any]) -> None:
    """Run statements over the crowd in one transaction."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL work_mem = '256MB'"))
        bring_crowd(connection, size)
        for statement in statements:
            told = {name: value for name, value in given.items() if f":{name}" in statement}
            connection.execute(bound(statement), told)
    engine.dispose()


def bring_crowd(connection: Connection, size: Size) -> None:
    """The people as a temporary table."""
    connection.execute(text(CROWD))
    raw: Any = connection.connection.driver_connection
    with raw.cursor().copy(INTO_CROWD) as copy:
        for face in crowd(size.people):
            copy.write_row((face.number, face.id, *known_of(face)))
    connection.execute(text("ANALYZE crowd"))


def known_of(face: Face) -> tuple[str | int, ...]:
    """What a list says of a person."""
    return face.name, face.sex, face.birth_year, face.settlement, face.category


def derive(reports: Flask) -> None:
    """Let the product derive facts and sums from the copies, as `./asar figures rebuild` does."""
    from services.reports.facts.cli import rebuild_figures

    with reports.app_context():
        rebuild_figures()


def tidy(url: str) -> None:
    """Leave the tables as a night leaves them: vacuumed and counted."""
    with psycopg.connect(libpq(url), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")
