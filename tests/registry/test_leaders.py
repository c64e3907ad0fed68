"""The leaders' pool: who joined after which training, once, and whether he may be contacted."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.suite import Browser, Suite

PAGE, API = "/registry/leaders", "/registry/api/v1/leaders"
TRAINED = {"learned_at": "Тренинг в Карнаке", "trained_on": "2022-04-12", "joined_on": "2022-04-20"}


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who keeps the pool."""
    return suite.browser("project_lead")


@pytest.fixture
def person(suite: Suite, project: str) -> str:
    """Somebody of Turkistan who was trained."""
    meeting = suite.gathering(project, 0, region="turkistan")
    path = f"/events/api/v1/gatherings/{meeting}/participants"
    line = {"name": "Омаров Ержан", "settlement": "Карнак", "category": "leader", "attended": True}
    suite.ok("POST", path, json={"participants": [line]})
    found: str = suite.ok("GET", path)[0]["person_id"]
    return found


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def body(project: str, person: str, **more: Any) -> dict[str, Any]:
    """Somebody who joins, as a tool or a form sends it."""
    return {"project_id": project, "person_id": person, **TRAINED, "topics": "Бюджет села", **more}


def refused(suite: Suite, said: dict[str, Any], token: str = "") -> tuple[int, str]:
    """How the API refuses one."""
    answer = suite.call("POST", API, json=said, token=token)
    return answer.status_code, answer.get_json()["code"]


def state(suite: Suite) -> str:
    """The state of the only leader."""
    (row,) = suite.ok("GET", API)
    found: str = row["state"]
    return found


def test_person_joins_from_his_own_page(suite: Suite, project: str, person: str, lead: Browser) -> None:
    page = text(lead.get(f"/registry/people/{person}"))
    assert f"{PAGE}/new?person_id={person}" in page
    done = lead.post(f"{PAGE}/new?person_id={person}", body(project, person))
    assert done.status_code == 302
    shown = text(lead.get(done.headers["Location"]))
    assert "Омаров Ержан" in shown and "Тренинг в Карнаке" in shown and "Нет согласия на связь" in shown
    after = text(lead.get(f"/registry/people/{person}"))
    assert done.headers["Location"] in after and f"{PAGE}/new?person_id=" not in after


def test_form_without_a_person_leads_to_the_people(suite: Suite, project: str, lead: Browser) -> None:
    page = lead.get(f"{PAGE}/new")
    assert page.status_code == 200 and "/registry/people?category=leader" in text(page)


def test_consent_has_its_day_and_waits_in_the_week(
    suite: Suite, project: str, person: str, lead: Browser
) -> None:
    item = suite.ok("POST", API, json=body(project, person))["id"]
    assert state(suite) == "unasked" and "1 лидер из пула" in text(lead.get("/registry/home"))
    said = {**TRAINED, "agreed_on": "2022-04-20"}
    assert lead.post(f"{PAGE}/{item}/edit", said).status_code == 302
    assert state(suite) == "agreed" and "1 лидер из пула" not in text(lead.get("/registry/home"))


def test_who_is_in_the_pool_does_not_join_again_until_he_left(
    suite: Suite, project: str, person: str, lead: Browser
) -> None:
    item = suite.ok("POST", API, json=body(project, person))["id"]
    assert refused(suite, body(project, person)) == (409, "leader_recorded")
    assert lead.post(f"{PAGE}/{item}/leaving", {"reason": ""}).status_code == 422
    assert lead.post(f"{PAGE}/{item}/leaving", {"reason": "Переехал"}).status_code == 302
    assert state(suite) == "left" and "Переехал" in text(lead.get(f"{PAGE}/{item}"))
    assert lead.post(f"{PAGE}/{item}/edit", TRAINED).status_code == 422
    suite.ok("POST", API, json=body(project, person, joined_on="2022-06-01"))
    assert len(suite.ok("GET", API)) == 2


def test_eight_hands_at_once_let_one_join(suite: Suite, project: str, person: str) -> None:
    token, said = suite.token(), body(project, person)
    with ThreadPoolExecutor(8) as hands:
        sent = [hands.submit(suite.call, "POST", API, json=said, token=token) for _hand in range(8)]
    assert sorted(answer.result().status_code for answer in sent) == [201] + [409] * 7


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"joined_on": "2022-04-11"}, (422, "invalid")),
        ({"joined_on": "2098-04-11"}, (422, "joined_in_future")),
        ({"agreed_on": "2098-04-11"}, (422, "joined_in_future")),
        ({"learned_at": " "}, (422, "invalid")),
        ({"trained_on": ""}, (422, "invalid")),
        ({"person_id": "01a223b7-823b-7076-bc54-000000000000"}, (404, "not_found")),
        ({"project_id": "01a223b7-823b-7076-bc54-000000000000"}, (404, "project_unknown")),
    ],
)
def test_what_cannot_be_is_refused(
    suite: Suite, project: str, person: str, more: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert refused(suite, body(project, person, **more)) == answer and not suite.ok("GET", API)


def test_region_keeps_its_own_pool_and_tools_get_no_names(suite: Suite, project: str, person: str) -> None:
    item = suite.ok("POST", API, json=body(project, person))["id"]
    theirs = suite.token(region="atyrau")
    assert refused(suite, body(project, person), theirs) == (404, "not_found")
    assert suite.ok("GET", API, token=theirs) == [] and "Омаров" not in str(suite.ok("GET", API))
    neighbour, own = suite.browser("partner_rep", "atyrau"), suite.browser("partner_rep", "turkistan")
    assert neighbour.get(f"{PAGE}/{item}").status_code == 404
    assert neighbour.get(f"{PAGE}/new?person_id={person}").status_code == 404
    assert "Омаров" not in text(neighbour.get(PAGE)) and "Омаров" in text(own.get(PAGE))
    assert suite.browser("grantor_viewer").get(PAGE).status_code == 403


def test_list_and_workbook_follow_the_address(suite: Suite, project: str, person: str, lead: Browser) -> None:
    suite.ok("POST", API, json=body(project, person))
    for query, there in {"?state=unasked": True, "?q=бюджет": True, "?region=atyrau": False}.items():
        with ZipFile(BytesIO(lead.get(f"{PAGE}.xlsx{query}").data)) as book:
            sheet = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert ("Омаров" in text(lead.get(PAGE + query)), "Омаров" in sheet) == (there, there), query
