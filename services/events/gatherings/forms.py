"""What the form of a gathering offers."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.events.gatherings.models import Gathering
from services.events.gatherings.operations import asked as asked_by
from services.events.gatherings.operations import asked_about, programme_of, type_counted
from services.events.gatherings.queries import get_gathering, settlements
from services.events.gatherings.wording.hours import time_of
from services.events.gatherings.wording.names import gathering_types, led, modes
from services.events.gatherings.wording.proofs import needs_words
from services.events.gatherings.wording.warnings import warnings_of
from services.events.projects.models import CentreCopy
from services.events.projects.queries import centres, projects
from services.events.projects.wording import region_name, region_options
from shared.access import scope
from shared.clock import local_day, today
from shared.doors.days import day_of
from shared.doors.errors import NotFound
from shared.doors.form import Form
from shared.files import PAPERS, SCANS, Stored
from shared.language.evidence import PROGRAMME, WAIVER
from shared.language.gatherings import COMMISSION_MEETING, OFFLINE
from shared.language.records.project import Project
from shared.plugins import extra
from shared.plugins.asking import in_words
from shared.plugins.specifications import FieldDef
from shared.projects import activity_titles, grouped_activities, project_names
from shared.proofs.wording import rules_of
from shared.spoken import name_of, place_words

COPIED = ("type", "title", "title_kk", "region", "settlement", "mode", "centre_id")


def choices(project: Project, form: Form, kept: Gathering | None = None) -> dict[str, Any]:
    """Choices of the form: activities by task, types with what they need, the actor's regions,
    settlements, extra fields."""
    mine, regions = scope("gathering.record"), regions_of(project)
    only = regions[0][0] if len(regions) == 1 else ""
    region = kept.region if kept else None
    chosen = region or str(form.value("region")) or only
    return {
        "project": project,
        "several": project_names(projects.topics()),
        "activities": grouped_activities(project),
        "regions": regions,
        "chosen_region": chosen,
        "settlements": settlements(project.id, mine),
        "centres": centre_choices(project, {region} if region else mine),
        **cards_of(kept.type if kept else None),
        **extras(chosen, form, kept),
    }


def regions_of(project: Project) -> list[tuple[str, str]]:
    """The project's regions in which the actor records."""
    codes = {region.code for region in project.regions}
    return [pair for pair in region_options(scope("gathering.record")) if pair[0] in codes]


def cards_of(present: str | None) -> dict[str, Any]:
    """What is chosen by cards, and what the programme may be; `present` is the type it has."""
    return {
        "types": type_cards(present),
        "mode_cards": [{"value": code, "label": label} for code, label in modes().items()],
        "file_rules": rules_of({PROGRAMME: PAPERS})[PROGRAMME],
        "status_cards": status_cards(),
    }


def waiver_files() -> Any:
    """What the paper of a waiver may be."""
    return rules_of({WAIVER: SCANS})[WAIVER]


def status_cards() -> list[dict[str, str]]:
    """Whether it was held already."""
    counts, beforehand = _("Counts as soon as people are entered"), _("People can be registered beforehand")
    return [
        {"value": "held", "label": _("Already held"), "hint": counts},
        {"value": "planned", "label": _("Still to come"), "hint": beforehand},
    ]


def type_cards(present: str | None) -> list[dict[str, str]]:
    """Types with what each needs as evidence; a meeting of the commission is entered with its contest, and
    chosen here only where it is one already."""
    names = gathering_types()
    offered = [code for code in names if code != COMMISSION_MEETING or code == present]
    return [{"value": code, "label": names[code], "hint": needs_words(code)} for code in offered]


def centre_choices(project: Project, regions: set[str] | None) -> list[dict[str, Any]]:
    """Centres to choose from, grouped by region."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, centre in centres(project.id, regions).items():
        groups.setdefault(centre.region, []).append((key, place_of(centre)))
    return [{"label": region_name(region), "options": options} for region, options in groups.items()]


def place_of(centre: CentreCopy) -> str:
    """A centre by its name and settlement."""
    return ", ".join(filter(None, (name_of(centre), place_words(centre.settlement))))


def extras(region: str, form: Form, kept: Gathering | None = None) -> dict[str, Any]:
    """What the part with the region's extra fields shows, for the type and the day chosen so far."""
    chosen = str(form.value("type")) or None
    since = local_day(kept.created_at) if kept else None
    return extra.on_form(asked_by(region, chosen, day(form.value("starts_on")), since), form)


