"""The promises of the spine, each measured over the demo programme."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from deploy.bench import acts
from deploy.bench.measuring import Figure, bare_endpoint, median
from deploy.settings import ROOT

PLAN = ROOT / "deploy/demo/detailed-description.docx"
PEOPLE = 2000


@contextmanager
def demo_suite() -> Iterator[tuple[Any, dict[str, str]]]:
    """The four apps over a fresh embedded home with the demo in it."""
    from deploy.demo import load
    from deploy.environment import prepared

    with tempfile.TemporaryDirectory(prefix="asar-bench-") as home, prepared(home) as env:
        os.environ.update(env)
        load(env)
        from deploy.wsgi import make_apps

        yield make_apps(env), env


class Bench:
    """One run: clients with a token for everything, and the bare endpoint."""

    def __init__(self, apps: Any, env: dict[str, str]) -> None:
        from services.registry.tokens.cli import create_token

        with apps["registry"].app_context():
            scopes = [f"{service}:{access}" for service in apps for access in ("read", "write")]
            self.headers = {"Authorization": f"Bearer {create_token('bench', scopes, None)}"}
        self.apps, self.bare = apps, median(bare_endpoint(env["ASAR_REPORTS_DATABASE_URL"]), 50)
        self.project = self.json("GET", "/registry/api/v1/projects")[0]["id"]

    def call(self, method: str, path: str, **options: Any) -> Any:
        """One request; a failure stops the bench."""
        answer = (
            self.apps[path.split("/")[1]]
            .test_client()
            .open(path, method=method, headers=self.headers, **options)
        )
        if answer.status_code >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status_code} {answer.get_data(as_text=True)[:300]}")
        return answer

    def json(self, method: str, path: str, **options: Any) -> Any:
        """The decoded answer."""
        return self.call(method, path, **options).get_json()

    def figures(self) -> list[Figure]:
        """Every promise that one process can measure."""
        return [
            self.plan_import(),
            self.dashboard(),
            self.indicators(),
            self.documents(),
            self.participants(),
            acts.figure(self.gathering, self.bare),
        ]

    def gathering(self) -> None:
        """Record a gathering through the API."""
        body = {
            "project_id": self.project,
            "activity": "4.1",
            "type": "training",
            "title": "Замер",
            "region": "turkistan",
            "starts_on": "2022-04-12",
            "mode": "offline",
        }
        self.call("POST", "/events/api/v1/gatherings", json=body)

    def plan_import(self) -> Figure:
        """A Word plan from upload to draft, child process included."""
        data = PLAN.read_bytes()
        seconds = median(
            lambda: self.call("POST", "/registry/api/v1/plans", data={"file": (BytesIO(data), "plan.docx")}),
            5,
        )
        return Figure("import of the plan (with its child process)", seconds, 3.0, self.bare)

    def dashboard(self) -> Figure:
        """The overview page of the demo for a signed-in lead."""
        page = self.page("/reports/")
        return Figure("overview of the demo, server time", median(page, 30), 0.060, self.bare)

    def indicators(self) -> Figure:
        """All 41 figures as JSON."""
        path = f"/reports/api/v1/projects/{self.project}/indicators"
        return Figure(
            "41 figures as JSON, server time", median(lambda: self.call("GET", path), 30), 0.060, self.bare
        )

    def page(self, path: str) -> Any:
        """A request for a page with a session."""
        from services.registry.sessions.operations import sign_in
        from shared.access import COOKIE

        with self.apps["registry"].app_context():
            secret = sign_in("lead", demo_password(), "bench")
            self.apps["registry"].extensions["sqlalchemy"].session.commit()
        client = self.apps["reports"].test_client()
        client.set_cookie(COOKIE, secret)
        return lambda: client.get(path)

    def documents(self) -> Figure:
        """Sealing a report and building Word, PDF and Excel."""
        from shared.queue.jobs import KNOWN

        def build() -> None:
            job = self.json(
                "POST", f"/reports/api/v1/projects/{self.project}/reports", json={"kind": "programme_report"}
            )["job"]
            with self.apps["reports"].app_context():
                KNOWN["reports.build"].fn(job)
            if self.json("GET", f"/reports/api/v1/jobs/{job}")["state"] != "done":
                raise RuntimeError("the report was not built")

        return Figure("report sealed and built in three formats", median(build, 3), 3.0, self.bare)

    def participants(self) -> Figure:
        """2,000 people from .xlsx: read in a child, matched by the registry, entered, published, counted."""
        from shared.queue import outbox
        from shared.queue.jobs import KNOWN

        gathering = self.json(
            "POST",
            "/events/api/v1/gatherings",
            json={
                "project_id": self.project,
                "activity": "4.1",
                "type": "training",
                "title": "Bench",
                "region": "atyrau",
                "starts_on": "2022-05-20",
                "mode": "online",
            },
        )["id"]
        self.call("POST", f"/events/api/v1/gatherings/{gathering}/completion", json={"reason": "Bench"})
        data, started = list_of_people(), time.perf_counter()
        job = self.json(
            "POST",
            f"/events/api/v1/gatherings/{gathering}/participants/file",
            data={"file": (BytesIO(data), "list.xlsx"), "everybody": "true"},
        )["job"]
        with self.apps["events"].app_context():
            KNOWN["events.import_participants"].fn(job)
            outbox.deliver(self.apps["events"].extensions["sqlalchemy"].session)
        rows = self.json("GET", f"/reports/api/v1/projects/{self.project}/indicators/4.1.3/records")
        counted = next(row["value"] for row in rows if row["id"] == gathering)
        return Figure(
            f"{PEOPLE} participants from .xlsx matched and counted ({counted} counted)",
            time.perf_counter() - started,
            10.0,
            self.bare,
        )


def demo_password() -> str:
    """The demo accounts' password."""
    from deploy.demo.accounts import PASSWORD

    return PASSWORD


