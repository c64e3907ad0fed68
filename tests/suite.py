"""The four apps over real servers, as the tests drive them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from tests.tables import EMPTY, Kept, Tables, tables_of

SERVICES = ("registry", "events", "grants", "reports")
DATA = Path(__file__).parent / "data"
PASSWORD = "a long enough password"
ALL_SCOPES = tuple(f"{service}:{access}" for service in SERVICES for access in ("read", "write"))
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj trailer<</Root 1 0 R>>\n%%EOF list "
)  # it opens whatever is written after it


def pdf(pages: int) -> bytes:
    """A PDF of so many pages."""
    kids = " ".join(f"{number + 3} 0 R" for number in range(pages))
    sheets = "".join(
        f"{number + 3} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj "
        for number in range(pages)
    )
    tree = f"2 0 obj<</Type/Pages/Kids[{kids}]/Count {pages}>>endobj "
    start = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    return f"{start}{tree}{sheets}trailer<</Root 1 0 R>>\n%%EOF list ".encode()


counter = itertools.count()
FORM_COOKIE, COOKIE, DEVICE_COOKIE = "asar_form", "asar_session", "asar_device"
SIGN_IN = "/registry/sign-in"
ADMIN_URL = "ADMIN_URL"  # of the servers, for who keeps their tables
MOVES_MONEY = ("/award", "/payment", "/reversal")  # such calls need a key
Tokens = dict[tuple[tuple[str, ...], str | None], str]


@dataclass(frozen=True)
class Known:
    """A project somebody approved: its id, the rows that came of it, the tokens used."""

    project: str = ""
    rows: dict[str, Kept] = field(default_factory=dict)
    tokens: Tokens = field(default_factory=dict)


NOTHING = Known()


@dataclass
class Suite:
    """The apps with their urls; every call goes through WSGI."""

    apps: dict[str, Flask]
    env: dict[str, str]
    tokens: Tokens = field(default_factory=dict)
    databases: dict[str, Tables] = field(default_factory=dict)
    known: Known = NOTHING
    stands: Known = NOTHING
    entrance: tuple[str, str] | None = None

    def tables(self, service: str) -> Tables:
        """The tables of a service."""
        if service not in self.databases:
            name = urlsplit(self.env[f"ASAR_{service.upper()}_DATABASE_URL"]).path[1:]
            self.databases[service] = tables_of(self.env[ADMIN_URL], name)
        return self.databases[service]

    def put(self, known: Known = NOTHING) -> None:
        """Let every table hold what was kept, and nothing else; forget who was signed in."""
        for service in self.apps:
            self.put_one(service, known.rows.get(service, EMPTY))
        self.tokens, self.stands = dict(known.tokens), known

    def put_one(self, service: str, rows: Kept = EMPTY) -> None:
        """Let the tables of one service hold these rows; it forgets who was signed in."""
        self.tables(service).restore(rows)
        self.apps[service].extensions["introspection"].known.clear()
        settings = self.apps[service].extensions["plugins"].settings
        settings.read_at, settings.mark = float("-inf"), None

    def token(self, scopes: tuple[str, ...] = ALL_SCOPES, region: str | None = None) -> str:
        """A service token."""
        if (scopes, region) not in self.tokens:
            from services.registry.tokens.cli import create_token

            with self.apps["registry"].app_context():
                self.tokens[scopes, region] = create_token("test", list(scopes), region)
        return self.tokens[scopes, region]

    def call(self, method: str, path: str, *, token: str | None = "", **options: Any) -> Any:
        """One API call with a token of every scope (or the given one, or None); the response."""
        service = path.split("/")[1]
        headers = dict(options.pop("headers", {}))
        if path.endswith(MOVES_MONEY):
            headers.setdefault("Idempotency-Key", f"key-{next(counter)}")
        if token is not None:
            headers["Authorization"] = f"Bearer {token or self.token()}"
        return self.apps[service].test_client().open(path, method=method, headers=headers, **options)

    def ok(self, method: str, path: str, **options: Any) -> Any:
        """The JSON of a call that must succeed."""
        response = self.call(method, path, **options)
        assert response.status_code < 300, (response.status_code, response.get_data(as_text=True))
        return response.get_json()

    def paper(self, owner: str, kind: str) -> None:
        """A scanned paper of that kind on "contests/…", "applications/…" or "awards/…"."""
        file = (BytesIO(PDF + f"{owner} {kind}".encode()), f"{kind}.pdf")
        self.ok("POST", f"/grants/api/v1/{owner}/evidence", data={"kind": kind, "file": file})

    def open_contest(self, contest: str) -> None:
        """Open a draft with its regulation on file."""
        self.paper(f"contests/{contest}", "regulation")
        self.ok("POST", f"/grants/api/v1/contests/{contest}/opening")

    def award(self, application: str, amount: int = 300000, **more: Any) -> str:
        """An award of an application, after the intake was closed and the protocol came."""
        api = "/grants/api/v1"
        contest = self.ok("GET", f"{api}/applications/{application}")["contest_id"]
        if self.ok("GET", f"{api}/contests/{contest}")["status"] == "open":
            self.ok("POST", f"{api}/contests/{contest}/closing")
            self.paper(f"contests/{contest}", "protocol")
        body = {"amount": amount, "over_reason": "Так решила комиссия", **more}
        return self.ok("POST", f"{api}/applications/{application}/award", json=body)["id"]

    def signed(self, award: str, amount: int = 300000) -> None:
        """The agreement of an award with one tranche."""
        self.paper(f"awards/{award}", "agreement")
        part = {"amount": amount, "after": "signing"}
        self.ok("POST", f"/grants/api/v1/awards/{award}/tranches", json=part)

    def browser(self, role: str, region: str | None = None) -> Browser:
        """A browser signed in as a new user with the role: its session is opened as the sign-in page does,
        which has tests of its own."""
        from services.registry.sessions.operations import open_session
        from services.registry.sessions.views import place
        from services.registry.users.operations import add_user
        from shared.doors.transaction import carry_out

        login, registry = f"{role}-{next(counter)}", self.apps["registry"]
        with registry.test_request_context(SIGN_IN, method="POST"):
            user = add_user(login, f"Тест {role}", PASSWORD, [(role, region)])
            user_id = str(user.id)  # a commit forgets it
            registry.extensions["sqlalchemy"].session.commit()
            opened = carry_out(open_session, user, place())
        return Browser(self, login, user_id, {COOKIE: opened.secret, DEVICE_COOKIE: opened.device})

    def opened_entrance(self) -> tuple[str, str]:
        """The form cookie and the token of a sign-in page, opened once: nothing in them is anybody's yet."""
        if self.entrance is None:
            client = self.apps["registry"].test_client()
            proof = csrf(client.get(SIGN_IN).get_data(as_text=True))
            self.entrance = client.get_cookie(FORM_COOKIE).value, proof
        return self.entrance

    def settle(self) -> None:
        """Deliver every waiting record and run every queued job, as the workers would."""
        from shared.queue import jobs, outbox

        for _round in range(5):
            moved = 0
            for app in self.apps.values():
                with app.app_context():
                    session = app.extensions["sqlalchemy"].session
                    moved += outbox.deliver(session)
                    moved += self.run_jobs(session, jobs)
            if not moved:
                return

    def run_jobs(self, session: Any, jobs: Any) -> int:
        """Run the queued jobs of the present app."""
        from sqlalchemy import text

        waiting = session.execute(
            text("SELECT id, kind FROM jobs WHERE state = 'queued' AND attempts < 3")
        ).all()
        session.rollback()
        for job_id, kind in waiting:
            jobs.KNOWN[kind].fn(str(job_id))
        return len(waiting)

    def approved_project(self) -> str:
        """The id of a project whose real plan was imported and approved through the API."""
        file = (DATA / "detailed-description.docx").open("rb")
        plan = self.ok("POST", "/registry/api/v1/plans", data={"file": file, "new_project": "1"})
        self.ok("POST", f"/registry/api/v1/plans/{plan['id']}/approval")
        self.settle()
        return plan["project_id"]

    def known_project(self) -> str:
        """The id of such a project: the one that stands here since before the test, as it was approved once
        over this pair of servers."""
        if self.stands is NOTHING:
            return self.approve_once()
        return self.stands.project

    def approve_once(self) -> str:
        """The id of a project approved now; where nothing else was done yet, it is the known one."""
        alone = not any(self.tables(service).is_filled() for service in self.apps)
        project = self.approved_project()
        if alone:
            self.known = self.keep(project)
        return project

    def keep(self, project: str) -> Known:
        """What stands here now."""
        kept = {service: self.tables(service).keep() for service in self.apps}
        return Known(project, kept, dict(self.tokens))

    def gathering(
        self,
        project: str,
        people: int = 15,
        *,
        region: str = "turkistan",
        activity: str = "4.1",
        kind: str = "training",
        day: str = "2022-04-12",
        prefix: str = "Участник",
        evidence: tuple[str, ...] = ("signed_list", "programme"),
    ) -> str:
        """The id of a held gathering with people and evidence."""
        made = self.ok(
            "POST",
            "/events/api/v1/gatherings",
            json={
                "project_id": project,
                "activity": activity,
                "type": kind,
                "title": f"{kind} {region}",
                "region": region,
                "starts_on": day,
                "mode": "offline",
            },
        )
        rows = [
            {
                "name": f"{prefix} {SURNAMES[n % len(SURNAMES)]} {n}",
                "phone": f"+7 700 000 {n // 100:02d} {n % 100:02d}",
                "category": "leader",
                "attended": True,
            }
            for n in range(people)
        ]
        if rows:
            self.ok(
                "POST", f"/events/api/v1/gatherings/{made['id']}/participants", json={"participants": rows}
            )
        for number, item in enumerate(evidence):
            file = (BytesIO(PDF + f"{made['id']} {number}".encode()), f"{item}.pdf")
            self.ok(
                "POST", f"/events/api/v1/gatherings/{made['id']}/evidence", data={"file": file, "kind": item}
            )
        reason = {} if people else {"json": {"reason": "Никто не пришёл"}}
        self.ok("POST", f"/events/api/v1/gatherings/{made['id']}/completion", **reason)
        return made["id"]

    def figure(self, project: str, code: str, **options: Any) -> dict[str, Any]:
        """One indicator's figure through the API."""
        rows = self.ok("GET", f"/reports/api/v1/projects/{project}/indicators", **options)
        return next(row for row in rows if row["code"] == code)


