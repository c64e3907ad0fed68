"""Everything every service gets, as one visible list."""

from __future__ import annotations

import hashlib
import logging
import os
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, has_request_context, redirect, request
from flask_babel import Babel, get_locale, gettext
from flask_login import current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from sqlalchemy import text
from werkzeug.exceptions import RequestEntityTooLarge

from shared import access, api, errors, files, i18n, jobs, outbox, peers, plugins
from shared import queue as task_queue
from shared.access import COOKIE, public

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "shared/ui"
LOCALES = {"ru": "Рус", "kk": "Қаз", "en": "Eng"}
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
log = logging.getLogger("asar.web")


@dataclass(frozen=True)
class Service:
    """What a service is made of, handed to `init_service` once."""

    title: str
    db: Any
    permissions: Mapping[str, Sequence[str]]
    blueprints: Sequence[Any]
    apis: Sequence[Any]
    inbox: Mapping[str, outbox.Handler]
    introspect: Callable[[str, str], dict[str, Any] | None]


def init_service(app: Flask, service: Service, env: Mapping[str, str]) -> None:
    """Give the app everything every service has."""
    configure(app, env)
    service.db.init_app(app)
    errors.init_app(app)
    init_requests(app)
    init_limit(app)
    init_forms(app)
    init_language(app)
    plugins.init_app(app, env)
    peers.init_app(app, Path(env["ASAR_KEYS"]), env.get("ASAR_PEERS"))
    access.init_app(app, dict(service.permissions), access.Introspection(service.introspect))
    files.init_app(app, env)
    outbox.init_app(app, service.db, dict(service.inbox))
    jobs.init_app(app, service.db)
    task_queue.hourly(app, api.FORGET)
    init_pages(app)
    api.init_app(app, service.db, service.title, service.apis)
    for blueprint in service.blueprints:
        app.register_blueprint(blueprint, url_prefix=f"/{app.name}", name=f"{blueprint.name}_pages")
    init_health(app, service.db)
    task_queue.bind(app)


def configure(app: Flask, env: Mapping[str, str]) -> None:
    """Settings every service shares: secrets from a file, database limits, cookie rules."""
    worker = env.get("ASAR_PROCESS") == "worker"
    limits = f"-c statement_timeout={60000 if worker else 5000} -c lock_timeout=3000 -c idle_in_transaction_session_timeout=10000"
    app.config.update(
        SECRET_KEY=(Path(env["ASAR_KEYS"]) / "secret.key").read_text().strip(),
        SQLALCHEMY_DATABASE_URI=env[f"ASAR_{app.name.upper()}_DATABASE_URL"],
        SQLALCHEMY_ENGINE_OPTIONS={
            "pool_size": 8 if worker else 4,
            "max_overflow": 6,
            "pool_pre_ping": True,
            "pool_timeout": 5,
            "connect_args": {"options": f"{limits} -c timezone=UTC", "connect_timeout": 3},
        },
        SESSION_COOKIE_NAME="asar_form",
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=env.get("ASAR_PUBLIC_URL", "").startswith("https://"),
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_CHECK_DEFAULT=False,
        PUBLIC_URL=env.get("ASAR_PUBLIC_URL", ""),
    )


def init_requests(app: Flask) -> None:
    """Request id, declared length, security headers."""

    @app.before_request
    def begin() -> None:
        g.request_id = request.headers.get("X-Request-Id", uuid.uuid4().hex[:12])[:40]
        if "chunked" in request.headers.get("Transfer-Encoding", "") and request.content_length is None:
            raise errors.LengthRequired

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["X-Request-Id"] = g.get("request_id", "")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store" if COOKIE in request.cookies else "no-cache"
        return response


def init_forms(app: Flask) -> None:
    """CSRF on everything unsafe that a browser could be tricked into;
    tokens and signed services carry their own proof."""
    protection = CSRFProtect(app)

    @app.before_request
    def check_form() -> None:
        carried = request.headers.get("Authorization", "").startswith(
            ("Bearer ", "Service ")
        )  # a browser may be made to send Basic
        anonymous_tool = errors.wants_json() and COOKIE not in request.cookies
        if not (request.method in api.SAFE or carried or anonymous_tool or request.routing_exception):
            protection.protect()

    @app.errorhandler(CSRFError)
    def expired(error: CSRFError) -> Response:
        return errors.on_refusal(errors.BadForm())