def asked_of(region: str, subtype: str | None, on_date: date) -> list[FieldDef]:
    """What the region's plugin asks about a gathering of this type on this day."""
    return asked_by(region, subtype, on_date).fields()


def day(text: Any) -> date:
    """The typed day, or today while it is not one."""
    return day_of(str(text)) or today()


def completed(values: dict[str, Any], project: Project) -> dict[str, Any]:
    """The values with the type the activity's indicators count where none was chosen,
    and without another region's extras."""
    return own_extras({**values, "type": values["type"] or type_counted(project, values["activity"])})


def own_extras(values: dict[str, Any], region: str | None = None) -> dict[str, Any]:
    """The values without answers to questions of another region, left over when the region was changed."""
    asked_here = {
        field.key for field in asked_of(region or values["region"], values["type"], values["starts_on"])
    }
    return {**values, "extra": {key: value for key, value in values["extra"].items() if key in asked_here}}


def notes(gathering: Gathering, posted: MultiDict[str, str]) -> list[str]:
    """What is said after recording: what looks odd,
    and the region's fields the form did not show (without script it cannot follow)."""
    asked_here = asked_of(gathering.region, gathering.type, gathering.starts_on)
    not_shown = (
        []
        if posted.get("shown.extra") == gathering.region
        else [field for field in asked_here if field.key not in gathering.extra]
    )
    return warnings_of(gathering) + [
        _("The region also asks for “%(label)s”: fill it in under “Edit”.", label=in_words(field.label))
        for field in not_shown
    ]


def answered(gathering: Gathering) -> list[tuple[str, str]]:
    """The region's extra fields of a gathering with their answers, (label, answer)."""
    return extra.in_full(asked_about(gathering), gathering)


def asked(args: MultiDict[str, str]) -> dict[str, Any]:
    """Values of the form as they stand in an address, where they decide about the extra fields."""
    extra = {name.removeprefix("extra."): value for name, value in args.items() if name.startswith("extra.")}
    plain = {name: args[name] for name in ("region", "type", "starts_on", "activity") if args.get(name)}
    return plain | ({"extra": extra} if extra else {})


def start(args: MultiDict[str, str], project: Project) -> dict[str, Any]:
    """Start values of a new gathering: what the address says, over what is repeated of an earlier one."""
    return {
        "project_id": project.id,
        "mode": OFFLINE,
        **like(args.get("like")),
        **asked(args),
    }


def like(gathering_id: str | None) -> dict[str, Any]:
    """What a gathering has of the earlier one it repeats."""
    earlier = repeated(gathering_id)
    if earlier is None:
        return {}
    same = {name: getattr(earlier, name) for name in COPIED}
    return {**same, "like": earlier.id, "activity": earlier.activity_id, "trainers": in_lines(earlier)}


def in_lines(gathering: Gathering) -> str:
    """Who led a gathering, a line each."""
    return "\n".join(led(gathering.trainers))


def earlier_programme(form: Form) -> Stored | None:
    """The programme of the gathering a new one is like, which it may take along."""
    earlier = repeated(form.value("like", None))
    return programme_of(earlier) if earlier else None


def repeated(gathering_id: Any) -> Gathering | None:
    """The gathering a form repeats, where the actor may see it."""
    try:
        return get_gathering(uuid.UUID(str(gathering_id)))
    except (ValueError, NotFound):
        return None


def rows_of(project: Project, gathering: Gathering) -> dict[str, str]:
    """The rows of a series by region: two for each region of the activity in which the actor records."""
    activity = project.activity(gathering.activity_id)
    asked = set(activity.regions if activity else ()) or {region.code for region in project.regions}
    codes = [code for code, _name in regions_of(project) if code in asked]
    return {f"{code}_{number}": code for code in codes for number in (1, 2)}


def words(project: Project) -> Mapping[str, Mapping[str, str]]:
    """What stands for the codes of the form's choices."""
    return {
        "type": gathering_types(),
        "mode": modes(),
        "activity": activity_titles(project),
        "centre_id": {key: name_of(centre) for key, centre in centres(project.id, None).items()},
    }


def present(gathering: Gathering) -> dict[str, Any]:
    """Start values of the form that corrects a gathering."""
    return {
        "activity": gathering.activity_id,
        **{name: getattr(gathering, name) for name in COPIED if name != "region"},
        "trainers": in_lines(gathering),
        "starts_on": gathering.starts_on,
        "ends_on": gathering.ends_on,
        "starts_time": time_of(gathering.starts_at, gathering.zone),
        "ends_time": time_of(gathering.ends_at, gathering.zone),
        "extra": gathering.extra,
    }
