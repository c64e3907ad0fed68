"""The list of publications: what it finds, in which order, page by page, and as a workbook."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from python_calamine import load_workbook

from tests.events.forms import text_of
from tests.suite import PDF, Browser, Suite

ISSUED = [
    {
        "kind": "press_release",
        "title": "Старт проекта",
        "issued_on": "2022-04-05",
        "region": None,
        "channel": "Сайт альянса",
    },
    {
        "kind": "social_post",
        "title": "Тренинг в Шорнаке",
        "issued_on": "2022-05-20",
        "region": "turkistan",
        "link": "https://example.kz/1",
    },
    {
        "kind": "broadcast",
        "title": "Эфир в Актау",
        "issued_on": "2022-06-01",
        "region": "mangystau",
    },
    {
        "kind": "press_article",
        "title": "Черновик статьи",
        "issued_on": "2022-04-20",
        "region": "turkistan",
        "status": "draft",
    },
]


@pytest.fixture
def issued(suite: Suite, project: str) -> list[str]:
    """The ids of four publications."""
    return [
        suite.ok("POST", "/events/api/v1/publications", json={"project_id": project, **row})["id"]
        for row in ISSUED
    ]


def titles(browser: Browser, query: str = "") -> list[str]:
    """The rows of the list as the page has them."""
    return re.findall(
        r'<a href="/events/publications/[0-9a-f-]{36}">([^<]*)</a>',
        text_of(browser.get(f"/events/publications{query}")),
    )


def rows(browser: Browser, query: str = "") -> list[list[Any]]:
    """The rows of the workbook with its head."""
    return (
        load_workbook(BytesIO(browser.get(f"/events/publications.xlsx{query}").data))
        .get_sheet_by_index(0)
        .to_python()
    )


def test_newest_day_stands_first_whenever_it_was_entered(lead: Browser, issued: list[str]) -> None:
    assert titles(lead) == ["Эфир в Актау", "Тренинг в Шорнаке", "Черновик статьи", "Старт проекта"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?kind=social_post", ["Тренинг в Шорнаке"]),
        ("?region=mangystau", ["Эфир в Актау"]),
        ("?region=whole", ["Старт проекта"]),
        ("?status=draft", ["Черновик статьи"]),
        ("?q=шорнаке", ["Тренинг в Шорнаке"]),
        ("?q=альянса", ["Старт проекта"]),
        ("?proof=missing", ["Эфир в Актау", "Черновик статьи", "Старт проекта"]),
        ("?q=100%25", []),
        ("?q=%00", None),
    ],
)
def test_filters_leave_what_they_name(
    lead: Browser, issued: list[str], query: str, found: list[str] | None
) -> None:
    assert titles(lead, query) == (titles(lead) if found is None else found)


def test_order_follows_the_names_that_are_read(lead: Browser, issued: list[str]) -> None:
    lead.cookies["asar_locale"] = "ru"
    assert titles(lead, "?sort=kind") == [
        "Тренинг в Шорнаке",
        "Старт проекта",
        "Черновик статьи",
        "Эфир в Актау",
    ]


def test_file_takes_a_publication_off_the_unproven(suite: Suite, lead: Browser, issued: list[str]) -> None:
    suite.ok(
        "POST",
        f"/events/api/v1/publications/{issued[2]}/evidence",
        data={"kind": "screenshot", "file": (BytesIO(PDF), "ведомость.pdf")},
    )
    assert "Эфир в Актау" not in titles(lead, "?proof=missing")


def test_more_than_a_page_is_paged_with_totals(suite: Suite, lead: Browser, project: str) -> None:
    for number in range(51):
        suite.ok(
            "POST",
            "/events/api/v1/publications",
            json={
                "project_id": project,
                "kind": "social_post",
                "title": f"Пост {number}",
                "issued_on": "2022-04-13",
            },
        )
    assert (len(titles(lead)), len(titles(lead, "?page=2"))) == (50, 1)
    assert len(rows(lead)) == 52


def test_workbook_has_the_filters_and_columns_of_the_page(lead: Browser, issued: list[str]) -> None:
    found = rows(lead, "?region=turkistan&sort=date&col=title&col=region&col=proof")
    assert [row[0] for row in found[1:]] == ["Черновик статьи", "Тренинг в Шорнаке"]
    assert len(found[0]) == 4 and found[1][3] != found[2][3]


def test_partner_lists_and_exports_his_region_and_the_whole_project(suite: Suite, issued: list[str]) -> None:
    partner = suite.browser("partner_rep", "turkistan")
    assert "Эфир в Актау" not in titles(partner) and "Старт проекта" in titles(partner)
    assert [row[0] for row in rows(partner)[1:]] == titles(partner)


def test_tool_reads_every_page_once(suite: Suite, issued: list[str]) -> None:
    first = suite.call("GET", "/events/api/v1/publications?limit=3")
    second = suite.ok("GET", f"/events/api/v1/publications?limit=3&cursor={first.headers['Next-Cursor']}")
    assert [row["id"] for row in first.get_json() + second] == sorted(issued, reverse=True)


def test_odd_addresses_of_the_list_still_answer(lead: Browser, issued: list[str]) -> None:
    for query in (
        "?page=-1",
        "?page=x",
        "?sort=nonsense",
        "?project=1",
        "?region='",
        "?col=nothing",
        "?kind=%00",
    ):
        assert lead.get(f"/events/publications{query}").status_code == 200, query
        assert lead.get(f"/events/publications.xlsx{query}").status_code == 200, query


ONE_PAGE = [
    "https://vk.com/wall-1_2",
    "http://www.vk.com/wall-1_2/",
    "https://m.vk.com/wall-1_2?utm_source=mail&fbclid=1#comments",
]
OTHER_PAGES = ["https://vk.com/wall-1_22", "https://vk.com/wall-1_2?reply=5", "https://example.kz/wall-1_2"]


def posted(browser: Browser, project: str, link: str, **more: str) -> Any:
    """The answer to the form of a post with a link."""
    form = {"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-13"}
    form |= {"status": "published", "link": link, **more}
    return browser.post("/events/publications/new", form)


@pytest.mark.parametrize("link", ONE_PAGE)
def test_a_link_counts_once_and_what_was_typed_stays(lead: Browser, project: str, link: str) -> None:
    assert posted(lead, project, ONE_PAGE[0]).status_code == 302
    refused = posted(lead, project, link, title="Тот же пост")
    page = refused.get_data(as_text=True)
    assert refused.status_code == 422 and "считается один раз" in page and 'value="Тот же пост"' in page
    assert posted(lead, project, "", title="Тот же пост").status_code == 302


@pytest.mark.parametrize("link", OTHER_PAGES)
def test_a_link_to_another_page_is_another_publication(lead: Browser, project: str, link: str) -> None:
    assert [posted(lead, project, each).status_code for each in (ONE_PAGE[0], link)] == [302, 302]


def test_a_tool_is_told_which_publication_has_the_link(suite: Suite, project: str) -> None:
    sent = {"project_id": project, "kind": "social_post", "title": "Пост", "issued_on": "2022-04-13"}
    sent |= {"link": ONE_PAGE[0]}
    first = suite.ok("POST", "/events/api/v1/publications", json=sent)["id"]
    answer = suite.call("POST", "/events/api/v1/publications", json={**sent, "kind": "press_article"})
    assert answer.status_code == 409
    assert (answer.json["code"], answer.json["detail"]["id"]) == ("link_recorded", first)


def test_a_correction_keeps_its_own_link_and_takes_no_other(lead: Browser, project: str) -> None:
    here = posted(lead, project, ONE_PAGE[0]).headers["Location"].partition("#")[0]
    posted(lead, project, OTHER_PAGES[0])
    form = {"kind": "social_post", "title": "Исправлен", "issued_on": "2022-04-13"}
    form |= {"status": "published"}
    answers = [lead.post(f"{here}/edit", {**form, "link": link}) for link in (ONE_PAGE[1], OTHER_PAGES[0])]
    assert [answer.status_code for answer in answers] == [302, 422]
