"""The part of events: gatherings with their people and papers, and everything that was published."""

from __future__ import annotations

import uuid
from datetime import date

from deploy.demo.centres import CENTRES
from deploy.demo.edition_scenes import OF_BROCHURE
from deploy.demo.gatherings import all_meetings
from deploy.demo.gatherings_in_kazakh import KAZAKH as OF_GATHERINGS
from deploy.demo.meetings import Meeting
from deploy.demo.publications import Issue, Planned, all_issues, planned
from deploy.demo.publications_in_kazakh import KAZAKH
from deploy.demo.session_problems import KAZAKH as OF_PROBLEMS
from deploy.demo.session_problems import Named, named_at, protocol_of
from deploy.demo.stage import Stage
from deploy.trouble import Trouble
from services.events.gatherings import operations as gatherings
from services.events.gatherings.models import Gathering
from services.events.gatherings.schemas import GatheringIn
from services.events.participants.operations.attendance import Marker
from services.events.participants.operations.entering import add_participants
from services.events.participants.operations.matching import match_people
from services.events.problems.operations import name_problem, write_protocol
from services.events.problems.schemas import ProblemIn, ProtocolIn
from services.events.projects.queries import centres
from services.events.publications.operations import record_publication
from services.events.publications.schemas import PublicationIn
from shared.access import actor
from shared.plugins import plugins
from shared.proofs.operations import attach

PLANNED_ON = date(2022, 9, 19)


def hold_meetings(stage: Stage, project_id: uuid.UUID) -> None:
    """Every gathering on its day; those that are still to come, as they are known."""
    stage.deliver("registry")
    for meeting in all_meetings():
        with stage.acting("events", meeting.by, meeting.day if meeting.status == "held" else PLANNED_ON):
            hold(stage, project_id, meeting)


def hold(stage: Stage, project_id: uuid.UUID, meeting: Meeting) -> None:
    """Record one gathering, enter its list, attach its papers, mark it as held or cancelled."""
    gathering = gatherings.record_gathering(
        GatheringIn().load(
            {
                "project_id": str(project_id),
                "activity": meeting.activity,
                "type": meeting.type,
                "title": meeting.title,
                "title_kk": OF_GATHERINGS.get(meeting.title, ""),
                "region": meeting.region,
                "settlement": meeting.place,
                "starts_on": meeting.day.isoformat(),
                "centre_id": centre_at(project_id, meeting),
                "mode": meeting.mode,
                "extra": extra_of(meeting),
            }
        ),
    )
    enter_people(gathering, meeting)
    for kind in meeting.proofs:
        attach(gathering, stage.file("meeting", *meeting.key, kind), kind)
    if meeting.status == "held":
        gatherings.complete_gathering(gathering)
    if named := named_at(meeting):
        write_up(gathering, meeting, named)
    if meeting.status == "cancelled":
        gatherings.cancel_gathering(gathering, meeting.reason)


def centre_at(project_id: uuid.UUID, meeting: Meeting) -> str | None:
    """The centre of the village, where it was held once that had opened."""
    known = centres(str(project_id), {meeting.region}).values()
    there = [row.id for row in known if row.settlement == meeting.place]
    opened = [row for row in CENTRES if row.region == meeting.region and row.opened <= meeting.day]
    return there[0] if there and opened and meeting.mode == "offline" else None


def write_up(session: Gathering, meeting: Meeting, named: Named) -> None:
    """What a session named, and its protocol where somebody wrote one."""
    for title, sector, priority, votes in named.problems:
        words = {"title": title, "title_kk": OF_PROBLEMS.get(title, "")}
        said = {"sector": sector, "priority": priority, "votes": votes}
        name_problem(session, ProblemIn().load({**words, **said}))
    if named.agenda:
        write_protocol(session, ProtocolIn().load(protocol_of(meeting, named)))


def extra_of(meeting: Meeting) -> dict[str, str]:
    """Extra fields of the story, as far as the region's plugin is loaded and asks for them."""
    asked = {
        field.key
        for field in plugins().extra_fields(meeting.region, "events", "gathering", meeting.type, meeting.day)
    }
    return {key: value for key, value in meeting.extra.items() if key in asked}


def enter_people(gathering: Gathering, meeting: Meeting) -> None:
    """Those who came, those who did not, and those whom a hurried hand wrote down."""
    rows = [
        *(person.row(meeting.kazakh) for person in meeting.people),
        *(person.row(meeting.kazakh, attended=False) for person in meeting.absent),
        *({"attended": True, **row} for row in meeting.strangers),
    ]
    if not rows:
        return
    results = add_participants(gathering, match_people(gathering, rows), Marker("list", actor().id))
    refused = [result for result in results if result["status"] == "refused"]
    if refused:
        raise Trouble(f"{meeting.title}: {refused[0]['name']}: {refused[0]['problems']}")


def publish_issues(stage: Stage, project_id: uuid.UUID) -> None:
    """Record everything issued with what proves it; then what the media plan still has."""
    for number, issue in enumerate(all_issues()):
        if issue.kind in OF_BROCHURE:
            continue
        with stage.acting("events", issue.by, issue.day):
            item = record_publication(PublicationIn().load(fields_of(issue, project_id)))
            if issue.proof:
                attach(item, stage.file("issue", number), issue.proof)

    for still in planned():
        with stage.acting("events", "pr", PLANNED_ON):
            record_publication(PublicationIn().load(plan_of(still, project_id)))


def plan_of(item: Planned, project_id: uuid.UUID) -> dict[str, object]:
    """An item of the plan as the API takes it."""
    said = {name: getattr(item, name) for name in ("kind", "status", "title", "channel", "region")}
    day = item.day.isoformat() if item.day else None
    kazakh = KAZAKH.get(item.title, "")
    more = {"activity": item.activity, "owner": item.owner, "planned_on": day, "title_kk": kazakh}
    return {"project_id": str(project_id), **said, **more}


def fields_of(issue: Issue, project_id: uuid.UUID) -> dict[str, object]:
    """An issue as the API takes it."""
    return {
        "project_id": str(project_id),
        "kind": issue.kind,
        "title": issue.title,
        "title_kk": KAZAKH.get(issue.title, ""),
        "region": issue.region,
        "issued_on": issue.day.isoformat(),
        "channel": issue.channel,
        "link": issue.link,
    }