def list_of_people() -> bytes:
    """A workbook of distinct fictitious people."""
    import xlsxwriter

    given = ("Айгүл", "Ерлан", "Динара", "Нұрлан", "Мария", "Иван", "Сәуле", "Бақыт", "Ольга", "Тимур")
    family = ("Ахметов", "Серік", "Омар", "Иванов", "Бекұлы", "Қасым", "Петров", "Жұмабай", "Ким", "Садық")
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["ФИО", "Год рождения", "Телефон", "Категория"])
    for number in range(PEOPLE):
        who = (
            f"{family[number % 10]} {given[number // 10 % 10]} "
            f"{given[number // 100 % 10]}ұлы {'АБВГДЕЖЗИК'[number // 1000]}"
        )
        sheet.write_row(
            number + 1, 0, [who, 1950 + (number + number // 1000 * 13) % 50, f"+7700001{number:04d}", "лидер"]
        )
    book.close()
    return out.getvalue()


def second_start() -> Figure:
    """`asar up` on a home that was started before, until /healthz answers 200."""
    with tempfile.TemporaryDirectory(prefix="asar-bench-up-") as home:
        seconds = [one_start(home, port) for port in (18431, 18432)]
    return Figure(
        "`asar up` ready on a second start",
        seconds[1],
        5.0,
        note=f"the first, with the demo: {seconds[0]:.1f} s",
    )


def one_start(home: str, port: int) -> float:
    """Seconds from the command until everything is ready; then it is stopped with Ctrl-C.
    The bench's own settings stay out of it."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("ASAR_")}
    started = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, "-m", "deploy", "up", "--home", home, "--port", str(port)],
        cwd=ROOT,
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_ready(f"http://127.0.0.1:{port}/healthz", 120)
        return time.perf_counter() - started
    finally:
        child.send_signal(signal.SIGINT)
        child.wait(60)


def wait_until_ready(address: str, seconds: float) -> None:
    """Ask until it answers 200."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"{address} did not become ready in {seconds} s")


def bench_page() -> Path:
    """Where the last figures are kept."""
    return ROOT / "deploy/BENCH.md"
