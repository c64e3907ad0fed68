"""Recording gatherings."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import select

from services.events.db import Evidence, db
from services.events.gatherings.models import Gathering
from services.events.gatherings.record import publish_gathering
from services.events.gatherings.rules.series import SeriesAsks, doubts
from services.events.gatherings.rules.times import clock_of, timed
from services.events.projects.queries import centres, moved_by, projects
from shared.access import require, scope
from shared.clock import local_day, today
from shared.doors.errors import Conflict, Invalid, Refusal
from shared.doors.together import together
from shared.files import Stored
from shared.language.evidence import PROGRAMME, WAIVER
from shared.language.gatherings import CANCELLED, COMMISSION_MEETING, HELD, ONLINE, PLANNED, TYPES
from shared.language.records.project import EvidenceRule, Project
from shared.plugins import extra, plugins
from shared.plugins.specifications import EvidenceNeed, GatheringFacts
from shared.projects import activity_of, region_of
from shared.proofs.operations import attach
from shared.queue import jobs
from shared.sameness import as_place, as_said

REMEMBERED = 64
KNOW_TRAINERS = "events.know_trainers"  # the job of participants
Trainer = dict[str, str]
ALIKE = ("project_id", "activity_id", "type", "region", "starts_on")


class TypeNeeded(Invalid):
    """Choose the type of the gathering."""

    code = "type_needed"


class NotYetHeld(Conflict):
    """A gathering of a future day cannot be marked as held. Come back on %(day)s."""

    code = "not_yet_held"


class NobodyCame(Invalid):
    """Nobody is marked as present. Enter who came, or say why nobody did."""

    code = "nobody_came"


class GatheringCancelled(Conflict):
    """This gathering was cancelled."""

    code = "gathering_cancelled"


class HeldStaysPast(Conflict):
    """This gathering was held, so its day cannot be in the future."""

    code = "held_stays_past"


class RecordedAlready(Conflict):
    """“%(title)s” of the same activity, day and place is recorded already.
    Is this another gathering? Then say so and save it."""

    code = "gathering_recorded"


class NoDayNamed(Invalid):
    """Give at least one place a day."""

    code = "no_day_named"


class NothingToWaive(Conflict):
    """Only of a gathering that was held can a condition be waived."""

    code = "nothing_to_waive"


class CentreUnknown(Invalid):
    """The project has no such centre in this region."""

    code = "centre_unknown"


class KindOfContest(Invalid):
    """The commission’s meeting is entered once, with its contest: say there on which day it met, and attach
    its list and its protocol there. It counts from there."""

    code = "kind_of_contest"


def record_gathering(values: dict[str, Any], programme: Stored | None = None) -> Gathering:
    """Add a gathering of an activity in one of the project's regions;
    with the status "held" it counts as soon as its people are entered."""
    held, again = values.pop("status", PLANNED) == HELD, values.pop("again", True)
    project = projects.open(values["project_id"])
    gathering = new_gathering(values, project)
    if not again:
        check_not_recorded(gathering)
    ask_region(gathering, project, "new")
    db.session.add(gathering)
    ask_later(gathering)
    publish_gathering(gathering, new=True)
    if programme:
        attach(gathering, programme, PROGRAMME, again)
    return hold_gathering(gathering) if held else gathering


def record_like(values: dict[str, Any], programme: Stored | None, earlier: Gathering | None) -> Gathering:
    """Record a gathering that, without a programme of its own, takes the earlier one's along."""
    gathering = record_gathering(values, programme)
    paper = programme_of(earlier) if earlier and not programme else None
    if paper:
        attach(gathering, paper, PROGRAMME)
    return gathering


def new_gathering(values: dict[str, Any], project: Project) -> Gathering:
    """A gathering as these values make it, where the actor may record one."""
    _type, values, region = together(
        partial(check_type, values["type"]),
        partial(on_line, values, project),
        partial(region_for, project, values.pop("region")),
    )
    values = timed(values)
    check_centre(values.get("centre_id"), project, region)
    return Gathering(region=region, **answered(values, region))


def region_for(project: Project, named: str) -> str:
    """The region of the project where the actor may record; RegionUnknown, Forbidden."""
    region = region_of(project, named)
    require("gathering.record", region)
    return region


def repeat_gathering(earlier: Gathering, places: Mapping[str, str], values: dict[str, Any]) -> int:
    """Plan a gathering like an earlier one in each of these rows ({row: region}) that has a day,
    all of them or none; how many. NoDayNamed, SeriesAsks."""
    named = {row: region for row, region in places.items() if values[f"day_{row}"]}
    if not named:
        raise NoDayNamed
    if not values["meant"]:
        check_meant(earlier, named, values)
    paper = programme_of(earlier) if values[PROGRAMME] else None
    for row, region in named.items():
        plan_like(earlier, row, region, paper, values)
    return len(named)


