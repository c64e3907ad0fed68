"""The first thing a request meets: the service by its path, our static files, the health of all."""

from __future__ import annotations

import json
import logging
import mimetypes
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import urllib3
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.test import Client
from werkzeug.utils import redirect, send_from_directory
from werkzeug.wrappers import Response

from deploy.backup import keeping
from deploy.front.headers import HEADERS
from deploy.settings import ROOT

if TYPE_CHECKING:
    from shared.plugins.watching import AsLoaded

STATIC = ROOT / "shared/ui/static"
HOME_PAGE = "/registry/home"
TYPES = {".woff2": "font/woff2", ".ttf": "font/ttf", ".js": "text/javascript", ".svg": "image/svg+xml"}
YEAR, HOUR = 31536000, 3600
PROBE_SECONDS = 3.0
DOWN = "down"
LOST = (
    '{"code": "unavailable", "message": "Часть системы не отвечает. '
    'Повторите через минуту: ничего не потеряно.", "detail": {}}'
)
log = logging.getLogger("asar.front")
Environ = dict[str, Any]
StartResponse = Callable[..., Any]

for ending, kind in TYPES.items():
    mimetypes.add_type(kind, ending)


@dataclass(frozen=True)
class Answer:
    """What a service says of its health: an HTTP status, and its own words, passed on as they are."""

    status: int
    words: Mapping[str, Any]


