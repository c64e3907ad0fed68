"""Who led a gathering is one of its facts, and goes along when it is repeated."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from tests.events.forms import record, recorded, text_of, value_of
from tests.suite import PDF, Browser, Suite

LED = "Ибраева Сауле, тренер\r\nАхметов Болат"
TRAINERS = [{"name": "Ибраева Сауле", "role": "тренер"}, {"name": "Ахметов Болат", "role": ""}]


def of(suite: Suite, gathering: str) -> dict[str, Any]:
    """A gathering through the API."""
    found: dict[str, Any] = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}")
    return found


def led(suite: Suite, gathering: str) -> list[dict[str, Any]]:
    """Who led a gathering, as was said."""
    return [{name: each[name] for name in ("name", "role")} for each in of(suite, gathering)["trainers"]]


def persons(suite: Suite, gathering: str) -> list[str | None]:
    """Who those are that led a gathering, once they were asked about."""
    suite.settle()
    return [each.get("person_id") for each in of(suite, gathering)["trainers"]]


def listed(suite: Suite, gathering: str, name: str) -> str:
    """The person of a name that is put on a gathering's list."""
    page = f"/events/api/v1/gatherings/{gathering}/participants"
    suite.ok("POST", page, json={"participants": [{"name": name, "attended": True}]})
    return str(suite.ok("GET", page)[0]["person_id"])


def test_several_may_lead_a_gathering_each_with_a_role(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, trainers=LED)
    assert led(suite, gathering) == TRAINERS
    assert "Ибраева Сауле, тренер; Ахметов Болат" in text_of(lead.get(f"/events/gatherings/{gathering}"))


def test_tools_say_it_too_and_a_role_without_a_name_is_refused(suite: Suite, project: str) -> None:
    said = {"activity": "4.1", "type": "training", "title": "Тренинг", "mode": "offline"}
    said |= {"project_id": project, "region": "turkistan", "starts_on": "2022-04-12"}
    path = "/events/api/v1/gatherings"
    made = suite.ok("POST", path, json={**said, "trainers": TRAINERS})["id"]
    assert led(suite, made) == TRAINERS
    refused = suite.call("POST", path, json={**said, "trainers": [{"name": "", "role": "тренер"}]})
    assert refused.status_code == 422


def test_it_is_corrected_in_the_form_and_emptied_there(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, trainers=LED)
    page = f"/events/gatherings/{gathering}/edit"
    assert "Ибраева Сауле, тренер\nАхметов Болат</textarea>" in text_of(lead.get(page))
    form = {name: of(suite, gathering)[name] for name in ("type", "title", "settlement", "starts_on", "mode")}
    assert lead.post(page, {**form, "activity": "4.1", "trainers": ""}).status_code == 302
    assert of(suite, gathering)["trainers"] == []
    assert "Кто провёл" in text_of(lead.get(f"/events/gatherings/{gathering}")).split('id="history"')[1]


def test_one_like_it_takes_programme_and_trainers_along(suite: Suite, lead: Browser, project: str) -> None:
    earlier = recorded(lead, project, trainers=LED, file=(BytesIO(PDF), "Программа.pdf"))
    shown = text_of(lead.get(f"/events/gatherings/new?project_id={project}&like={earlier}"))
    assert "Ибраева Сауле, тренер" in shown and "Программа.pdf" in shown
    like = {"like": value_of(shown, "like"), "starts_on": "2022-05-21", "trainers": LED}
    later = recorded(lead, project, **like, programme="1")
    assert (led(suite, later), of(suite, later)["evidence_kinds"]) == (TRAINERS, ["programme"])
    without = recorded(lead, project, **like | {"starts_on": "2022-05-22"})
    assert of(suite, without)["evidence_kinds"] == []


def test_a_programme_of_its_own_comes_before_the_earlier_one(
    suite: Suite, lead: Browser, project: str
) -> None:
    earlier = recorded(lead, project, file=(BytesIO(PDF), "Старая.pdf"))
    own = {"file": (BytesIO(PDF + b"new"), "Новая.pdf"), "like": earlier, "programme": "1"}
    later = recorded(lead, project, **own, starts_on="2022-05-21")
    files = suite.ok("GET", f"/events/api/v1/gatherings/{later}/evidence")
    assert [item["name"] for item in files] == ["Новая.pdf"]