def check_meant(earlier: Gathering, named: Iterable[str], values: dict[str, Any]) -> None:
    """Ask about what is odd in a series, each question beside its field. SeriesAsks."""
    rows = {row: (values[f"day_{row}"], values[f"place_{row}"]) for row in named}
    asked = doubts(values["title"], rows, [earlier.settlement], today(), earlier.mode != ONLINE)
    if asked:
        raise SeriesAsks(detail={"fields": asked})


def plan_like(
    earlier: Gathering, row: str, region: str, paper: Stored | None, values: dict[str, Any]
) -> None:
    """Plan the gathering of one row; what refuses it stands beside the row's day."""
    kazakh = earlier.title_kk if values["title"] == earlier.title else ""
    said = {"title": values["title"], "title_kk": kazakh, "again": values["again"], "region": region}
    place = {"starts_on": values[f"day_{row}"], "settlement": values[f"place_{row}"]}
    led = {"trainers": list(earlier.trainers) if values["trainers"] else []}
    try:
        planned = record_gathering({**alike(earlier, region), **said, **place, **led})
        if paper:
            attach(planned, paper, PROGRAMME)
    except Refusal as refusal:
        refusal.field = f"day_{row}"
        raise


def alike(earlier: Gathering, region: str) -> dict[str, Any]:
    """What a gathering has of the earlier one it repeats; answers to a region's questions stay in it."""
    return {
        "project_id": earlier.project_id,
        "activity": earlier.activity_id,
        "type": earlier.type,
        "mode": earlier.mode,
        "starts_time": clock_of(earlier.starts_at, earlier.zone),
        "ends_time": clock_of(earlier.ends_at, earlier.zone),
        "extra": dict(earlier.extra) if region == earlier.region else {},
    }


def programme_of(gathering: Gathering) -> Stored | None:
    """The newest programme of a gathering that opens; None for none."""
    mine = Evidence.proving("gathering", gathering.id), Evidence.kind == PROGRAMME
    found = db.session.scalar(select(Evidence).where(*mine).order_by(Evidence.id.desc()).limit(1))
    return Stored(found.sha256, found.size, found.mime, found.name, found.unopened) if found else None


def check_not_recorded(gathering: Gathering) -> None:
    """Refuse a gathering of an activity, day and place where one is recorded;
    without a settlement the title tells whether it is the same."""
    same = (
        as_place(Gathering.settlement) == as_place(gathering.settlement)
        if gathering.settlement
        else as_said(Gathering.title) == as_said(gathering.title)
    )
    alike = {each: getattr(gathering, each) for each in ALIKE}
    others = Gathering.status != CANCELLED, Gathering.id.is_distinct_from(gathering.id), same
    earlier = db.session.scalars(select(Gathering).filter_by(**alike).where(*others).limit(1)).first()
    if earlier:
        raise RecordedAlready(title=earlier.title, detail={"id": str(earlier.id)})


def ask_later(gathering: Gathering) -> None:
    """Let a job ask who those are that led it, where nobody knows yet."""
    if any("person_id" not in each for each in gathering.trainers or ()):
        jobs.queue_unless_waiting(db.session, KNOW_TRAINERS)


def known_before(said: Iterable[Trainer], former: Iterable[Trainer]) -> list[Trainer]:
    """Those who led it as they are said now; who has the name he had stays the person he was."""
    known = {word_of(each["name"]): each["person_id"] for each in former if "person_id" in each}
    persons = ({"person_id": known[key]} if (key := word_of(each["name"])) in known else {} for each in said)
    return [{**each, **person} for each, person in zip(said, persons, strict=True)]


def word_of(name: str) -> str:
    """A name without capitals and doubled spaces."""
    return " ".join(name.casefold().split())


def told_by(gathering: Gathering) -> tuple[Any, ...]:
    """What tells a gathering from others."""
    return *(getattr(gathering, each) for each in ALIKE), gathering.settlement or gathering.title


def change_gathering(gathering: Gathering, values: dict[str, Any]) -> Gathering:
    """Correct a gathering; activity, dates and extra fields are checked as for a new one, and one that
    becomes the same as another is asked about."""
    again, before = values.pop("again", True), told_by(gathering)
    project = projects.get(gathering.project_id)
    check_type(values["type"], gathering.type)
    values = timed(on_line(values, project), gathering.zone)
    check_centre(values.get("centre_id"), project, gathering.region)
    if gathering.status == HELD and values["starts_on"] > today():
        raise HeldStaysPast(field="starts_on")
    values["trainers"] = known_before(values["trainers"], gathering.trainers)
    for name, value in answered(values, gathering.region, gathering).items():
        setattr(gathering, name, value)
    ask_later(gathering)
    if not again and told_by(gathering) != before:
        check_not_recorded(gathering)
    ask_region(gathering, project, "corrected")
    publish_gathering(gathering)
    return gathering


def on_line(values: dict[str, Any], project: Project) -> dict[str, Any]:
    """The values with the id of the line that `activity` names."""
    rest = {name: value for name, value in values.items() if name != "activity"}
    return {**rest, "activity_id": activity_of(project, values["activity"]).id}


