"""Long lists as workbooks: written by a job, whole, with the rights of whoever asked, for him alone,
for two days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import Connection, text

from deploy.settings import SERVICES
from shared.clock import Month, now
from shared.doors import export
from shared.doors.listing import Column
from shared.files import files
from shared.office.sheets import workbook
from tests.rows import copy_rows
from tests.suite import Browser, Suite

LONG = 2100
HERE = "/events/publications.xlsx"
AGE = text("UPDATE jobs SET created_at = now() - interval '49 hours'")


def rows_of(data: bytes, sheet: int = 0) -> list[list[Any]]:
    """The rows of a workbook."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(sheet).to_python()


@contextmanager
def database(app: Flask) -> Iterator[Connection]:
    """The database of a service, to be changed by hand."""
    with app.app_context():
        engine = app.extensions["sqlalchemy"].engine
    with engine.begin() as connection:
        yield connection


@pytest.fixture
def long_list(suite: Suite, project: str) -> None:
    """More publications of one region than are written at once, and one of another."""
    for region, more in (("turkistan", LONG), ("atyrau", 0)):
        post = {"kind": "social_post", "title": f"Пост {region}", "issued_on": "2022-04-12", "region": region}
        suite.ok("POST", "/events/api/v1/publications", json={"project_id": project, **post})
        with database(suite.apps["events"]) as connection:
            copy_rows(connection, "publications", {"id": "gen_random_uuid()"}, more)


@pytest.fixture
def lead(suite: Suite, long_list: None) -> Browser:
    """Whoever asks."""
    return suite.browser("project_lead")


def asked(who: Browser, path: str = HERE) -> str:
    """The address of the page of the job that somebody is led to."""
    answer = who.get(path)
    assert answer.status_code == 302, answer.get_data(as_text=True)[:500]
    return answer.headers["Location"]


def test_long_list_is_written_whole_by_a_job_with_its_page(suite: Suite, lead: Browser) -> None:
    page = asked(lead)
    assert 'class="job job-queued"' in lead.get(page).get_data(as_text=True)
    assert lead.get(page + "&file=1").status_code == 404
    suite.settle()
    assert f"{page}&file=1".replace("&", "&amp;") in lead.get(page).get_data(as_text=True)
    answer = lead.get(page + "&file=1")
    rows = rows_of(answer.data)
    assert len(rows) == LONG + 3 and rows[0][0] == "Название"
    assert "attachment" in answer.headers["Content-Disposition"]


def test_workbook_lies_sealed_until_it_is_taken(suite: Suite, lead: Browser) -> None:
    page, app = asked(lead), suite.apps["events"]
    suite.settle()
    with app.app_context():
        lying = files().read(files().aside(page.partition("export=")[2]))
    assert not lying.startswith(b"PK") and lead.get(page + "&file=1").data.startswith(b"PK")


@pytest.mark.parametrize("service", SERVICES)
def test_whatever_a_service_lays_aside_is_sealed(suite: Suite, service: str) -> None:
    with suite.apps[service].app_context():
        files().lay_aside("x", b"+7 700 000 00 15")
        assert b"700" not in files().read(files().aside("x"))
        assert files().laid_aside("x") == b"+7 700 000 00 15"
        files().throw_away("x")


