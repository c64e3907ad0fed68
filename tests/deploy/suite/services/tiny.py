"""The smallest service that keeps the contract with deploy:
enough to try the supervisor without the real four."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import dramatiq
import psycopg
from dramatiq.brokers.redis import RedisBroker
from flask import Flask, jsonify, request

from deploy.running.walling import can_read
from shared import peers

SERVICE = SimpleNamespace(permissions={})
broker = RedisBroker(url=os.environ["ASAR_REDIS_URL"], namespace=os.environ["ASAR_QUEUE"])
dramatiq.set_broker(broker)


def make_service(name: str, env: Mapping[str, str] | None) -> Flask:
    """An app with health, a visit counter, a task, and answers about its process."""
    env = os.environ if env is None else env
    app = Flask(name)
    as_loaded = SimpleNamespace(is_behind=Path(env["ASAR_HOME"], "files/behind").exists)
    app.extensions["plugins"] = SimpleNamespace(as_loaded=as_loaded)
    made_by = os.getpid()
    for task in ("visit", "look"):  # where a process makes its apps anew
        broker.actors.pop(f"{name}.{task}", None)

    def ask_database(statement: str) -> object:
        url = env[f"ASAR_{name.upper()}_DATABASE_URL"].replace("+psycopg", "")
        with psycopg.connect(url) as connection:
            return connection.execute(statement).fetchone()[0]

    @dramatiq.actor(queue_name=name, actor_name=f"{name}.visit")
    def visit() -> None:
        ask_database("INSERT INTO visits DEFAULT VALUES RETURNING 1")

    @dramatiq.actor(queue_name=name, actor_name=f"{name}.look")
    def look(names: str) -> None:
        found = json.dumps(opened(env, names.split(",")))
        target = Path(env["ASAR_HOME"], "files/opened")
        target.write_text(found)
        target.rename(target.with_suffix(".json"))

    @app.get(f"/{name}/opened")
    def look_in_web() -> object:
        return jsonify(opened(env, request.args["names"].split(",")))

    @app.post(f"/{name}/opened")
    def look_in_worker() -> object:
        look.send(request.args["names"])
        return jsonify("sent")

    @app.get(f"/{name}/healthz")
    def healthz() -> object:
        ask_database("SELECT 1")
        broker.client.ping()
        return jsonify(status="ok", service=name)

    @app.get(f"/{name}/")
    def index() -> object:
        return jsonify(
            name=name,
            script_name=request.environ["SCRIPT_NAME"],
            address=request.remote_addr,
            host=request.host,
        )

    @app.get(f"/{name}/visits")
    def visits() -> object:
        return jsonify(ask_database("SELECT count(*) FROM visits"))

    @app.post(f"/{name}/visits")
    def add_visit() -> object:
        visit.send()
        return jsonify("sent")

    @app.post(f"/{name}/size")
    def size() -> object:
        return jsonify(len(request.get_data()))

    @app.get(f"/{name}/process")
    def process() -> object:
        return jsonify(
            pid=os.getpid(),
            parent=os.getppid(),
            made_by=made_by,
            environment=sorted(os.environ),
            given=sorted(env),
        )

    @app.get(f"/{name}/ask/<other>")
    def ask(other: str) -> object:
        return jsonify(peers.ask(other, env))

    @app.errorhandler(404)
    def lost(error: Exception) -> object:
        return jsonify(lost_in=name), 404

    return app


def opened(env: Mapping[str, str], names: list[str]) -> list[str]:
    """Which of these key files this process can read."""
    return [name for name in names if can_read(Path(env["ASAR_KEYS"], name))]


def fetch(url: str) -> bytes:
    """A body over HTTP."""
    with urlopen(url, timeout=5) as answer:
        return answer.read()


peers.FETCH = fetch