@dataclass
class Story:
    """What the first test of a file makes in all services; for the others its rows are put back. Each pair of
    servers has its own."""

    told: dict[str, tuple[str, Known]] = field(default_factory=dict)

    def __call__(self, suite: Suite, project: str, make: Callable[[], str]) -> str:
        """The id of what `make` made in a project: it stands there, and nothing that came later does."""
        home = suite.env["ASAR_HOME"]
        if home in self.told:
            suite.put(self.told[home][1])
        else:
            self.told[home] = make(), suite.keep(project)
        return self.told[home][0]


SURNAMES = (
    "Ахметов",
    "Иванов",
    "Сериков",
    "Бекова",
    "Омарова",
    "Петров",
    "Жумабаев",
    "Ким",
    "Нурланов",
    "Садыкова",
    "Тлеуов",
    "Егоров",
    "Калиев",
    "Есенова",
    "Маратов",
    "Дюсенов",
    "Ли",
    "Абишева",
    "Турсунов",
    "Павлова",
)


class Browser:
    """A cookie jar shared by the four services, with CSRF handled as a page's form would."""

    def __init__(
        self, suite: Suite, login: str, user_id: str, signed_in: dict[str, str] | None = None
    ) -> None:
        self.suite, self.login, self.user_id = suite, login, user_id
        cookie, self.proof = suite.opened_entrance()  # the CSRF token of the page that is open
        self.cookies = {FORM_COOKIE: cookie} | (signed_in or {})
        if signed_in is None:
            answer = self.post(SIGN_IN, {"login": login, "password": PASSWORD})
            assert answer.status_code in (302, 303), answer.get_data(as_text=True)

    def client(self, path: str) -> FlaskClient:
        """A test client of the path's service with this browser's cookies."""
        client = self.suite.apps[path.split("/")[1]].test_client()
        for name, value in self.cookies.items():
            client.set_cookie(name, value)
        return client

    def open(self, method: str, path: str, **options: Any) -> Any:
        """One request; cookies are kept."""
        client = self.client(path)
        response = client.open(path, method=method, **options)
        for line in response.headers.getlist("Set-Cookie"):
            name, _, rest = line.partition("=")
            if name == FORM_COOKIE and not self.cookies.get(name):
                self.proof = ""  # what belonged to a cookie that is gone proves nothing beside a new one
            self.cookies[name] = rest.split(";")[0]
        return response

    def get(self, path: str, **options: Any) -> Any:
        """A page."""
        return self.open("GET", path, **options)

    def post(self, path: str, form: dict[str, Any], page: str | None = None, **options: Any) -> Any:
        """A form sent with the CSRF token of a page: of the given one, else of the last one opened for it,
        as long as this browser keeps the cookie that token belongs to."""
        if page or not self.proof or not self.cookies.get(FORM_COOKIE):
            self.proof = self.proof_of(page or SIGN_IN) or self.proof_of("/registry/me")
        return self.open("POST", path, data={**form, "csrf_token": self.proof}, **options)

    def made(self, path: str, form: dict[str, Any]) -> str:
        """The page of what a form made; where it was refused, what stands above the form."""
        answer = self.post(path, form)
        why = re.findall(r'<a href="#f-[^"]*">(.*?)</a>', answer.get_data(as_text=True), re.S)
        assert answer.status_code in (302, 303), (path, answer.status_code, why)
        return str(answer.headers["Location"])

    def proof_of(self, page: str) -> str:
        """The CSRF token of a page."""
        return csrf(self.get(page).get_data(as_text=True))


def csrf(html: str) -> str:
    """The CSRF token of a page."""
    marker = 'name="csrf-token" content="'
    return html.split(marker, 1)[1].split('"', 1)[0] if marker in html else ""
