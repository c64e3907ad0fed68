"""What the short form offers, and how its pages outlive a refusal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from itsdangerous import BadData, URLSafeTimedSerializer

from services.events.dispatches.operations import day_said, kind_said
from services.events.dispatches.queries import Offer, offers
from services.events.gatherings.forms import own_extras
from services.events.gatherings.operations import asked as asked_by
from services.events.gatherings.queries import settlements
from services.events.gatherings.wording.names import gathering_types
from shared.access import actor
from shared.clock import today
from shared.doors.days import day_of
from shared.doors.errors import Refusal
from shared.doors.form import Form
from shared.files import SCANS, Stored, check_fit
from shared.i18n import format_short_date
from shared.language.evidence import SIGNED_LIST
from shared.language.records.project import Project
from shared.plugins import extra
from shared.proofs.operations import arrived
from shared.proofs.taking import Sent
from shared.proofs.wording import rules_of

HOURS = 3600 * 12


def choices(project: Project, region: str, form: Form) -> dict[str, Any]:
    """What the form offers in a region: kinds of gatherings, the two nearest days, places, extra fields."""
    return {
        "project": project,
        "region": region,
        "kinds": kind_cards(project, region),
        "days": day_cards(),
        "settlements": settlements(project.id, {region}),
        "file_rules": rules_of({SIGNED_LIST: SCANS})[SIGNED_LIST],
        **extras(region, form),
    }


def kind_cards(project: Project, region: str) -> list[dict[str, str]]:
    """Kinds of gatherings, what is owed first."""
    words = gathering_types()
    return [
        {"value": one.key, "label": words[one.type], "hint": standing(one)} for one in offers(project, region)
    ]


def standing(one: Offer) -> str:
    """How many of a kind are recorded, when the next is due, and how many of those recorded count."""
    if one.counted < one.held:
        told = {"standing": recorded(one), "counted": one.counted}
        return _("%(standing)s; %(counted)s of them count, the others have no people yet", **told)
    return recorded(one)


def recorded(one: Offer) -> str:
    """How many of a kind are recorded, and when the next is due."""
    said = {"code": one.code, "held": one.held, "owed": one.owed}
    if one.due_on:
        day = format_short_date(one.due_on)
        return _("%(code)s · %(held)s of %(owed)s recorded, the next by %(day)s", day=day, **said)
    if one.owed:
        return _("%(code)s · %(held)s recorded, the plan asks for %(owed)s", **said)
    return _("%(code)s · %(held)s recorded", **said)


def day_cards() -> list[dict[str, Any]]:
    """Yesterday and today with their dates; neither is chosen for anybody."""
    days = ((_("Yesterday"), today() - timedelta(days=1)), (_("Today"), today()))
    return [{"value": day.isoformat(), "label": f"{word}, {format_short_date(day)}"} for word, day in days]


def extras(region: str, form: Form) -> dict[str, Any]:
    """The region's own questions about the kind and the day chosen so far."""
    name = str(form.value("kind")).partition(" ")[2]
    return extra.on_form(asked_by(region, name or None, day_typed(form)), form)


def day_typed(form: Form) -> date:
    """The day said so far, or today while none is."""
    said = (day_of(str(form.value(name))) for name in ("day", "when"))
    return next(filter(None, said), today())


def asked(project: Project) -> dict[str, Any]:
    """What the address says of a form nobody has sent, or of one whose extra fields follow it."""
    answers = extra.in_address()
    plain = {name: request.args[name] for name in ("kind", "when", "day") if request.args.get(name)}
    return {"project_id": project.id, **plain, **({"extra": answers} if answers else {})}


def as_gathering(values: dict[str, Any], project: Project) -> dict[str, Any]:
    """What the form says as a gathering is recorded; its title is the type and the place.
    What `kind_said` and `day_said` refuse."""
    activity, name = kind_said(project, values["region"], values["kind"])
    said = {field: values[field] for field in ("project_id", "region", "settlement", "extra", "again")}
    title = f"{gathering_types()[name]}, {values['settlement']}"
    day = day_said(values["when"], values["day"])
    return own_extras({**said, "activity": activity, "type": name, "title": title, "starts_on": day})


def sealer() -> URLSafeTimedSerializer:
    """What signs the pages that are in the store already, for whoever sent them alone."""
    return URLSafeTimedSerializer(str(current_app.config["OWN_KEY"]), salt=f"dispatch.pages.{actor().id}")


def sealed(pages: Sequence[Stored]) -> str:
    """Pages as the hidden field that carries them; a photo is not taken twice for a word left out."""
    text = sealer().dumps([asdict(page) for page in pages]) if pages else ""
    return text if isinstance(text, str) else text.decode()


def carried(texts: Sequence[str]) -> list[Stored]:
    """The pages hidden fields carry; none of one that is not ours or too old."""
    return [page for text in texts for page in opened(text)]


def opened(text: str) -> list[Stored]:
    """The pages one field carries."""
    try:
        return [Stored(**page) for page in sealer().loads(text, max_age=HOURS)] if text else []
    except BadData:
        return []


def pages_of(form: Form, sent: Sequence[Sent]) -> list[Stored]:
    """Every page of a form, those it carried first; one that was refused is named beside the field."""
    return [*carried(form.value("pages", [])), *taken_of(form, sent)] if form.sent else []


def taken_of(form: Form, sent: Sequence[Sent]) -> list[Stored]:
    """The pages that came now; one that was refused is named beside the field."""
    return [arrived(file) for file in sent if not refused(form, file)]


def refused(form: Form, file: Sent) -> bool:
    """Whether a page is no picture and no PDF, or did not reach the store; the form says why."""
    try:
        check_fit(arrived(file).mime, SCANS)
    except Refusal as refusal:
        form.errors.append({"field": "file", "message": f"{file.name}: {refusal.message}"})
        return True
    return False
