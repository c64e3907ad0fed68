"""Problems of thematic sessions: named once, voted for, printed in the protocol, told to the others."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest

from tests.suite import Browser, Suite

API = "/events/api/v1"
SAID = {"title": "Нет света на улице Абая", "votes": 3, "sector": "light", "priority": "high"}
PROTOCOL = {
    "number": "4",
    "agenda": "Оценка потребностей\nГолосование",
    "decisions": "Внести в план села",
    "chair": "Сейтова Гүлнар",
    "secretary": "Оразов Ерлан",
}


def planned(suite: Suite, project: str, day: str = "2022-05-27") -> str:
    """The id of a session somebody planned."""
    said = {"type": "thematic_session", "activity": "1.2", "region": "turkistan", "settlement": "с. Карнак"}
    more = {"project_id": project, "title": "Заседание", "starts_on": day, "mode": "offline"}
    made: str = suite.ok("POST", f"{API}/gatherings", json={**said, **more})["id"]
    return made


@pytest.fixture
def session(suite: Suite, project: str) -> str:
    """A thematic session that was held with four people."""
    made = planned(suite, project)
    people = [{"name": f"Участник {n}", "category": "resident", "attended": True} for n in range(4)]
    suite.ok("POST", f"{API}/gatherings/{made}/participants", json={"participants": people})
    suite.ok("POST", f"{API}/gatherings/{made}/completion")
    return made


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who writes problems down."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    said: str = answer.get_data(as_text=True)
    return said


def page_of(session: str) -> str:
    """Where the problems of a session are."""
    return f"/events/gatherings/{session}/problems"


def named(suite: Suite, session: str, **more: Any) -> str:
    """The id of a problem named through the API."""
    made: str = suite.ok("POST", f"{API}/gatherings/{session}/problems", json={**SAID, **more})["id"]
    return made


def refused(suite: Suite, session: str, **more: Any) -> tuple[int, str]:
    """How the API refuses a problem."""
    answer = suite.call("POST", f"{API}/gatherings/{session}/problems", json={**SAID, **more})
    return answer.status_code, answer.get_json()["code"]


def listed(suite: Suite, query: str = "") -> list[dict[str, Any]]:
    """The problems a tool reads."""
    found: list[dict[str, Any]] = suite.ok("GET", f"{API}/problems{query}")
    return found


def test_session_keeps_its_problems_the_most_urgent_first(suite: Suite, session: str, lead: Browser) -> None:
    assert "Записать проблемы" in text(lead.get(f"/events/gatherings/{session}"))
    low = {**SAID, "title": "Мало скамеек", "priority": "low", "votes": "4", "settlement": "с. Шорнак"}
    assert lead.post(page_of(session), low).status_code == 302
    named(suite, session)
    page = text(lead.get(page_of(session)))
    assert page.index("Нет света") < page.index("Мало скамеек") and "3 голоса" in page
    rows = {row["title"]: row for row in listed(suite, f"?gathering_id={session}")}
    assert rows["Мало скамеек"]["settlement"] == "с. Шорнак"
    assert rows[SAID["title"]]["settlement"] == "с. Карнак"
    assert "Нет света" in text(lead.get(f"/events/gatherings/{session}"))


def test_the_same_problem_is_named_once(suite: Suite, session: str, lead: Browser) -> None:
    item = named(suite, session)
    assert refused(suite, session, title="«нет СВЕТА»  на улице Абая") == (409, "problem_named")
    assert "уже названа" in text(lead.post(page_of(session), SAID))
    assert lead.post(f"/events/problems/{item}", {**SAID, "votes": "4"}).status_code == 302
    assert [row["votes"] for row in listed(suite)] == [4]


def test_more_votes_than_people_are_asked_about(suite: Suite, session: str, lead: Browser) -> None:
    assert refused(suite, session, votes=5) == (409, "votes_over_people")
    asked = text(lead.post(page_of(session), {**SAID, "votes": "5"}))
    assert "4 чел." in asked and 'name="more_votes"' in asked and SAID["title"] in asked
    assert lead.post(page_of(session), {**SAID, "votes": "5", "more_votes": "1"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " "}, "title"),
        ({"votes": "много"}, "votes"),
        ({"sector": "луна"}, "sector"),
        ({"votes": ""}, "votes"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    session: str, lead: Browser, wrong: dict[str, str], field: str
) -> None:
    answer = lead.post(page_of(session), {**SAID, **wrong})
    assert answer.status_code == 422 and f'id="f-{field}-error"' in text(answer)


def test_only_a_session_that_was_held_names_problems(suite: Suite, project: str, session: str) -> None:
    training = suite.gathering(project, 1)
    assert suite.call("POST", f"{API}/gatherings/{training}/problems", json=SAID).status_code == 404
    later = planned(suite, project, "2098-05-12")
    assert refused(suite, later) == (409, "session_to_come")
    lead = suite.browser("project_lead")
    lead.post(f"/events/gatherings/{session}/cancellation", {"reason": "Ошибка"})
    assert refused(suite, session) == (409, "session_cancelled")


def test_withdrawn_problem_stays_with_its_reason_and_may_be_named_anew(
    suite: Suite, session: str, lead: Browser
) -> None:
    item = named(suite, session)
    assert lead.post(f"/events/problems/{item}/withdrawal", {"reason": "Чужое село"}).status_code == 302
    assert SAID["title"] not in text(lead.get(page_of(session)))
    assert "Чужое село" in text(lead.get(f"/events/problems/{item}"))
    again = suite.call("POST", f"{API}/problems/{item}/withdrawal", json={"reason": "x"})
    assert again.get_json()["code"] == "problem_withdrawn"
    named(suite, session)
    assert sorted(row["status"] for row in listed(suite)) == ["named", "withdrawn"]


def test_another_region_neither_reads_nor_writes(suite: Suite, session: str) -> None:
    item = named(suite, session)
    stranger = suite.browser("partner_rep", "atyrau")
    assert stranger.get(page_of(session)).status_code == 404
    assert stranger.post(f"/events/problems/{item}", SAID, page="/events/gatherings").status_code == 404
    assert not suite.call("GET", f"{API}/problems", token=suite.token(region="atyrau")).get_json()
    assert len(listed(suite, "?sector=light&region=turkistan")) == 1 and not listed(suite, "?sector=water")


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_protocol_prints_what_is_recorded(suite: Suite, session: str, lead: Browser, language: str) -> None:
    named(suite, session)
    assert lead.post(f"/events/gatherings/{session}/protocol", PROTOCOL).status_code == 302
    address = f"/events/gatherings/{session}/protocol"
    with ZipFile(BytesIO(lead.get(f"{address}.docx?language={language}").data)) as word:
        said = word.read("word/document.xml").decode()
    words = {"ru": ("Протокол № 4", "высокий"), "kk": ("№ 4 хаттама", "жоғары")}[language]
    known = (SAID["title"], "Голосование", "Внести в план села", "Сейтова Гүлнар", *words)
    assert [word for word in known if word not in said] == []
    printed = lead.get(f"{address}.pdf?language={language}")
    assert printed.data.startswith(b"%PDF") and printed.mimetype == "application/pdf"
    assert lead.get(f"{address}.exe").status_code == 404


def test_protocol_names_nobody_to_whoever_may_not_read_names(suite: Suite, session: str) -> None:
    named(suite, session)
    suite.ok("PUT", f"{API}/gatherings/{session}/protocol", json=PROTOCOL)
    viewer = suite.browser("grantor_viewer")
    with ZipFile(BytesIO(viewer.get(f"/events/gatherings/{session}/protocol.docx").data)) as word:
        said = word.read("word/document.xml").decode()
    assert "Сейтова" not in said and SAID["title"] in said


def test_my_week_names_a_session_that_names_no_problem(suite: Suite, session: str, lead: Browser) -> None:
    assert "1 заседание прошло, проблемы не записаны" in text(lead.get("/registry/home"))
    named(suite, session)
    assert "проблемы не записаны" not in text(lead.get("/registry/home"))