def answered(values: dict[str, Any], region: str, kept: Gathering | None = None) -> dict[str, Any]:
    """The values with checked answers to what the region's plugin asks."""
    since, former = (local_day(kept.created_at), kept.extra) if kept else (None, None)
    form = asked(region, values["type"], values["starts_on"], since)
    return {**values, "extra": extra.check(form, values.get("extra") or {}, former)}


def check_type(name: str, former: str = "") -> None:
    """Refuse what another service keeps; one that was recorded here before stays. KindOfContest."""
    if name == COMMISSION_MEETING != former:
        raise KindOfContest(field="type")


def check_centre(centre_id: uuid.UUID | None, project: Project, region: str) -> None:
    """Refuse a centre of another project or region."""
    if centre_id and str(centre_id) not in centres(project.id, {region}):
        raise CentreUnknown(field="centre_id")


def type_counted(project: Project, activity: str) -> str:
    """The one type of gathering that the activity's indicators count;
    TypeNeeded when there are several, or none."""
    types = [name for name in TYPES if name != COMMISSION_MEETING and moved_by(project, activity, name)]
    if len(types) != 1:
        raise TypeNeeded(field="type")
    return types[0]


def asked(region: str, subtype: str | None, on_date: date, since: date | None = None) -> extra.Asked:
    """The form of a gathering in a region, as its plugin may add to it."""
    return extra.Asked(region, "events", "gathering", subtype, on_date, since)


def asked_now(permission: str) -> tuple[extra.Asked, ...]:
    """The forms of gatherings of any type today, in the regions where the actor has a permission."""
    mine = scope(permission)
    return asked_on(today(), tuple(code for code in projects.regions() if mine is None or code in mine))


@lru_cache(maxsize=REMEMBERED)
def asked_on(day: date, regions: tuple[str, ...]) -> tuple[extra.Asked, ...]:
    """The forms of gatherings of any type on a day, in some regions: dozens, the same at every page."""
    return tuple(asked(region, kind, day) for region in regions for kind in TYPES)


def asked_about(row: Any) -> extra.Asked:
    """What the region's plugin asks about a gathering that is recorded."""
    return asked(row.region, row.type, row.starts_on, local_day(row.created_at))


def ask_region(gathering: Gathering, project: Project, phase: str) -> None:
    """Let the region refuse the gathering, and keep what evidence it also asks for: as it did when the plan
    was approved. RegionalRule, RuleUnavailable."""
    rules, place, facts = plugins(), gathering.region, facts_of(gathering, project)
    rules.check(place, "events", "gathering", phase, facts)
    kept = project.rules_in(place)
    needs: Iterable[EvidenceRule | EvidenceNeed] = (
        rules.required_evidence(place, facts.activity, facts.type, facts.starts_on)
        if kept is None
        else kept.needed(gathering.activity_id, facts.type)
    )
    gathering.also_needed = [list(need.kinds) for need in needs]


def facts_of(gathering: Gathering, project: Project) -> GatheringFacts:
    """A gathering as a region's rule sees it."""
    names = [each.name for each in fields(GatheringFacts) if each.name != "activity"]
    activity = project.code_of(gathering.activity_id) or ""
    return GatheringFacts(activity=activity, **{name: getattr(gathering, name) for name in names})


def complete_gathering(gathering: Gathering, reason: str | None = None) -> Gathering:
    """Mark a gathering as held, so that it counts: with people present, or with the reason for none."""
    check_holding(gathering)
    why = None if gathering.attended else reason or gathering.nobody_reason
    if not (gathering.attended or why):
        raise NobodyCame(field="reason")
    gathering.nobody_reason = why
    return hold_gathering(gathering)


def check_holding(gathering: Gathering) -> Project:
    """Refuse to hold what was cancelled, what is still to come, and anything of a closed project; the
    project."""
    if gathering.status == "cancelled":
        raise GatheringCancelled
    project = projects.open(gathering.project_id)
    if gathering.starts_on > today():
        raise NotYetHeld(field="starts_on", day=gathering.starts_on.strftime("%d.%m.%Y"))
    return project


def hold_gathering(gathering: Gathering) -> Gathering:
    """Say that a gathering was held; without anybody present it does not count yet."""
    ask_region(gathering, check_holding(gathering), "held")
    gathering.status = "held"
    publish_gathering(gathering)
    return gathering


def waive_gathering(gathering: Gathering, reason: str, paper: Stored) -> Gathering:
    """Do not ask of a held gathering what the plan asks of each, with the reason and the paper for it.
    NothingToWaive."""
    if gathering.status != HELD:
        raise NothingToWaive
    gathering.waiver_reason = reason
    attach(gathering, paper, WAIVER)
    return gathering


def cancel_gathering(gathering: Gathering, reason: str) -> Gathering:
    """Cancel a gathering with a reason; it stops counting, its list and files stay."""
    gathering.status, gathering.cancel_reason = "cancelled", reason
    publish_gathering(gathering)
    return gathering
