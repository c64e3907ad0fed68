"""The front: services by path, static files, health; over tiny apps of this test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask, jsonify, request
from sqlalchemy.exc import OperationalError
from werkzeug.test import Client, create_environ

from deploy.front.application import STATIC, Front


def make_app(name: str, status: str = "ok", code: int = 200) -> Flask:
    """An app that says who it is."""
    app = Flask(name)
    app.add_url_rule(f"/{name}/healthz", "health", lambda: (jsonify(status=status, service=name), code))
    app.add_url_rule(f"/{name}/where", "where", lambda: jsonify(name=name, script=request.script_root))
    app.register_error_handler(404, lambda error: (jsonify(code="not_found", by=name), 404))
    return app


@pytest.fixture
def client() -> Client:
    """A client of two healthy services."""
    return Client(Front({"registry": make_app("registry"), "events": make_app("events")}))


def test_first_segment_chooses_the_service(client: Client) -> None:
    assert client.get("/events/where").get_json() == {"name": "events", "script": ""}


def test_root_leads_to_the_reports(client: Client) -> None:
    answer = client.get("/", buffered=True)
    assert answer.status_code in (302, 303)
    assert answer.headers["Location"] == "/registry/home"


def test_unknown_address_gets_a_services_error(client: Client) -> None:
    assert client.get("/eventsx/where").get_json() == {"code": "not_found", "by": "registry"}


def test_health_is_ok_when_all_are(client: Client) -> None:
    answer = client.get("/healthz", buffered=True)
    assert answer.status_code == 200
    assert answer.get_json()["status"] == "ok"


def test_degraded_service_is_still_ready() -> None:
    answer = Client(Front({"registry": make_app("registry", "degraded")})).get("/healthz")
    assert (answer.status_code, answer.get_json()["status"]) == (200, "degraded")


def test_one_service_down_is_not_ready() -> None:
    front = Front({"registry": make_app("registry"), "events": make_app("events", "down", 503)})
    answer = Client(front).get("/healthz")
    assert (answer.status_code, answer.get_json()["status"]) == (503, "down")


def test_silent_neighbour_is_not_ready() -> None:
    answer = Client(Front({"registry": make_app("registry")}, '{"events": "http://127.0.0.1:1"}')).get(
        "/healthz"
    )
    assert answer.status_code == 503
    assert answer.get_json()["services"]["events"]["status"] == "down"


def test_versioned_file_is_kept_for_a_year(client: Client) -> None:
    answer = client.get("/assets/vendor/bootstrap.min.css?v=abc", buffered=True)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"


def test_unversioned_file_is_asked_again(client: Client) -> None:
    answer = client.get("/assets/vendor/htmx.min.js", buffered=True)
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    again = client.get(
        "/assets/vendor/htmx.min.js", headers={"If-None-Match": answer.headers["ETag"]}, buffered=True
    )
    assert again.status_code == 304


def test_fonts_and_drawings_have_their_types(client: Client) -> None:
    files = [
        "vendor/noto-sans/NotoSans_400Regular.ttf",
        "favicon.svg",
        "vendor/golos-text/files/golos-text-cyrillic-ext-wght-normal.woff2",
    ]
    kinds = [client.get(f"/assets/{file}", buffered=True).content_type.split(";")[0] for file in files]
    assert kinds == ["font/ttf", "image/svg+xml", "font/woff2"]


@pytest.mark.parametrize(
    "path",
    [
        "",
        "vendor/",
        "vendor",
        "../web.py",
        "%2e%2e/%2e%2e/web.py",
        "vendor/../../../web.py",
        "//etc/passwd",
        "nothing.css",
    ],
)
def test_only_static_files_are_served(client: Client, path: str) -> None:
    assert client.get(f"/assets/{path}").status_code == 404


def test_static_files_carry_security_headers(client: Client) -> None:
    headers = client.get("/favicon.ico", buffered=True).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_fonts_cover_the_kazakh_alphabet() -> None:
    css = (STATIC / "vendor/golos-text/index.css").read_text()
    assert "U+0460-052F" in css
    assert (
        STATIC / "vendor/golos-text/files/golos-text-cyrillic-ext-wght-normal.woff2"
    ).stat().st_size > 1000


def test_database_lost_while_flask_cleans_up_answers_in_the_one_shape() -> None:
    app = make_app("events")

    @app.teardown_appcontext
    def lost(_error: BaseException | None) -> None:
        raise OperationalError("ROLLBACK", {}, Exception("server closed the connection"))

    begun: list[tuple[str, bool]] = []
    body = b"".join(
        Front({"events": app})(
            create_environ("/events/where"),
            lambda status, _headers, failed=None: begun.append((status, failed is not None)),
        )
    )
    assert begun == [("200 OK", False), ("503 SERVICE UNAVAILABLE", True)] and b'"unavailable"' in body


def test_what_was_loaded_is_left_out_of_collections_of_garbage(root: Path) -> None:
    script = (
        "import gc; from flask import Flask; from deploy import wsgi; "
        "wsgi.make_apps = lambda env: {'registry': Flask('registry')}; wsgi.application({})"
    )
    told = subprocess.run(
        [sys.executable, "-c", f"{script}; print(gc.get_freeze_count())"],
        cwd=root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(told.stdout) > 1000


def test_process_lives_though_its_database_is_away() -> None:
    front = Front({"registry": make_app("registry", "down", 503)})
    answer = Client(front).get("/livez")
    assert (answer.status_code, answer.text) == (200, "alive\n")


def test_process_is_ready_when_its_own_services_are() -> None:
    peers = json.dumps({"events": "http://127.0.0.1:9"})  # a neighbour that is away
    ready = Client(Front({"registry": make_app("registry")}, peers)).get("/readyz")
    assert (ready.status_code, ready.text) == (200, "ready\n")
    apps = {"registry": make_app("registry"), "events": make_app("events", "down", 503)}
    waiting = Client(Front(apps)).get("/readyz")
    assert (waiting.status_code, waiting.text) == (503, "waiting for events\n")
