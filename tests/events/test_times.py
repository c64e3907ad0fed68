"""When and where: a day without a time stays a day, a time is said in its zone, a centre is the project's."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import text

from tests.events.forms import FORM, recorded, text_of, value_of
from tests.migrations import older
from tests.suite import Browser, Suite

API = "/events/api/v1/gatherings"
BODY = {
    "activity": "4.1",
    "type": "training",
    "title": "Тренинг",
    "region": "turkistan",
    "mode": "offline",
}


def given(suite: Suite, gathering: str) -> dict[str, Any]:
    """A gathering as tools read it."""
    return suite.ok("GET", f"{API}/{gathering}")


def asked(suite: Suite, project: str, **more: Any) -> Any:
    """The answer of the API to a new gathering."""
    return suite.call("POST", API, json={"project_id": project, **BODY, **more})


def utc(moment: str) -> str:
    """A moment in UTC, in short."""
    return datetime.fromisoformat(moment).strftime("%d %H:%M %z")


def a_centre(suite: Suite, project: str, region: str = "turkistan") -> str:
    """The id of a centre that events was told of."""
    known = {"id": str(uuid.uuid4()), "project": project, "region": region}
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        session.execute(
            text(
                "INSERT INTO centre_copies (key, id, version, project_id, region, name, settlement) "
                "VALUES ('centre:' || :id, :id, 1, :project, :region, 'Береке', 'Қарнақ')"
            ),
            known,
        )
        session.commit()
    return known["id"]


def test_day_without_a_time_stays_a_day(suite: Suite, lead: Browser, project: str) -> None:
    row = given(suite, recorded(lead, project))
    assert (row["starts_on"], row["starts_at"], row["ends_at"]) == ("2022-05-20", None, None)


def test_hours_of_the_form_are_shown_listed_and_kept(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project, starts_time="10:00", ends_time="13:30")
    row = given(suite, gathering)
    assert [utc(row[name]) for name in ("starts_at", "ends_at")] == ["20 04:00 +0000", "20 07:30 +0000"]
    here = f"/events/gatherings/{gathering}"
    assert "10:00–13:30" in text_of(lead.get(here))
    edit = {name: FORM[name] for name in FORM if name not in ("region", "status", "again")}
    assert value_of(text_of(lead.get(f"{here}/edit")), "starts_time") == "10:00"
    lead.post(f"{here}/edit", {**edit, "starts_time": "11:00", "ends_time": ""})
    row = given(suite, gathering)
    assert (utc(row["starts_at"]), row["ends_at"]) == ("20 05:00 +0000", None)


@pytest.mark.parametrize(
    ("said", "day", "moment"),
    [
        ({"starts_at": "2022-05-19T20:00:00+00:00"}, "2022-05-20", "19 20:00 +0000"),
        ({"starts_at": "2022-05-20T10:00:00"}, "2022-05-20", "20 04:00 +0000"),
        (
            {"starts_on": "2022-05-20", "starts_time": "10:00", "zone": "Asia/Aqtau"},
            "2022-05-20",
            "20 05:00 +0000",
        ),
    ],
)
def test_tool_says_a_moment_or_a_time_of_a_zone(
    suite: Suite, project: str, said: dict[str, str], day: str, moment: str
) -> None:
    row = given(suite, asked(suite, project, **said).get_json()["id"])
    assert (row["starts_on"], utc(row["starts_at"])) == (day, moment)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"starts_on": "2022-05-20", "starts_at": "2022-05-21T10:00:00+06:00"}, "another_day"),
        ({"starts_on": "2022-05-20", "starts_time": "13:00", "ends_time": "10:00"}, "dates_reversed"),
        ({"starts_on": "2022-05-20", "starts_time": "25:00"}, "invalid"),
        ({"starts_at": "yesterday"}, "invalid"),
        ({"starts_on": "2022-05-20", "zone": "Asia/Nowhere"}, "invalid"),
        ({"starts_on": "2022-05-20", "centre_id": str(uuid.uuid4())}, "centre_unknown"),
    ],
)
def test_odd_times_and_unknown_centres_are_refused(
    suite: Suite, project: str, said: dict[str, str], code: str
) -> None:
    answer = asked(suite, project, **said)
    assert (answer.status_code, answer.get_json()["code"]) == (422, code)


def test_gathering_past_midnight_ends_on_the_next_day(suite: Suite, project: str) -> None:
    night = {"starts_on": "2022-05-20", "starts_time": "22:00", "ends_time": "02:00"}
    refused = asked(suite, project, **night).get_json()
    assert "следующий день" in refused["message"] and refused["detail"] == {"field": "ends_time"}
    assert asked(suite, project, **night, ends_on="2022-05-21").status_code == 201


def test_gathering_is_held_at_a_centre_of_its_region(suite: Suite, lead: Browser, project: str) -> None:
    own, other = a_centre(suite, project), a_centre(suite, project, "atyrau")
    gathering = recorded(lead, project, centre_id=own, starts_time="10:00")
    assert (given(suite, gathering)["centre_id"], given(suite, gathering)["centre"]) == (own, "Береке")
    assert "Береке" in text_of(lead.get(f"/events/gatherings/{gathering}"))
    refused = asked(suite, project, starts_on="2022-05-20", centre_id=other)
    assert refused.get_json()["code"] == "centre_unknown"


def test_reports_are_told_when_and_where(suite: Suite, lead: Browser, project: str) -> None:
    centre = a_centre(suite, project)
    recorded(lead, project, centre_id=centre, starts_time="10:00")
    suite.settle()
    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        row = session.execute(text("SELECT starts_at, ends_at, zone, centre_id FROM gathering_copies")).one()
    assert row[0].strftime("%d %H:%M %z") == "20 04:00 +0000"
    assert tuple(row)[1:] == (None, "Asia/Almaty", centre)


def test_old_gatherings_keep_their_day_and_get_the_programmes_zone(suite: Suite) -> None:
    with older(suite.env, "events", "0010") as tables:
        tables.rows(
            "INSERT INTO gatherings (id, project_id, activity_id, type, title, region, starts_on, mode, "
            "created_by) VALUES (%s, %s, 'a', 'training', 'Т', 'abai', '2022-04-12', 'offline', 'me')",
            uuid.uuid4(),
            uuid.uuid4(),
        )
        tables.move("upgrade", "0011")
        told = "SELECT starts_on::text, starts_at, zone, centre_id FROM gatherings"
        assert tables.rows(told) == [("2022-04-12", None, "Asia/Almaty", None)]
        tables.move("downgrade", "0010")
