"""Initiative groups: of one village each, counted from their founding, proven by their protocol."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import text as sql

from tests.suite import PDF, Browser, Suite

PAGE, API = "/registry/groups", "/registry/api/v1/groups"


@pytest.fixture
def lead(suite: Suite) -> Browser:
    """Who records groups."""
    return suite.browser("project_lead")


def text(answer: Any) -> str:
    """What a page says."""
    return answer.get_data(as_text=True)


def body(project: str, **more: Any) -> dict[str, Any]:
    """A group as a tool sends it."""
    place = {"name": "ИГ «Береке»", "region": "turkistan", "settlement": "с. Карнак"}
    people = {"leader_name": "Омаров Ержан", "members": ["Омарова Гүлнар", "Ким Вера", "Асан Үсен"]}
    return {"project_id": project, "problem": "Вода", "formed_on": "2022-06-01", **place, **people, **more}


def form(project: str, **more: Any) -> dict[str, Any]:
    """A group as its form sends it."""
    members = "1. Омарова Гүлнар\n2) Ким Вера\n\n- Асан Үсен;\n"
    return body(project, **{"members": members, **more})


def recorded(suite: Suite, project: str, **more: Any) -> str:
    """The id of a group recorded through the API."""
    made: str = suite.ok("POST", API, json=body(project, **more))["id"]
    return made


def refused(suite: Suite, said: dict[str, Any], token: str = "") -> tuple[int, str]:
    """How the API refuses a group."""
    answer = suite.call("POST", API, json=said, token=token)
    return answer.status_code, answer.get_json()["code"]


def protocol(suite: Suite, group: str, kind: str = "group_protocol", data: bytes = PDF) -> int:
    """How the founding protocol is taken."""
    sent = {"file": (BytesIO(data + group.encode()), "протокол.pdf"), "kind": kind}
    status: int = suite.call("POST", f"{API}/{group}/evidence", data=sent).status_code
    return status


def figure(suite: Suite, project: str) -> tuple[int, int]:
    """Groups that count, and how many of them are proven."""
    suite.settle()
    row = suite.figure(project, "2.1.2")
    return row["actual"], row["evidence"]["present"]


def listed(suite: Suite, **options: Any) -> list[dict[str, Any]]:
    """The groups a tool reads."""
    found: list[dict[str, Any]] = suite.ok("GET", API, **options)
    return found


def names(suite: Suite, group: str) -> list[str]:
    """The members of a group in their order."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        query = sql("SELECT name FROM group_members WHERE group_id = :id ORDER BY place")
        return list(session.scalars(query, {"id": group}))


@pytest.mark.parametrize("kind", ["group_protocol", "signed_list"])
def test_group_counts_from_its_founding_and_is_proven_by_its_protocol(
    suite: Suite, project: str, kind: str
) -> None:
    group = recorded(suite, project)
    before = figure(suite, project)
    assert protocol(suite, group, kind) == 201
    assert (before, figure(suite, project)) == ((1, 0), (1, 1))
    (row,) = suite.ok("GET", f"/reports/api/v1/projects/{project}/indicators/2.1.2/records")
    assert (row["title"], row["occurred_on"], row["region"]) == ("ИГ «Береке»", "2022-06-01", "turkistan")


def test_photo_or_a_file_that_does_not_open_proves_no_founding(suite: Suite, project: str) -> None:
    group = recorded(suite, project)
    assert [protocol(suite, group, "photo"), protocol(suite, group, data=PDF[:99])] == [201, 201]
    assert figure(suite, project) == (1, 0) and listed(suite)[0]["state"] == "unproven"


def test_pasted_list_of_members_is_read_line_by_line(suite: Suite, project: str, lead: Browser) -> None:
    done = lead.post(f"{PAGE}/new", form(project, formed_on="01.06.2022", **{"day.field": "formed_on"}))
    group = done.headers["Location"].rsplit("/", 1)[1].partition("#")[0]
    assert names(suite, group) == ["Омаров Ержан", "Омарова Гүлнар", "Ким Вера", "Асан Үсен"]
    assert listed(suite)[0]["members"] == 4
    said = form("", members="Ким Вера\nОмаров Ержан\nНовый Человек")
    said.pop("project_id")
    assert lead.post(f"{PAGE}/{group}/edit", said).status_code == 302
    assert names(suite, group) == ["Омаров Ержан", "Ким Вера", "Новый Человек"]


