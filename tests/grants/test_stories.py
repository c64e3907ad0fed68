"""Success stories: counted once they are published and nobody in them was left unasked."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from shared.language.wordings import marked
from tests.brought import rows_of
from tests.shared.makers import an_application
from tests.suite import PDF, Browser, Suite

PAGE, API = "/grants/stories", "/grants/api/v1/stories"
TOLD = {
    "title": "Вода у каждого двора",
    "problem": "Из шести колонок работали две",
    "action": "Группа заменила трубы",
    "result": "Вода есть у всех",
}
WHERE = {"published_on": "2022-09-06", "channel": "Газета «Оңтүстік»", "link": "https://example.kz/1"}


@pytest.fixture
def award(suite: Suite, project: str) -> str:
    """A grant of Turkistan, awarded on a day before the stories."""
    application = an_application(suite, project).rsplit("/", 1)[1]
    return suite.award(application, awarded_on="2022-06-24")


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes stories."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def recorded(suite: Suite, award: str, **more: Any) -> str:
    """The id of a story recorded through the API."""
    made: str = suite.ok("POST", API, json={"award_id": award, **TOLD, **more})["id"]
    return made


def refused(suite: Suite, award: str, token: str = "", **more: Any) -> tuple[int, str]:
    """How the API refuses a story."""
    answer = suite.call("POST", API, json={"award_id": award, **TOLD, **more}, token=token)
    return answer.status_code, answer.get_json()["code"]


def figure(suite: Suite, project: str) -> tuple[int, int]:
    """Published stories, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "2.1.7")
    return row["actual"], row["evidence"]["present"]


def file(suite: Suite, story: str, kind: str, data: bytes = PDF) -> str:
    """The id of a file on a story."""
    sent = {"file": (BytesIO(data + kind.encode()), f"{kind}.pdf"), "kind": kind}
    made: str = suite.ok("POST", f"{API}/{story}/evidence", data=sent)["id"]
    return made


def state(suite: Suite) -> str:
    """The state of the only story."""
    (row,) = suite.ok("GET", API)
    found: str = row["state"]
    return found


def test_story_counts_from_the_day_it_was_published(
    suite: Suite, project: str, award: str, lead: Browser
) -> None:
    story = recorded(suite, award, published_on=None)
    assert (state(suite), figure(suite, project)) == ("draft", (0, 0))
    done = lead.post(f"{PAGE}/{story}/edit", {**TOLD, **WHERE})
    assert (done.status_code, state(suite), figure(suite, project)) == (302, "published", (1, 1))
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/2.1.7/records")
    assert (row["title"], row["occurred_on"], row["region"]) == (TOLD["title"], "2022-09-06", "turkistan")


