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


def test_several_may_lead_a_gathering_each_with_a_role(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, trainers=LED)
    assert of(suite, gathering)["trainers"] == TRAINERS
    assert "Ибраева Сауле, тренер; Ахметов Болат" in text_of(lead.get(f"/events/gatherings/{gathering}"))


def test_tools_say_it_too_and_a_role_without_a_name_is_refused(suite: Suite, project: str) -> None:
    said = {"activity": "4.1", "type": "training", "title": "Тренинг", "mode": "offline"}
    said |= {"project_id": project, "region": "turkistan", "starts_on": "2022-04-12"}
    path = "/events/api/v1/gatherings"
    made = suite.ok("POST", path, json={**said, "trainers": TRAINERS})["id"]
    assert of(suite, made)["trainers"] == TRAINERS
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
    assert (of(suite, later)["trainers"], of(suite, later)["evidence_kinds"]) == (TRAINERS, ["programme"])
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