def test_progress_comes_alone_for_the_page_that_waits(lead: Browser) -> None:
    part = lead.get(asked(lead), headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "<progress" in part and "<html" not in part


def test_whoever_asks_twice_gets_one_job(suite: Suite, lead: Browser) -> None:
    assert asked(lead) == asked(lead)
    assert asked(lead, f"{HERE}?kind=social_post") != asked(lead)


def test_workbook_is_for_whoever_asked_alone_and_at_its_own_address(suite: Suite, lead: Browser) -> None:
    page = asked(lead)
    suite.settle()
    for path in (page, page + "&file=1"):
        assert suite.browser("project_lead").get(path).status_code == 404
        assert lead.get(path.replace("publications", "gatherings")).status_code == 404
    assert lead.get(f"{HERE}?export=x").status_code == 404
    assert lead.get(page + "&file=1").status_code == 200


def test_job_sees_what_whoever_asked_may_see(suite: Suite, long_list: None) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    page = asked(partner)
    suite.settle()
    assert "Пост atyrau" not in {row[0] for row in rows_of(partner.get(page + "&file=1").data)}


def test_job_speaks_the_language_of_whoever_asked(suite: Suite, lead: Browser) -> None:
    lead.cookies["asar_locale"] = "kk"
    page = asked(lead)
    suite.settle()
    assert rows_of(lead.get(page + "&file=1").data)[0][0] == "Атауы"


def test_workbook_is_forgotten_after_two_days(suite: Suite, lead: Browser) -> None:
    page, app = asked(lead), suite.apps["events"]
    suite.settle()
    export.forget(app)
    assert lead.get(page + "&file=1").status_code == 200
    with database(app) as connection:
        connection.execute(AGE)
    export.forget(app)
    assert lead.get(page + "&file=1").status_code == lead.get(page).status_code == 404
    job = page.partition("export=")[2]
    assert not [path for path in (app.extensions["files"].store.list().collect()) if job in path["path"]]


ODD = [
    "<r><t>x</t></r>",
    "<r>&</r>",
    "  between  ",
    "a & b < c > d",
    "_x0041_",
    "two\nlines",
    "=1+1",
    "007",
    "😀",
]


def test_words_stand_in_a_workbook_as_they_were_typed() -> None:
    columns = [Column[Any](key="w", label="W", said=lambda row: row)]
    data = workbook(
        lambda book: export.fill_sheets(
            book, "x", columns, [[*ODD, Decimal("12.50"), None, 0]], lambda done: None
        ),
        title="x",
        made_at=now(),
        streamed=True,
    )
    assert [row[0] for row in rows_of(data)] == ["W", *ODD, 12.5, "", 0.0]


def test_days_moments_and_months_stand_in_a_workbook_as_excel_counts_them() -> None:
    moment = datetime(2022, 5, 3, 20, 30, tzinfo=UTC)  # in Almaty it is the next day
    days = [date(2022, 4, 12), moment, Month.of(date(2022, 4, 12)), date(222, 4, 12)]
    columns = [Column[Any](key="d", label="D", said=lambda row: row)]
    data = workbook(
        lambda book: export.fill_sheets(book, "x", columns, [days], lambda done: None),
        title="x",
        made_at=now(),
        streamed=True,
    )
    read = [row[0] for row in rows_of(data)][1:]
    assert list(map(str, read)) == ["2022-04-12", "2022-05-04 02:30:00", "2022-04-01", "0222-04-12"]
    assert [shown(data, f"A{line}") for line in (2, 3, 4)] == ["dd.mm.yyyy", "dd.mm.yyyy hh:mm", "mm.yyyy"]


def shown(data: bytes, cell: str) -> str:
    """By which pattern a cell of the first sheet is shown."""
    book = ZipFile(BytesIO(data))
    sheet, styles = (book.read(f"xl/{part}.xml").decode() for part in ("worksheets/sheet1", "styles"))
    looks = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs", 1)[1])
    patterns = dict(re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles))
    return patterns[looks[int(re.findall(rf'<c r="{cell}" s="(\d+)"', sheet)[0])]]


NUMBERS = [Column[int](key="n", label="N", said=lambda n: n), Column[int](key="t", label="T", said=str)]


def written(parts: Iterator[list[int]], advance: Any = export.silent) -> bytes:
    """The workbook of some numbers."""
    return workbook(
        lambda book: export.fill_sheets(book, "x", NUMBERS, parts, lambda done: advance(done, 0)),
        title="x",
        made_at=now(),
        streamed=True,
    )


def test_part_is_written_before_the_next_one_is_read() -> None:
    order: list[str] = []

    def parts() -> Iterator[list[int]]:
        for number in range(3):
            order.append(f"read {number}")
            yield [number, number]

    rows = rows_of(written(parts(), lambda done, _total: order.append(f"written {done}")))
    assert order == ["read 0", "written 2", "read 1", "written 4", "read 2", "written 6"]
    assert rows == [["N", "T"], *([float(n), str(n)] for n in (0, 0, 1, 1, 2, 2))]


def test_full_sheet_is_followed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "SHEET", 2)
    data = written(iter([[1, 2, 3]]))
    assert [row[0] for row in rows_of(data)] == ["N", 1.0, 2.0]
    assert [row[0] for row in rows_of(data, 1)] == ["N", 3.0]


def test_sheet_is_called_as_its_list_and_is_made_to_be_read_and_printed(suite: Suite, project: str) -> None:
    """Words break into lines, an amount has its thousands apart, each page on paper has the head."""
    answer = suite.browser("project_lead").get("/registry/plans.xlsx?col=topic&col=amount")
    book = ZipFile(BytesIO(answer.data))
    sheet, styles, names = (
        book.read(f"xl/{part}.xml").decode() for part in ("worksheets/sheet1", "styles", "workbook")
    )
    assert 'name="Планы"' in names and "_xlnm.Print_Titles" in names and 'fitToHeight="0"' in sheet
    looks = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", styles.split("<cellXfs", 1)[1])
    words, amount = (looks[int(re.findall(rf'<c r="{cell}" s="(\d+)"', sheet)[0])] for cell in ("A2", "B2"))
    assert 'wrapText="1"' in words
    assert 'numFmtId="3"' in amount  # 29 364 470


@pytest.mark.parametrize(
    ("title", "number", "called"),
    [
        ("Планы", 1, "Планы"),
        ("'Сход: 1/2'", 2, "Сход  1 2 2"),
        ("Показатели " * 4, 1, "Показатели Показатели Показател"),
        ("?", 1, "1"),
    ],
)
def test_title_becomes_a_name_excel_takes(title: str, number: int, called: str) -> None:
    assert export.sheet_name(title, number) == called