def test_photo_without_consent_is_not_counted_and_the_page_says_so(
    suite: Suite, project: str, award: str, lead: Browser
) -> None:
    story = recorded(suite, award, **WHERE)
    file(suite, story, "photo")
    assert (state(suite), figure(suite, project)) == ("withheld", (0, 0))
    assert "Нет согласия на фото или цитату" in text(lead.get(f"{PAGE}/{story}"))
    file(suite, story, "consent", PDF[: len(PDF) // 3])
    assert (state(suite), figure(suite, project)) == ("withheld", (0, 0))
    consent = file(suite, story, "consent")
    assert (state(suite), figure(suite, project)) == ("published", (1, 1))
    assert lead.post(f"/grants/evidence/{consent}/detachment", {}).status_code == 302
    assert (state(suite), figure(suite, project)) == ("withheld", (0, 0))


def test_photo_that_shows_nobody_needs_no_consent(suite: Suite, project: str, award: str) -> None:
    story = recorded(suite, award, faceless=True, **WHERE)
    file(suite, story, "photo")
    assert (state(suite), figure(suite, project)) == ("published", (1, 1))


def test_whoever_is_quoted_by_name_is_asked_too(suite: Suite, award: str, lead: Browser) -> None:
    story = recorded(suite, award, quote="Воды хватает всем", quoted="Омарова Гүлнар", **WHERE)
    assert state(suite) == "withheld"
    page = text(suite.browser("grantor_viewer").get(f"{PAGE}/{story}"))
    assert "Воды хватает" in page and "Омарова" not in page
    assert "Омарова" in text(lead.get(f"{PAGE}/{story}"))
    assert "Омарова" not in str(suite.ok("GET", API))
    assert lead.post(f"{PAGE}/{story}/edit", {**TOLD, **WHERE, "quote": "Воды хватает"}).status_code == 302
    assert state(suite) == "published"


def test_story_without_link_is_told_and_not_proven_until_a_copy_comes(
    suite: Suite, project: str, award: str, lead: Browser
) -> None:
    story = recorded(suite, award, published_on="2022-09-06", channel="Газета")
    assert figure(suite, project) == (1, 0)
    assert "Ничто не подтверждает публикацию" in text(lead.get(f"{PAGE}/{story}"))
    file(suite, story, "publication_link")
    assert figure(suite, project) == (1, 1)


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"published_on": "2098-01-01", "channel": "Сайт"}, (422, "story_in_future")),
        ({"published_on": "2021-09-06", "channel": "Сайт"}, (422, "story_before_grant")),
        ({"published_on": "2022-09-06"}, (422, "invalid")),
        ({"channel": "Сайт"}, (422, "invalid")),
        ({"link": "https://example.kz/1"}, (422, "invalid")),
        ({"quoted": "Омарова Гүлнар"}, (422, "invalid")),
        ({"title": " "}, (422, "invalid")),
        ({"link": "javascript:alert(1)", "published_on": "2022-09-06", "channel": "x"}, (422, "invalid")),
    ],
)
def test_story_that_cannot_be_is_refused(
    suite: Suite, award: str, more: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert refused(suite, award, **more) == answer and not suite.ok("GET", API)


def test_the_same_story_is_refused_and_another_one_of_a_group_is_asked_about(
    suite: Suite, project: str, award: str, lead: Browser
) -> None:
    recorded(suite, award, **WHERE)
    same = {**WHERE, "title": "«ВОДА  у каждого двора»", "again": True}
    assert refused(suite, award, **same) == (409, "story_recorded")
    other = {**TOLD, **WHERE, "title": "Год спустя", "award_id": award}
    asked = lead.post(f"{PAGE}/new", other)
    assert asked.status_code == 422 and "Это другая?" in text(asked) and "Группа заменила" in text(asked)
    assert lead.post(f"{PAGE}/new", {**other, "again": "1"}).status_code == 302
    assert figure(suite, project) == (2, 2)


def test_cancelled_grant_has_no_story(suite: Suite, award: str) -> None:
    suite.ok("POST", f"/grants/api/v1/awards/{award}/cancellation", json={"reason": "Отказ группы"})
    assert refused(suite, award) == (409, "grant_cancelled")


def test_withdrawn_story_counts_nowhere_and_takes_no_file(
    suite: Suite, project: str, award: str, lead: Browser
) -> None:
    story = recorded(suite, award, **WHERE)
    assert lead.post(f"{PAGE}/{story}/withdrawal", {"reason": ""}).status_code == 422
    assert lead.post(f"{PAGE}/{story}/withdrawal", {"reason": "Группа передумала"}).status_code == 302
    assert figure(suite, project) == (0, 0) and "Группа передумала" in text(lead.get(f"{PAGE}/{story}"))
    sent = {"file": (BytesIO(PDF), "x.pdf"), "kind": "photo"}
    answer = suite.call("POST", f"{API}/{story}/evidence", data=sent)
    assert answer.get_json()["code"] == "story_withdrawn"
    recorded(suite, award, **WHERE)
    assert figure(suite, project) == (1, 1)


def test_region_writes_and_sees_its_own_stories(suite: Suite, project: str, award: str) -> None:
    story = recorded(suite, award, **WHERE)
    theirs = suite.token(region="atyrau")
    assert refused(suite, award, theirs) == (404, "not_found")
    assert suite.ok("GET", API, token=theirs) == []
    neighbour, own = suite.browser("partner_rep", "atyrau"), suite.browser("partner_rep", "turkistan")
    assert neighbour.get(f"{PAGE}/{story}").status_code == 404
    assert TOLD["title"] not in text(neighbour.get(PAGE))
    page = text(own.get(PAGE))
    assert TOLD["title"] in page and f"{PAGE}/new" in page
    assert "ТУР-001" in text(own.get(f"{PAGE}/new")) and "ТУР-001" not in text(neighbour.get(f"{PAGE}/new"))


def test_list_and_workbook_follow_the_address(suite: Suite, award: str, lead: Browser) -> None:
    recorded(suite, award, **WHERE)
    for query, there in {"?state=published": True, "?q=трубы": True, "?state=draft": False}.items():
        with ZipFile(BytesIO(lead.get(f"{PAGE}.xlsx{query}").data)) as book:
            sheet = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        found = (TOLD["title"] in text(lead.get(PAGE + query)), TOLD["title"] in sheet)
        assert found == (there, there), query


def test_grant_shows_its_story_and_history_tells_who_wrote_it(
    suite: Suite, award: str, lead: Browser
) -> None:
    story = recorded(suite, award, **WHERE)
    assert f"{PAGE}/{story}" in text(lead.get(f"/grants/awards/{award}"))
    lead.post(f"{PAGE}/{story}/edit", {**TOLD, **WHERE, "title": "Вода в Карнаке"})
    page = text(lead.get(f"{PAGE}/{story}"))
    assert "Вода у каждого двора" in page and "Тест project_lead" in page


def test_story_that_lacks_a_consent_waits_in_the_week(suite: Suite, award: str) -> None:
    story = recorded(suite, award, **WHERE)
    file(suite, story, "photo")
    officer = suite.browser("pr_officer")
    page = text(officer.get("/registry/home"))
    assert "1 история успеха без согласия" in page and f"{PAGE}/{story}" in page


IN_KAZAKH = {
    "problem_kk": "Алты су бағанының екеуі ғана істеді",
    "action_kk": "Топ құбырларды ауыстырды",
    "result_kk": "Су бәріне жетеді",
    "quote_kk": "Енді суды алыстан тасымаймыз",
}


def test_story_is_read_and_goes_out_in_kazakh_where_somebody_wrote_it(
    suite: Suite, award: str, lead: Browser
) -> None:
    story = recorded(suite, award, quote="Воду больше не возим", numbers="120 дворов", **IN_KAZAKH)
    assert IN_KAZAKH["result_kk"] in text(lead.get(f"{PAGE}/{story}/edit"))
    assert IN_KAZAKH["result_kk"] not in text(lead.get(f"{PAGE}/{story}"))
    lead.cookies["asar_locale"] = "kk"
    page = text(lead.get(f"{PAGE}/{story}"))
    assert all(words in page for words in IN_KAZAKH.values()) and TOLD["problem"] not in page
    assert marked("120 дворов", "") in page  # nobody wrote it in Kazakh yet: the mark of elsewhere
    head, line = rows_of(lead.get(f"{PAGE}.xlsx?col=problem&col=quote").data)
    assert IN_KAZAKH["problem_kk"] in line and TOLD["problem"] in line and len(head) == 2


def test_kazakh_reader_is_told_the_kazakh_title(suite: Suite, award: str, lead: Browser) -> None:
    story = recorded(suite, award, title_kk="Әр аулада – су")
    sent = {**TOLD, "title_kk": "Әр аулаға – су"}
    assert lead.post(f"{PAGE}/{story}/edit", sent).status_code == 302
    lead.cookies["asar_locale"] = "kk"
    pages = [text(lead.get(page)) for page in (PAGE, f"{PAGE}/{story}")]
    assert all("Әр аулаға – су" in page and TOLD["title"] not in page for page in pages)
