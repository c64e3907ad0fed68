"""The lists of contests and applications: what is asked for, page by page, and the same as a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from python_calamine import load_workbook

from services.grants.db import db
from services.grants.projects.inbox import HANDLERS
from shared.doors import listing
from shared.language.records import state
from shared.queue.receiving import receive
from tests.grants.conftest import PROJECT_ID, Browser, Tool, project
from tests.suite import Suite
from tests.tables import Once

Browsers = Callable[..., Browser]


def rows_of(answer: Any) -> list[list[Any]]:
    """The rows of a workbook."""
    assert answer.status_code == 200, answer.text
    return load_workbook(BytesIO(answer.data)).get_sheet_by_index(0).to_python()


def first_column(answer: Any) -> list[str]:
    """What the rows of a page's table begin with."""
    return re.findall(r'<th scope="row"[^>]*><a[^>]*>\s*([^<]*?)\s*</a>', answer.text)


@pytest.fixture(scope="module")
def once() -> Once:
    """The contest of all tests here."""
    return Once()


@pytest.fixture
def contest(running_apps: Suite, lead: Tool, once: Once) -> str:
    """A contest with three applications, made once."""
    return once(running_apps.tables("grants"), lambda: with_three(lead))


def with_three(lead: Tool) -> str:
    """A contest with three applications: awarded, waiting with a scan, refused by the commission."""
    contest = lead.contest()
    given = lead.application(contest, "turkistan", requested=300000, group_name="«Алма»")
    waiting = lead.application(contest, "zhambyl", requested=200000, group_name="«Бастау»")
    against = lead.application(contest, "zhambyl", requested=400000, group_name="50% «Шаңырақ»")
    lead.attach(f"/applications/{waiting}", "application")
    lead.award(given, 250000)
    lead.post(f"/applications/{against}/recommendation", {"verdict": "refuse", "note": "Нет"})
    return contest


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["ЖАМ-001", "ЖАМ-002", "ТУР-001"]),
        ("region=zhambyl", ["ЖАМ-001", "ЖАМ-002"]),
        ("status=awarded", ["ТУР-001"]),
        ("scan=no", ["ЖАМ-002", "ТУР-001"]),
        ("verdict=refuse", ["ЖАМ-002"]),
        ("verdict=none", ["ЖАМ-001", "ТУР-001"]),
        ("q=алма", ["ТУР-001"]),
        ("q=50%25", ["ЖАМ-002"]),
        ("q=_", []),
        ("sort=-requested", ["ЖАМ-002", "ТУР-001", "ЖАМ-001"]),
        ("sort=region", ["ЖАМ-001", "ЖАМ-002", "ТУР-001"]),
        ("sort=-awarded", ["ТУР-001", "ЖАМ-001", "ЖАМ-002"]),
        ("sort=nonsense&page=-1", 3),
    ],
)
def test_applications_are_found_and_ordered(
    browser: Browsers, contest: str, query: str, numbers: Any
) -> None:
    found = first_column(browser().get(f"/contests/{contest}/applications?{query}"))
    assert (len(found) if isinstance(numbers, int) else found) == numbers


def test_applications_come_page_by_page_with_their_total(
    browser: Browsers, contest: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "PAGE", 2)
    monkeypatch.setattr("services.grants.applications.listing.PAGE", 2)
    pages = [browser().get(f"/contests/{contest}/applications?page={number}") for number in (1, 2)]
    assert [first_column(page) for page in pages] == [["ЖАМ-001", "ЖАМ-002"], ["ТУР-001"]]
    assert "1–2 из 3" in pages[0].text and "page=2" in pages[0].text


def test_workbook_holds_what_is_seen(browser: Browsers, contest: str) -> None:
    sheet = rows_of(
        browser().get(
            f"/contests/{contest}/applications.xlsx?region=zhambyl&sort=-requested&col=number&col=requested"
            "&col=recommended&col=status"
        )
    )
    assert sheet == [
        ["Номер", "Запрошено", "Рекомендовано", "Состояние"],
        ["ЖАМ-002", 400000, "не рекомендована", "на рассмотрении"],
        ["ЖАМ-001", 200000, "", "на рассмотрении"],
    ]