def test_form_that_is_refused_keeps_every_name(suite: Suite, project: str, lead: Browser) -> None:
    page = text(lead.post(f"{PAGE}/new", form(project, formed_on="когда-то", settlement="")))
    assert "f-formed_on-error" in page and "f-settlement-error" in page
    assert "2) Ким Вера" in page and 'value="Омаров Ержан"' in page and not listed(suite)


@pytest.mark.parametrize(
    ("more", "answer"),
    [
        ({"formed_on": "2098-01-01"}, (422, "formed_in_future")),
        ({"formed_on": "2021-05-12"}, (409, "formed_outside_project")),
        ({"region": "abai"}, (422, "region_outside")),
        ({"region": "Нарния"}, (422, "region_unknown")),
        ({"settlement": " "}, (422, "invalid")),
        ({"problem": ""}, (422, "invalid")),
        ({"leader_name": ""}, (422, "invalid")),
        ({"members": ["Ким Вера", "КИМ ВЕРА"]}, (422, "member_twice")),
        ({"members": ["Ким Вера"]}, (409, "group_too_small")),
        ({"members": ["Ким Вера", "омаров ержан"]}, (409, "group_too_small")),
    ],
)
def test_group_that_cannot_be_is_refused_or_asked_about(
    suite: Suite, project: str, more: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert refused(suite, body(project, **more)) == answer and not listed(suite)


def test_what_was_asked_is_saved_once_it_is_answered(suite: Suite, project: str) -> None:
    recorded(suite, project, members=["Ким Вера"], few=True, formed_on="2022-01-10", outside=True)
    assert listed(suite)[0]["members"] == 2


def test_group_of_two_regions_is_asked_about_and_the_same_one_refused(
    suite: Suite, project: str, lead: Browser
) -> None:
    recorded(suite, project)
    same = body(project, name="иг Береке", settlement="Карнак ауылы", again=True)
    assert refused(suite, same) == (409, "group_recorded")
    asked = text(lead.post(f"{PAGE}/new", form(project, region="atyrau", settlement="п. Макат")))
    assert "в другом месте: с. Карнак" in asked and "в одном селе одной области" in asked
    neighbour = suite.browser("partner_rep", "atyrau")
    hidden = text(neighbour.post(f"{PAGE}/new", form(project, region="atyrau", settlement="п. Макат")))
    assert "в другом месте: …" in hidden and "с. Карнак" not in hidden
    assert figure(suite, project) == (1, 0)
    recorded(suite, project, region="atyrau", settlement="п. Макат", again=True)
    assert figure(suite, project) == (2, 0)


def test_eight_hands_at_once_record_one(suite: Suite, project: str) -> None:
    token = suite.token()
    with ThreadPoolExecutor(8) as hands:
        sent = [hands.submit(suite.call, "POST", API, json=body(project), token=token) for _hand in range(8)]
    assert sorted(answer.result().status_code for answer in sent) == [201] + [409] * 7


def test_member_whom_only_his_name_can_mean_is_that_person(suite: Suite, project: str, lead: Browser) -> None:
    meeting = suite.gathering(project, 0, region="turkistan")
    people = [
        {"name": "Омаров Ержан", "settlement": "Карнак ауылы", "category": "leader", "attended": True},
        {"name": "Ким Вера", "settlement": "с. Шаян", "category": "leader", "attended": True},
    ]
    path = f"/events/api/v1/gatherings/{meeting}/participants"
    suite.ok("POST", path, json={"participants": people})
    ids = {row["name"]: row["person_id"] for row in suite.ok("GET", path)}
    page = text(lead.get(f"{PAGE}/{recorded(suite, project)}"))
    assert f"/registry/people/{ids['Омаров Ержан']}" in page
    assert f"/registry/people/{ids['Ким Вера']}" not in page and "Ким Вера" in page


def test_names_are_seen_only_by_those_who_record_groups(suite: Suite, project: str, lead: Browser) -> None:
    group = recorded(suite, project)
    page = text(suite.browser("grantor_viewer").get(f"{PAGE}/{group}"))
    assert "ИГ «Береке»" in page and "Ким Вера" not in page and "4 человека" in page
    assert "Ким Вера" in text(lead.get(f"{PAGE}/{group}")) and "Ким" not in str(listed(suite))
    suite.settle()
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        (state,) = session.scalars(
            sql("SELECT state::text FROM record_copies WHERE kind = 'initiative_group'")
        )
    assert "Ким" not in state and "Омаров" not in state


def test_visit_says_whether_a_group_lasts(suite: Suite, project: str, lead: Browser) -> None:
    group = recorded(suite, project)
    assert listed(suite)[0]["lasts"] is None and "инициативную группу пора" in text(
        lead.get("/registry/home")
    )
    path, found = f"{API}/{group}/checks", {"meets": True, "led": True, "acts": False}
    suite.ok("POST", path, json={"checked_on": "2022-09-05", **found, "note": "Ждут весны"})
    assert (listed(suite)[0]["lasts"], listed(suite)[0]["checked_on"]) == (False, "2022-09-05")
    page = text(lead.get(f"{PAGE}/{group}"))
    assert "Ждут весны" in page and "неустойчивая" in page
    sent = {"checked_on": "2022-12-05", "meets": "true", "led": "true", "acts": "true"}
    assert lead.post(f"{PAGE}/{group}/checks", sent).status_code == 302
    assert listed(suite)[0]["lasts"] is True
    assert "ИГ «Береке»" in text(lead.get(f"{PAGE}?lasts=lasts"))
    assert "ИГ «Береке»" not in text(lead.get(f"{PAGE}?lasts=lapsed"))


def test_visit_before_the_founding_or_without_an_answer_is_refused(
    suite: Suite, project: str, lead: Browser
) -> None:
    group = recorded(suite, project)
    sent = {"checked_on": "2022-05-01", "meets": "true", "led": "true", "acts": "true"}
    assert lead.post(f"{PAGE}/{group}/checks", sent).status_code == 422
    page = text(lead.post(f"{PAGE}/{group}/checks", {**sent, "checked_on": "2022-09-01", "acts": ""}))
    assert "f-acts-error" in page and listed(suite)[0]["lasts"] is None


def test_withdrawn_group_counts_nowhere(suite: Suite, project: str, lead: Browser) -> None:
    group = recorded(suite, project)
    assert lead.post(f"{PAGE}/{group}/withdrawal", {"reason": ""}).status_code == 422
    assert lead.post(f"{PAGE}/{group}/withdrawal", {"reason": "Не состоялась"}).status_code == 302
    assert figure(suite, project) == (0, 0) and "Не состоялась" in text(lead.get(f"{PAGE}/{group}"))
    assert protocol(suite, group) == 409
    recorded(suite, project)
    assert figure(suite, project) == (1, 0)


def test_region_writes_and_sees_its_own_groups(suite: Suite, project: str) -> None:
    group = recorded(suite, project)
    theirs = suite.token(region="atyrau")
    assert refused(suite, body(project, name="Другая"), theirs) == (403, "forbidden")
    assert listed(suite, token=theirs) == []
    neighbour, own = suite.browser("partner_rep", "atyrau"), suite.browser("partner_rep", "turkistan")
    assert neighbour.get(f"{PAGE}/{group}").status_code == 404
    assert "Береке" not in text(neighbour.get(PAGE)) and "Береке" in text(own.get(PAGE))


def test_list_and_workbook_follow_the_address(suite: Suite, project: str, lead: Browser) -> None:
    recorded(suite, project)
    for query, there in {"?state=unproven": True, "?q=карнак": True, "?region=atyrau": False}.items():
        with ZipFile(BytesIO(lead.get(f"{PAGE}.xlsx{query}").data)) as book:
            sheet = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert ("Береке" in text(lead.get(PAGE + query)), "Береке" in sheet) == (there, there), query


def test_group_without_its_protocol_waits_in_the_week(suite: Suite, project: str) -> None:
    group = recorded(suite, project)
    page = text(suite.browser("partner_rep", "turkistan").get("/registry/home"))
    assert "1 инициативная группа без протокола" in page and f"{PAGE}/{group}" in page
