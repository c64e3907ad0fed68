"""Thousands of records behind a figure: every page of them costs the same, and none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from typing import Any
from uuid import uuid4

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import event, text

from services.reports.facts.queries import Window
from tests.reports.lives import FIRST, LAST, attendance, deliver, differences, gathering, project
from tests.reports.pages import page
from tests.suite import Browser, Suite

MANY = 1500
COPIES = text("""
    INSERT INTO gathering_copies (key, id, version, project_id, activity_id, type, title, region, settlement,
        starts_on, status, page, evidence)
    SELECT 'centre:n' || n, 'n' || n, n, 'life', 'line', 'training', 'Training n' || n,
        CASE WHEN n % 2 = 0 THEN 'turkistan' ELSE 'atyrau' END, '', date '2022-04-01' + n % 200,
        CASE WHEN n % 5 = 0 THEN 'planned' ELSE 'held' END, '/events/gatherings/n' || n,
        jsonb_build_array(jsonb_build_object('id', n::text, 'kind', 'signed_list', 'sha256', 'f' || n / 2,
            'name', 'list', 'quantity', 1, 'page', '/f'))
    FROM generate_series(10, :last) n""")
PAGES = (
    "/reports/?project=life",
    "/reports/indicators/held?project=life",
    "/reports/indicators/people?project=life",
    "/reports/files?project=life",
)


def grow(suite: Suite, last: int) -> None:
    """So many gatherings are kept, as deliveries would have left them."""
    from services.reports.facts.cli import rebuild_figures

    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        session.execute(text("DELETE FROM gathering_copies WHERE id LIKE 'n%'"))
        session.execute(COPIES, {"last": last})
        session.commit()
        rebuild_figures()


@pytest.fixture
def many(suite: Suite) -> Suite:
    """A project with 1,500 gatherings, a fifth of them only planned; two of each three share a file."""
    deliver(suite, (1, project()), (2, gathering(1)))
    grow(suite, MANY)
    return suite


SELDOM = ("plugin_states", "region_setting_copies")  # asked every few seconds, by whoever comes


@contextmanager
def statements(suite: Suite) -> Iterator[list[str]]:
    """The statements of reports meanwhile."""
    with suite.apps["reports"].app_context():
        engine = suite.apps["reports"].extensions["sqlalchemy"].engine
    said: list[str] = []

    def note(*arguments: Any) -> None:
        if not any(table in arguments[2] for table in SELDOM):
            said.append(arguments[2])

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def cost(suite: Suite, lead: Browser, path: str) -> tuple[int, int]:
    """Statements and bytes of a page that nobody has looked at."""
    from services.reports.figures.queries.figures import SUMS

    lead.get(path)  # what a process learns once is known
    SUMS.forget()
    with statements(suite) as said:
        answer = lead.get(path)
    assert answer.status_code == 200, answer.get_data(as_text=True)[:500]
    return len(said), len(answer.get_data())


def test_statements_and_bytes_do_not_grow_with_the_records(suite: Suite, lead: Browser) -> None:
    deliver(suite, (1, project()), (2, gathering(1)))
    grow(suite, 400)
    few = {path: cost(suite, lead, path) for path in PAGES}
    grow(suite, MANY)
    more = {path: cost(suite, lead, path) for path in PAGES}
    assert {path: count for path, (count, _size) in more.items()} == {
        path: count for path, (count, _size) in few.items()
    }
    assert all(more[path][1] < 1.1 * few[path][1] for path in PAGES), (few, more)


def followed(lead: Browser, path: str, rel: str) -> Iterator[str]:
    """A page and those behind its links."""
    while True:
        text_of = page(lead, path)
        yield text_of
        found = re.search(rf'rel="{rel}" href="([^"]+)"', text_of.split('id="idle"')[0])
        if not found:
            return
        path = path.partition("?")[0] + found[1].replace("&amp;", "&")


def titles(shown: str) -> list[str]:
    """The records a page names."""
    return re.findall(r"Training n?\d+", shown.split('id="records"', 1)[1].split('id="idle"', 1)[0])


def test_every_record_stands_on_exactly_one_page(many: Suite, lead: Browser) -> None:
    pages = list(followed(lead, "/reports/indicators/held?project=life", "next"))
    named = [title for shown in pages for title in dict.fromkeys(titles(shown))]
    held = 1 + len([n for n in range(10, MANY + 1) if n % 5])
    assert len(named) == len(set(named)) == held and len(pages) == -(-held // 50)
    assert f"51–100 из {held}".replace(" ", "") in pages[1].replace(" ", "").replace("\\u202f", "")


def test_pages_lead_back_the_same_way(many: Suite, lead: Browser) -> None:
    path = "/reports/indicators/held?project=life"
    forth = [dict.fromkeys(titles(shown)) for shown in islice(followed(lead, path, "next"), 3)]
    third = list(addresses(lead, path, 3))[-1]
    back = [dict.fromkeys(titles(shown)) for shown in followed(lead, third, "prev")]
    assert back == forth[::-1]


def addresses(lead: Browser, path: str, count: int) -> Iterator[str]:
    """The addresses of the first pages."""
    for _page in range(count):
        yield path
        found = re.search(r'rel="next" href="([^"]+)"', page(lead, path))
        path = path.partition("?")[0] + (found[1].replace("&amp;", "&") if found else "")


def test_key_nobody_gave_is_refused_in_words(many: Suite, lead: Browser) -> None:
    answer = lead.get("/reports/indicators/held?project=life&records=nonsense")
    assert answer.status_code == 422


def test_workbook_holds_every_record(many: Suite, lead: Browser) -> None:
    book = lead.get("/reports/indicators/held/records.xlsx?project=life").data
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    held = 1 + len([n for n in range(10, MANY + 1) if n % 5])
    assert len(rows) == 1 + held and len({row[0] for row in rows[1:]}) == held


def test_files_of_several_records_are_known_as_records_come_and_go(many: Suite) -> None:
    from services.reports.facts.queries import Window
    from services.reports.figures.queries.figures import get_project
    from services.reports.figures.queries.repeated import how_many

    def found() -> int:
        from datetime import date

        with many.apps["reports"].app_context():
            return how_many(get_project("life"), Window(date(2022, 12, 31)))

    before = found()
    signed = msgspec_proof("only here")
    deliver(many, (9000, gathering(2, evidence=(signed,))), (9001, gathering(3, evidence=(signed,))))
    assert found() == before + 1
    deliver(many, (9002, gathering(3, evidence=(signed,), status="cancelled")))
    assert found() == before and differences(many) == []


def msgspec_proof(sha256: str) -> Any:
    """A signed list with this hash."""
    from shared.language.records.record import Proof

    return Proof(id="x", kind="signed_list", sha256=sha256, quantity=1, page="/f")


def test_statements_of_all_figures_and_of_a_report_do_not_grow_with_the_records(suite: Suite) -> None:
    deliver(suite, (1, project()), (2, gathering(1)))
    grow(suite, 100)
    few = read_by(suite)
    grow(suite, MANY)
    assert read_by(suite) == few


def read_by(suite: Suite) -> tuple[int, int]:
    """Statements of what a tool reads as JSON, and of what a report seals."""
    from flask_babel import force_locale

    from services.reports.figures.queries.figures import figures, get_project
    from services.reports.reports.models import Report
    from services.reports.reports.rules.snapshot import take
    from services.reports.reports.wording import SEALED

    days = {"period_from": FIRST, "period_to": LAST}
    asked = Report(id=uuid4(), project_id="life", number="1", kind="programme_report", locale="ru", **days)
    with suite.apps["reports"].app_context(), suite.apps["reports"].test_request_context():
        known = get_project("life")
        with statements(suite) as of_json:
            figures(known, Window(LAST), shared=False)
        with statements(suite) as of_report, force_locale("ru"):
            take(asked, known, SEALED, 1)
    return len(of_json), len(of_report)


def test_records_are_let_in_by_the_same_statements_however_many_come(suite: Suite) -> None:
    deliver(suite, (1, project()), (2, gathering(1)), (3, attendance(1, 1)))
    with statements(suite) as one:
        deliver(suite, (4, attendance(1, 2)))
    with statements(suite) as fifty:
        deliver(suite, *((number, attendance(1, number)) for number in range(10, 60)))
    assert fifty == one
