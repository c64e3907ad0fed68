"""Where a report was published: counted once, from the first day, proven by a picture beside its link."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest

from shared.clock import today
from tests import papers
from tests.suite import Browser, Suite
from tests.tables import Once

API, RUNNING = "/reports/api/v1", "2022-11-20"


@pytest.fixture(scope="module")
def once() -> Once:
    """The report of all tests here."""
    return Once()


@pytest.fixture
def report(suite: Suite, project: str, once: Once, monkeypatch: pytest.MonkeyPatch) -> str:
    """A sealed report with its public version, built once, while the project ran."""
    with monkeypatch.context() as day:
        day.setenv("ASAR_TODAY", RUNNING)
        return once(suite.tables("reports"), lambda: built(suite, project, "docx", "public_pdf"))


def built(suite: Suite, project: str, *formats: str) -> str:
    """A sealed report in these formats."""
    job = suite.ok("POST", f"{API}/projects/{project}/reports", json={"formats": list(formats)})["job"]
    suite.settle()
    made: str = suite.ok("GET", f"{API}/jobs/{job}")["result"]["report"]
    return made


def place(link: str = "https://gamo.example/report", **said: Any) -> dict[str, Any]:
    """A place as a form or a tool sends it."""
    return {"channel": "site", "link": link, "published_on": today().isoformat(), **said}


def noted(suite: Suite, report: str, **said: Any) -> str:
    """The id of a place that is noted."""
    made: str = suite.ok("POST", f"{API}/reports/{report}/releases", json=place(**said))["id"]
    return made


def figure(suite: Suite, project: str) -> tuple[Any, int]:
    """Published reports: how many count, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "I.2.1")
    return row["actual"], row["evidence"]["present"]


@pytest.fixture
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """A day on which the project still runs."""
    monkeypatch.setenv("ASAR_TODAY", RUNNING)


def test_report_counts_once_in_however_many_places(
    suite: Suite, project: str, november: None, report: str
) -> None:
    assert not figure(suite, project)[0]
    first = noted(suite, report)
    noted(suite, report, link="https://vk.example/post", channel="social")
    assert figure(suite, project) == (1, 0)  # a link alone proves nothing: pages disappear
    picture = {"file": (BytesIO(papers.picture()), "снимок.jpg"), "kind": "screenshot"}
    suite.ok("POST", f"{API}/releases/{first}/evidence", data=picture)
    assert figure(suite, project) == (1, 1)
    other = built(suite, project, "public_pdf")
    noted(suite, other, link="https://gamo.example/second")
    assert figure(suite, project)[0] == 2


def test_withdrawn_place_takes_the_report_out_of_the_figure(
    suite: Suite, project: str, november: None, report: str
) -> None:
    item = noted(suite, report)
    suite.ok("POST", f"{API}/releases/{item}/withdrawal", json={"reason": "Сайт закрыт"})
    assert figure(suite, project)[0] in (None, 0)
    again = suite.call("POST", f"{API}/releases/{item}/withdrawal", json={"reason": "Ещё раз"})
    assert again.status_code == 409
    noted(suite, report)  # the same address may be noted anew
    assert figure(suite, project)[0] == 1


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        ({"published_on": (today() + timedelta(days=400)).isoformat()}, 422, "published_in_future"),
        ({"published_on": "2022-05-01"}, 422, "published_before_sealed"),
        ({"link": "gamo.example"}, 422, "invalid"),
        ({"channel": "телевизор"}, 422, "invalid"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    suite: Suite, report: str, said: dict[str, Any], status: int, code: str
) -> None:
    answer = suite.call("POST", f"{API}/reports/{report}/releases", json=place() | said)
    assert (answer.status_code, answer.get_json()["code"]) == (status, code)


def test_same_place_is_noted_once(suite: Suite, project: str, report: str) -> None:
    noted(suite, report)
    answer = suite.call("POST", f"{API}/reports/{report}/releases", json=place())
    assert (answer.status_code, answer.get_json()["code"]) == (409, "link_noted")


def test_report_without_its_public_version_is_published_nowhere(suite: Suite, project: str) -> None:
    sealed = built(suite, project, "docx")
    answer = suite.call("POST", f"{API}/reports/{sealed}/releases", json=place())
    assert (answer.status_code, answer.get_json()["code"]) == (409, "public_version_missing")


def test_page_of_the_report_says_where_it_stands(suite: Suite, report: str) -> None:
    pr: Browser = suite.browser("pr_officer")
    page = f"/reports/reports/{report}"
    form = {**place(), "published_on": f"{today():%d.%m.%Y}", "day.field": "published_on"}
    assert pr.post(f"{page}/releases/new", form).status_code == 302
    text = pr.get(page).get_data(as_text=True)
    assert "нет снимка" in text and "Видов мест: 1 из 3" in text
    viewer = suite.browser("grantor_viewer")
    assert viewer.get(page).status_code == 200
    assert viewer.post(f"{page}/releases/new", form, page=page).status_code == 403