def test_programme_of_another_region_is_not_taken_along(suite: Suite, lead: Browser, project: str) -> None:
    theirs = recorded(lead, project, region="atyrau", file=(BytesIO(PDF), "Программа.pdf"))
    partner = suite.browser("partner_rep", "turkistan")
    assert record(partner, project, like=theirs, programme="1").status_code == 302
    assert suite.ok("GET", "/events/api/v1/gatherings?region=turkistan")[0]["evidence_kinds"] == []


def test_series_takes_trainers_along_where_it_is_asked_for(suite: Suite, lead: Browser, project: str) -> None:
    earlier = recorded(lead, project, trainers=LED)
    page = f"/events/gatherings/{earlier}/series"
    assert "Взять с собой и тех, кто провёл: Ибраева Сауле" in text_of(lead.get(page))
    rows = {"title": "Тренинг", "day_turkistan_1": "2027-09-01", "place_turkistan_1": "Шорнақ"}
    lead.post(page, {**rows, "trainers": "1"}, page=page)
    lead.post(page, {**rows, "day_turkistan_1": "2027-09-02"}, page=page)
    planned = suite.ok("GET", "/events/api/v1/gatherings?status=planned")
    assert [(row["starts_on"], len(row["trainers"])) for row in planned] == [
        ("2027-09-02", 0),
        ("2027-09-01", 2),
    ]


def test_list_and_sheet_name_who_led_it(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, trainers=LED)
    for path in (
        "/events/gatherings.xlsx?col=title&col=led",
        f"/events/gatherings/{gathering}/participants.xlsx",
    ):
        with ZipFile(BytesIO(lead.get(path).get_data())) as book:
            said = " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
        assert "Ибраева Сауле, тренер; Ахметов Болат" in said, path


def test_a_known_person_who_leads_is_that_person(suite: Suite, lead: Browser, project: str) -> None:
    known = listed(suite, recorded(lead, project), "Ибраева Сауле Ерлановна")
    gathering = recorded(lead, project, starts_on="2022-05-20", trainers="Ибраева Сауле Ерлановна, тренер")
    assert persons(suite, gathering) == [known]
    page = text_of(lead.get(f"/events/gatherings/{gathering}"))
    assert f'<a href="/registry/people/{known}">Ибраева Сауле Ерлановна</a>, тренер' in page
    assert "в числе ведущих" in text_of(lead.get(f"/events/people/{known}"))


def test_who_stands_on_the_list_by_the_name_leads_as_that_person(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    known = listed(suite, gathering, "Ахметов Болат")
    form = {name: of(suite, gathering)[name] for name in ("type", "title", "settlement", "starts_on", "mode")}
    lead.post(
        f"/events/gatherings/{gathering}/edit", {**form, "activity": "4.1", "trainers": "Ахметов Болат"}
    )
    assert persons(suite, gathering) == [known]


def test_the_trainer_of_many_trainings_is_one_person_and_a_correction_keeps_him(
    suite: Suite, lead: Browser, project: str
) -> None:
    first = recorded(lead, project, trainers=LED)
    before = persons(suite, first)
    assert None not in before and len(set(before)) == 2
    second = recorded(lead, project, starts_on="2022-05-20", trainers="ахметов  болат, модератор")
    assert persons(suite, second) == [before[1]]
    form = {name: of(suite, first)[name] for name in ("type", "title", "settlement", "starts_on", "mode")}
    page = f"/events/gatherings/{first}/edit"
    lead.post(page, {**form, "activity": "4.1", "trainers": "Ахметов Болат, эксперт\r\nСериков Нурлан"})
    kept = [each.get("person_id") for each in of(suite, first)["trainers"]]
    assert kept == [before[1], None] and None not in persons(suite, first)


def test_who_may_not_see_people_is_led_to_none(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, trainers=LED)
    persons(suite, gathering)
    page = text_of(suite.browser("pr_officer").get(f"/events/gatherings/{gathering}"))
    assert "Ибраева Сауле, тренер" in page and "/registry/people/" not in page
