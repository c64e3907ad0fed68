"""The commission's meeting is entered once, with its contest, and counts wherever a gathering of it would."""

from __future__ import annotations

import uuid

from tests.suite import Suite

EVENTS, GRANTS = "/events/api/v1", "/grants/api/v1"
MEETING = {
    "activity": "2.1",
    "type": "commission_meeting",
    "title": "Заседание комиссии",
    "region": "turkistan",
    "starts_on": "2022-06-24",
    "mode": "offline",
}


def contest(suite: Suite, project: str) -> str:
    """The id of a contest of the plan's line."""
    said = {"project_id": project, "title": "Конкурс", "opens_on": "2022-05-01", "closes_on": "2022-06-01"}
    made: str = suite.ok("POST", f"{GRANTS}/contests", json=said)["id"]
    return made


def met(suite: Suite, item: str, day: str | None) -> None:
    """Say with the contest on which day its commission met."""
    suite.ok("POST", f"{GRANTS}/contests/{item}/milestones", json={"commission_on": day})
    suite.settle()


def counted(suite: Suite, project: str) -> list[tuple[str, str | None, str]]:
    """What is counted of meetings: the measure, the kind of gathering, the record."""
    from services.reports.facts.models import Fact

    with suite.apps["reports"].app_context():
        session = suite.apps["reports"].extensions["sqlalchemy"].session
        found = session.query(Fact).filter(Fact.project_id == project)
        rows = found.filter(Fact.measure.in_(["events_held", "commission_meetings_held"])).all()
        return sorted((row.measure, row.subtype, row.source.split("/")[0]) for row in rows)


def test_meeting_moves_its_figure_once(suite: Suite, project: str) -> None:
    item = contest(suite, project)
    suite.settle()
    assert not suite.figure(project, "2.1.6")["actual"]
    met(suite, item, "2022-06-24")
    assert suite.figure(project, "2.1.6")["actual"] == 1
    met(suite, item, "2022-06-25")  # corrected, not added
    assert suite.figure(project, "2.1.6")["actual"] == 1
    assert counted(suite, project) == [
        ("commission_meetings_held", None, "contest"),
        ("events_held", "commission_meeting", "contest"),
    ]
    met(suite, item, None)
    assert counted(suite, project) == []


def test_it_is_not_entered_as_a_gathering_too(suite: Suite, project: str) -> None:
    answer = suite.call("POST", f"{EVENTS}/gatherings", json={"project_id": project, **MEETING})
    assert answer.status_code == 422
    assert (answer.json["code"], answer.json["detail"]["field"]) == ("kind_of_contest", "type")
    lead = suite.browser("project_lead")
    shown = lead.get(f"/events/gatherings/new?project_id={project}").get_data(as_text=True)
    assert 'value="briefing"' in shown and 'value="commission_meeting"' not in shown


def test_one_entered_as_a_gathering_before_is_never_added_to_it(suite: Suite, project: str) -> None:
    gathering = suite.gathering(project, activity="2.1", kind="other")
    with suite.apps["events"].app_context():
        from services.events.gatherings.models import Gathering
        from services.events.gatherings.record import publish_gathering

        session = suite.apps["events"].extensions["sqlalchemy"].session
        row = session.get(Gathering, uuid.UUID(gathering))
        row.type = "commission_meeting"
        publish_gathering(row)
        session.commit()
    met(suite, contest(suite, project), "2022-06-24")
    held = [row for row in counted(suite, project) if row[0] == "events_held"]
    assert held == [("events_held", "commission_meeting", "contest")]
    shown = suite.browser("project_lead").get(f"/events/gatherings/{gathering}/edit")
    assert 'value="commission_meeting"' in shown.get_data(as_text=True)
    page = suite.browser("project_lead").get(f"/events/gatherings/{gathering}").get_data(as_text=True)
    assert 'href="/grants/contests"' in page and "&amp;like=" not in page and "/series" not in page