class Front:
    """Sends `/<service>/…` to its app untouched and answers the few addresses that belong to no service.

    `peers` is the JSON of ASAR_PEERS: where the services of other processes answer.
    `home` is where it stands how the backups are.
    What nobody owns goes to the first app, so that a wrong address gets the same error page as everywhere.
    """

    def __init__(self, apps: Mapping[str, Flask], peers: str | None = None, home: str | None = None) -> None:
        self.apps = dict(apps)
        self.home = Path(home) if home else None
        self.fallback = next(iter(self.apps.values()))
        self.neighbours = {
            name: url for name, url in json.loads(peers or "{}").items() if name not in self.apps
        }
        self.pool = urllib3.PoolManager(maxsize=len(self.neighbours) or 1, retries=False)

    @property
    def plugins(self) -> AsLoaded:
        """The plugins as this process has loaded them; each service the same."""
        loaded: AsLoaded = self.fallback.extensions["plugins"].as_loaded
        return loaded

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path = environ.get("PATH_INFO", "")
        app = self.apps.get(path.split("/", 2)[1] if path.startswith("/") else "")
        if app is not None:
            return self.asked(app, environ, start_response)
        return (self.own_answer(path, environ) or self.fallback)(environ, start_response)

    def asked(self, app: Flask, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """A service's answer; where something failed after it, while Flask cleaned up,
        the one shape instead of a bare 500."""
        try:
            return app(environ, start_response)
        except Exception as error:
            log.exception("%s failed outside of its handlers", environ.get("PATH_INFO"))
            return failed(app, environ, error)(environ, instead_of_failure(start_response))

    def own_answer(self, path: str, environ: Environ) -> Response | None:
        """The answer of an address that is the front's own, or None."""
        if path == "/":
            return protected(redirect(HOME_PAGE))
        if path == "/livez":
            return protected(Response("alive\n", mimetype="text/plain"))
        if path == "/readyz":
            return protected(self.readiness())
        if path == "/healthz":
            return protected(self.health())
        if path == "/metrics":
            return self.metrics(environ)
        if path == "/favicon.ico":
            return static_file("favicon.svg", environ)
        return static_file(path.removeprefix("/assets/"), environ) if path.startswith("/assets/") else None

    def readiness(self) -> Response:
        """Whether this process should be sent requests: 200 when its own services are ready, a neighbour's
        being away takes nobody out of service."""
        waiting = [name for name, answer in self.probed(self.apps).items() if answer.status != 200]
        words = f"waiting for {', '.join(waiting)}" if waiting else "ready"
        return Response(f"{words}\n", 503 if waiting else 200, mimetype="text/plain")

    def probed(self, names: Iterable[str]) -> dict[str, Answer]:
        """What each of these services says, all asked at once."""
        asked = list(names)
        with ThreadPoolExecutor(len(asked)) as pool:
            return dict(zip(asked, pool.map(self.probe, asked), strict=True))

    def metrics(self, environ: Environ) -> Response | None:
        """What a watcher reads; None for anybody else."""
        from shared.web.metrics import TYPE, together, watches  # looks at the environment as it is imported

        if not watches(environ):
            return None
        return protected(Response(together(self.standing(environ)), content_type=TYPE))

    def standing(self, environ: Environ) -> dict[str, str | None]:
        """How every service stands, in the words of Prometheus; None of one that does not answer."""
        names = [*self.apps, *self.neighbours]
        header = {"Authorization": environ.get("HTTP_AUTHORIZATION", "")}
        with ThreadPoolExecutor(len(names)) as pool:
            return dict(zip(names, pool.map(lambda name: self.told(name, header), names), strict=True))

    def told(self, name: str, header: Mapping[str, str]) -> str | None:
        """How one service stands; None when it does not answer."""
        path = f"/{name}/metrics"
        try:
            if name in self.apps:
                own = Client(self.apps[name]).get(path, headers=header)
                return own.text if own.status_code == 200 else None
            url, within = self.neighbours[name] + path, PROBE_SECONDS
            reply = self.pool.request("GET", url, headers=header, timeout=within)
            return reply.data.decode() if reply.status == 200 else None
        except urllib3.exceptions.HTTPError:
            return None

    def health(self) -> Response:
        """200 when every service is ready, 503 otherwise; each one's own words."""
        answers = self.probed([*self.apps, *self.neighbours])
        backup = keeping.in_health(self.home, datetime.now(UTC)) if self.home else {}
        state = state_of(answers.values())
        state = "degraded" if state == "ok" and backup.get("alarm") else state
        words = {name: answer.words for name, answer in answers.items()}
        document = json.dumps({"status": state, "backup": backup, "services": words}, ensure_ascii=False)
        return Response(document, 503 if state == DOWN else 200, mimetype="application/json")

    def probe(self, name: str) -> Answer:
        """One service's status and words, from this process or over HTTP."""
        path = f"/{name}/healthz"
        try:
            if name in self.apps:
                own = Client(self.apps[name]).get(path)
                return Answer(own.status_code, json.loads(own.get_data()))
            reply = self.pool.request("GET", self.neighbours[name] + path, timeout=PROBE_SECONDS)
            return Answer(reply.status, json.loads(reply.data))
        except (urllib3.exceptions.HTTPError, ValueError):
            return Answer(503, {"status": DOWN, "error": "does not answer"})


def failed(app: Flask, environ: Environ, error: Exception) -> Response:
    """What a service says of a failure by its meaning, in the reader's language; a plain answer where it
    cannot even say that."""
    try:
        from shared.doors import errors

        with app.request_context(environ):
            return app.process_response(errors.on_failure(error))
    except Exception:
        log.exception("%s cannot say what failed", app.name)
        return lost()


def lost() -> Response:
    """The answer of a part that does not answer."""
    return protected(Response(LOST, 503, mimetype="application/json", headers={"Retry-After": "30"}))


def instead_of_failure(start_response: StartResponse) -> StartResponse:
    """Begin the answer anew, though the service may have begun one before it failed."""
    failed = sys.exc_info()
    return lambda status, headers, *_none: start_response(status, headers, failed)


def state_of(answers: Iterable[Answer]) -> str:
    """ "ok", "degraded" when a service is not wholly well, "down" when one is not ready."""
    found = list(answers)
    if any(answer.status != 200 for answer in found):
        return DOWN
    return "ok" if all(answer.words.get("status") == "ok" for answer in found) else "degraded"


def static_file(name: str, environ: Environ) -> Response | None:
    """A file of shared/ui/static, or None. A versioned address (`?v=`)
    is kept for a year, any other for an hour."""
    versioned = "v=" in environ.get("QUERY_STRING", "")
    try:
        response = send_from_directory(STATIC, name, environ, max_age=YEAR if versioned else HOUR)
    except HTTPException:
        return None
    response.headers["Cache-Control"] = (
        f"public, max-age={YEAR}, immutable" if versioned else f"public, max-age={HOUR}"
    )
    return protected(response)


def protected(response: Response) -> Response:
    """The security headers of what no service answers."""
    response.headers.update(HEADERS)
    if os.environ.get("ASAR_PUBLIC_URL", "").startswith("https://"):
        from shared.web.requests import HSTS

        response.headers["Strict-Transport-Security"] = HSTS
    return response
