"""Hand-outs, acts of transfer and reviews of an edition out of a journal of who received a copy."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select

from services.events.db import db
from services.events.editions.models import Edition, EditionEntry
from services.events.editions.operations import lines_of, record_entry
from services.events.editions.queries import RECORD, VIEW, get_edition
from services.events.editions.schemas import EntryIn
from services.events.participants.operations.one_name import check_name
from services.events.projects.wording import region_options
from services.events.publications.wording import media, publication_kinds
from shared.imports.declaring import Brings, Field, Values, kazakh_field, region_field
from shared.language.publications import (
    BROCHURE_HANDOUT,
    ELECTRONIC,
    EXPERT_REVIEW,
    MANUAL_HANDOVER,
    OF_EDITIONS,
    PAPER,
)
from shared.reach import reachable
from shared.sameness import is_called

KINDS_SPELT = {
    "раздача": BROCHURE_HANDOUT,
    "выдача": BROCHURE_HANDOUT,
    "тарату": BROCHURE_HANDOUT,
    "рецензия": EXPERT_REVIEW,
    "пікір": EXPERT_REVIEW,
    "акт передачи": MANUAL_HANDOVER,
    "передача": MANUAL_HANDOVER,
}
MEDIA_SPELT = {
    "бумажная": PAPER,
    "печатная": PAPER,
    "қағаз": PAPER,
    "электронная": ELECTRONIC,
    "pdf": ELECTRONIC,
}


def edition(edition_id: uuid.UUID) -> Edition:
    """The edition whose register it is; NotFound."""
    return get_edition(edition_id, VIEW)


def fields(about: Edition) -> Sequence[Field]:
    """What an entry of the register says."""
    kinds = {code: word for code, word in publication_kinds().items() if code in OF_EDITIONS}
    days = ("Дата", "Дата выдачи", "Дата передачи", "Күні", "Берілген күні")
    whom = ("Кому", "Где выдано", "Организация", "Место", "Мероприятие", "Кімге", "Орны")
    got = ("ФИО", "ФИО получателя", "Получатель", "Получил", "Алушы", "Аты-жөні")
    forms = ("Формат", "Вид экземпляра", "Носитель", "Түрі")
    return [
        Field(key="issued_on", label=_("Day"), also=days, for_all=True),
        Field(
            key="kind",
            label=_("Kind"),
            also=("Вид", "Вид записи"),
            words=kinds,
            more=KINDS_SPELT,
            for_all=True,
        ),
        Field(key="whom", label=_("Who, or where and to whom"), also=whom, for_all=True),
        kazakh_field("whom", _("Who, or where and to whom")),
        Field(key="receivers", label=_("Receivers"), also=got, read=read_receivers),
        Field(
            key="medium",
            label=_("Format"),
            also=forms,
            words=media(),
            more=MEDIA_SPELT,
            for_all=True,
            hint=_("Copies handed out need it"),
        ),
        region_field(_("Region"), dict(region_options(None))),
    ]


def read_receivers(text: str) -> str:
    """Receivers who stand in one cell, a line each; NotOneName."""
    names = (name.strip() for name in text.replace(";", "\n").splitlines())
    return "\n".join(check_name(name) for name in names if name)


def arrange(about: Edition, values: Values) -> Values:
    """A row that names nobody names no receivers."""
    return {"receivers": ""} | values


def stands(about: Edition, values: Values) -> EditionEntry | None:
    """The entry that is meant: of this kind and day, to these people, in these words. An act keeps no form of
    the copy, a review besides no receivers, whatever a row says of them."""
    if not all(values.get(name) for name in ("kind", "issued_on", "whom")):
        return None
    kind, names = values["kind"], lines_of(values["receivers"])
    mine = select(EditionEntry).where(
        EditionEntry.edition_id == about.id,
        EditionEntry.kind == kind,
        EditionEntry.issued_on == date.fromisoformat(values["issued_on"]),
        EditionEntry.medium.is_not_distinct_from(values.get("medium") if kind == BROCHURE_HANDOUT else None),
        is_called(values["whom"], EditionEntry.whom, EditionEntry.whom_kk),
        EditionEntry.withdrawn_because.is_(None),
    )
    found = (one for one in db.session.scalars(mine) if kind == EXPERT_REVIEW or one.receivers == names)
    return next((one for one in found if reachable(RECORD, one.region)), None)


def enter(about: Edition, values: Values, found: Any) -> EditionEntry:
    """Write one into the register, which is held meanwhile."""
    return record_entry(get_edition(about.id, VIEW, lock=True), values)


IMPORTED = Brings(
    noun="handouts",
    permission=RECORD,
    table=EditionEntry,
    title=lambda: _("Who received a copy"),
    fields=fields,
    schema=lambda about: EntryIn(),
    enter=enter,
    home=lambda about: f"/events/editions/{about.id}",
    stands=stands,
    asks={"receiver_twice": "same", "issued_outside_project": "outside"},
    about=edition,
    of="edition_id",
    arrange=arrange,
    undone=lambda made: made.withdrawn_because,
)