@pytest.mark.parametrize(
    ("who", "names"),
    [("lead", True), ("accountant", True), ("partner", True), ("grantor", False), ("commission", False)],
)
def test_leaders_leave_only_with_those_who_may_read_them(
    browser: Browsers, contest: str, who: str, names: bool
) -> None:
    sheet = rows_of(browser(who).get(f"/contests/{contest}/applications.xlsx?col=number&col=leader_name"))
    assert ("Ержан Омаров" in sum(sheet, [])) == names
    assert ("Лидер группы" in browser(who).get(f"/contests/{contest}/applications").text) == names


def test_partner_lists_and_exports_only_his_region(browser: Browsers, contest: str) -> None:
    assert first_column(browser("partner").get(f"/contests/{contest}/applications?region=zhambyl")) == []
    assert [row[0] for row in rows_of(browser("partner").get(f"/contests/{contest}/applications.xlsx"))] == [
        "Номер",
        "ТУР-001",
    ]


def test_contests_are_listed_with_money_of_their_own(browser: Browsers, lead: Tool, contest: str) -> None:
    lead.contest(title="Второй конкурс", opens_on="2022-02-01", fund=500000)
    sheet = rows_of(browser().get("/contests.xlsx?col=title&col=fund&col=awarded&col=left"))
    assert sheet == [
        ["Конкурс", "Название на казахском", "Фонд", "Присуждено", "Осталось"],
        ["Второй конкурс", "", 3500000, 0, 3500000],
        ["Конкурс", "", 7000000, 250000, 6750000],
    ]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Второй конкурс", "Конкурс"]),
        ("status=closed", ["Второй конкурс", "Конкурс"]),
        ("status=open", []),
        ("q=втор", ["Второй конкурс"]),
        ("sort=opens_on", ["Конкурс", "Второй конкурс"]),
        ("project=x", ["Второй конкурс", "Конкурс"]),
    ],
)
def test_contests_are_found_and_ordered(
    browser: Browsers, lead: Tool, contest: str, query: str, titles: list[str]
) -> None:
    lead.post(f"/contests/{lead.contest(title='Второй конкурс', opens_on='2022-02-01')}/closing")
    assert first_column(browser().get(f"/contests?{query}")) == titles


def test_partner_sees_sums_of_his_region_alone(browser: Browsers, contest: str) -> None:
    assert rows_of(browser("partner").get("/contests.xlsx?col=fund&col=requested&col=left"))[1:] == [
        [1000000, 300000, 750000]
    ]


@pytest.mark.parametrize("days", [("2022-03-28", "2022-04-05"), ("2022-03-28", "2022-03-28"), (None, None)])
def test_projects_of_one_name_are_told_apart(
    app: Flask, lead: Tool, browser: Browsers, days: tuple[str | None, str | None]
) -> None:
    lead.contest()
    with app.app_context():
        for number, (key, day) in enumerate(zip((PROJECT_ID, PROJECT_ID[:-1] + "2"), days, strict=True)):
            told = state(project()) | {
                "id": key,
                "plan": {"id": "1", "version": 1, "sections": [], "approved_on": day},
            }
            receive(
                db.session,
                HANDLERS,
                [{"kind": "project", "key": f"centre:{key}", "version": 2 + number, "state": told}],
                "registry",
            )
        db.session.commit()
    chosen = re.search(
        r'<select[^>]*name="project"(.*?)</select>', browser().get("/contests").text, re.DOTALL
    )[1]
    for offered in (
        re.findall(r'<option value="[^"]+"[^>]*>([^<]+)<', chosen),
        re.findall(r"\?project_id=[^>]*>([^<]+)<", browser().get("/contests/new").text),
    ):
        assert len(offered) == len(set(offered)) == 2


def test_list_of_applications_refuses_a_parameter_it_does_not_know(lead: Tool, contest: str) -> None:
    assert lead.get(f"/contests/{contest}/applications?bogus=1").status_code == 422
    assert lead.get(f"/contests/{contest}/applications?limit=5&q=а").status_code == 200