def init_limit(app: Flask) -> None:
    """A body above the limit is refused as a file that is too large, in words that name the limit."""
    app.config["MAX_CONTENT_LENGTH"] = files.LARGEST + 2**20

    @app.errorhandler(RequestEntityTooLarge)
    def too_large(error: RequestEntityTooLarge) -> Response:
        drain()
        return errors.on_refusal(files.FileTooLarge(field="file", limit=files.LARGEST // 2**20))


def drain() -> None:
    """Read off what is still coming (a proxy sends it all), so that the connection ends
    with our answer and not with a reset."""
    left = min(request.content_length or 0, 80 * 2**20)
    while left > 0 and (piece := request.environ["wsgi.input"].read(min(left, 2**16))):
        left -= len(piece)


def choose_locale() -> str:
    """Cookie, then the user's own choice, then Kazakh if the browser asks for it;
    Russian otherwise, and in the queue."""
    if not has_request_context():
        return "ru"
    if request.cookies.get("asar_locale") in LOCALES:
        return request.cookies["asar_locale"]
    own = getattr(current_user, "locale", None) if current_user else None
    # A tool that asks for English means it;
    # a browser in English is mostly one nobody set to Russian or Kazakh.
    return own or request.accept_languages.best_match(
        ["ru", "kk", "en"] if errors.wants_json() else ["ru", "kk"], "ru"
    )


def init_language(app: Flask) -> None:
    """Catalogues of shared/ui, the services and core's plugin; `?locale=kk` switches and keeps the page."""
    folders = [
        UI / "translations",
        *sorted(ROOT.glob("services/*/translations")),
        *sorted(ROOT.glob("plugins/core/*/translations")),
    ]
    Babel(
        app,
        locale_selector=choose_locale,
        default_locale="ru",
        default_translation_directories=";".join(str(folder) for folder in folders),
    )

    @app.before_request
    def switch() -> Response | None:
        wanted = request.args.get("locale")
        if wanted not in LOCALES or errors.wants_json():
            return None
        query = query_without_locale()
        response = redirect(request.path + (f"?{query}" if query else ""))
        response.set_cookie("asar_locale", str(wanted), max_age=31536000, samesite="Lax")
        return response  # type: ignore[return-value]


def query_without_locale() -> str:
    """The present query string, ready to be extended."""
    return urlencode([(name, value) for name, value in request.args.items(multi=True) if name != "locale"])


@cache
def asset_version() -> str:
    """Changes when any of our static files does."""
    stamp = "".join(
        f"{path.name}{path.stat().st_mtime_ns}"
        for path in sorted((UI / "static").rglob("*"))
        if path.is_file()
    )
    return hashlib.sha256(stamp.encode()).hexdigest()[:10]


def asset(name: str) -> str:
    """The versioned address of a static file."""
    return f"/assets/{name}?v={asset_version()}"


@dataclass(frozen=True)
class Face:
    """A region's branding as the templates need it."""

    region: str
    name: str
    css_url: str
    logo_url: str
    notice: str


def page_region() -> str | None:
    """Whose face the page wears: the object's region, then the filter's, then the user's only region."""
    if g.get("region") or request.args.get("region"):
        return g.get("region") or request.args["region"]
    regions = {grant.region for grant in getattr(current_user, "grants", ())}
    return regions.pop() if len(regions) == 1 else None


def face(app: Flask) -> Face:
    """The branding of the present page."""
    region = page_region()
    branding = app.extensions["plugins"].branding(region)
    version = hashlib.sha256(f"{branding.accent}{branding.logo}".encode()).hexdigest()[:8]
    language = str(get_locale())
    code = region if region and len(app.extensions["plugins"].of(region)) > 1 else "core"
    return Face(
        code,
        branding.name.get(language, branding.name.get("ru", "")),
        f"/{app.name}/brand/{code}.css?v={version}",
        f"/{app.name}/brand/{code}.svg?v={version}",
        branding.disclaimer.get(language, ""),
    )


def navigation(app: Flask, actor: Any) -> list[dict[str, Any]]:
    """Groups of entries the actor may see, the present one marked."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for item in app.extensions["plugins"].navigation(page_region(), app.name, actor):
        if item.roles and not set(item.roles) & getattr(actor, "roles", set()):
            continue
        here = (
            request.path == item.href
            or (item.href.count("/") > 2 or not item.href.endswith("/"))
            and request.path.startswith(item.href)
        )
        groups.setdefault(item.group, []).append(
            {"href": item.href, "label": gettext(item.label), "icon": item.icon, "active": bool(here)}
        )
    return [{"title": gettext(title), "items": items} for title, items in groups.items()]


def locale_links() -> list[dict[str, str]]:
    """The three languages, each keeping the visitor on this page."""
    query = query_without_locale()
    return [
        {"code": code, "label": label, "href": f"{request.path}?{query}{'&' if query else ''}locale={code}"}
        for code, label in LOCALES.items()
    ]


def init_pages(app: Flask) -> None:
    """Templates of shared/ui and of the service, and what every page is given."""
    app.jinja_loader = ChoiceLoader(
        [FileSystemLoader(Path(app.root_path) / "templates"), FileSystemLoader(UI / "templates")]
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(i18n.FILTERS)
    app.jinja_env.globals.update(asset=asset)

    @app.context_processor
    def page() -> dict[str, Any]:
        actor = current_user if current_user and current_user.is_authenticated else None
        staff = actor is not None and bool(actor.roles & {"admin", "project_lead", "coordinator"})
        return {
            "actor": actor,
            "nav": navigation(app, actor) if actor else [],
            "brand": face(app),
            "locale": str(get_locale()),
            "locales": locale_links(),
            "account_url": "/registry/me",
            "plugin_failures": app.extensions["plugins"].failures if staff else [],
        }

    @app.get(f"/{app.name}/brand/<code>.css")
    @public
    def brand_css(code: str) -> Response:
        """Give a region's colours as CSS variables."""
        accent = app.extensions["plugins"].branding(code).accent
        return cached(Response(f":root{{--brand-accent:{accent}}}\n", mimetype="text/css"))

    @app.get(f"/{app.name}/brand/<code>.svg")
    @public
    def brand_logo(code: str) -> Response:
        """Give a region's logo."""
        return cached(Response(app.extensions["plugins"].branding(code).logo, mimetype="image/svg+xml"))


def cached(response: Response) -> Response:
    """Let the browser keep a versioned answer."""
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def init_health(app: Flask, db: Any) -> None:
    """`/<service>/healthz`: the database answers within two seconds; plugins and outbox in words."""

    @app.get(f"/{app.name}/healthz")
    @public
    def healthz() -> Response:
        """Say whether this service is ready."""
        state = database_state(app, db)
        failures = [
            {"name": failure.name, "reason": failure.reason} for failure in app.extensions["plugins"].failures
        ]
        queue = "ok" if task_queue.answers() else "does not answer: long work waits until it does"
        status = "down" if "error" in state else "degraded" if failures or queue != "ok" else "ok"
        return api.respond(
            {
                "service": app.name,
                "status": status,
                "plugins": [p.name for p in app.extensions["plugins"].loaded],
                "plugin_failures": failures,
                "queue": queue,
                **state,
            },
            503 if status == "down" else 200,
        )


def database_state(app: Flask, db: Any) -> dict[str, Any]:
    """Waiting and parked records, asked in a thread so that a stuck database cannot hold the answer."""
    state: dict[str, Any] = {"error": "database does not answer"}

    def look() -> None:
        with app.app_context():
            row = db.session.execute(
                text(
                    "SELECT count(*) FILTER (WHERE parked_reason IS NULL), count(parked_reason), "
                    "coalesce(extract(epoch FROM now() - min(due_at) FILTER (WHERE parked_reason IS NULL)), 0)::int "
                    "FROM outbox"
                )
            ).one()
            state.update(outbox={"waiting": row[0], "parked": row[1], "oldest_seconds": max(row[2], 0)})
            state.pop("error")

    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(2.0)
    return dict(state)


def ask_registry(kind: str, credential: str) -> dict[str, Any] | None:
    """Introspection by the registry: `{id, name, kind, grants, …}` or None."""
    return (
        peers.ask(
            "registry",
            "/registry/internal/introspection",
            {"kind": kind, "credential": credential},
            retries=1,
        )
        or None
    )


def environment(env: Mapping[str, str] | None) -> Mapping[str, str]:
    """The given environment or the process's own."""
    return os.environ if env is None else env
