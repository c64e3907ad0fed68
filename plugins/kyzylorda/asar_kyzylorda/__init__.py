"""Kyzylorda region: the face is data (region.toml), what depends on the place is code."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from asar_kyzylorda.bot import BOT, route
from asar_kyzylorda.figures import SHARES, share
from asar_kyzylorda.memo import MEMO
from asar_kyzylorda.papers import COPIES, LETTER, WITH_COPIES
from asar_kyzylorda.passes import line_of
from asar_kyzylorda.sheets import one_day, several_days
from asar_kyzylorda.visits import visits
from shared.language import evidence, gatherings
from shared.plugins.specifications import (
    ApplicationFacts,
    AttendanceSheet,
    BudgetCap,
    Computed,
    Counted,
    DocumentLine,
    DocumentTemplate,
    EvidenceNeed,
    FieldDef,
    Finding,
    GatheringFacts,
    ImportColumn,
    IndicatorDef,
    MessageFacts,
    Note,
    NotificationChannel,
    NotificationRoute,
    PersonalPart,
    PersonFacts,
    Problem,
    RecordFacts,
    RegionPage,
    hookimpl,
)

TOWN, TOWN_CAP, VILLAGE_CAP = "г.", Decimal(460000), Decimal(500000)
OBJECTIONS = timedelta(days=3)
CLOSED_TOWN = "байконур", "байқоңыр"
PASS = "kyzylorda.pass"  # an answer is kept under the plugin's name
CAP_WORDS = {
    "ru": "Альянс в Кызылординской области даёт проекту в городе до 460 000 ₸, в посёлке и ауле до 500 000 ₸",
    "kk": "Қызылорда облысындағы альянс қаладағы жобаға 460 000 ₸, кент пен ауылға 500 000 ₸ дейін береді",
    "en": "The alliance in Kyzylorda Region gives up to 460,000 ₸ to one in a town, 500,000 ₸ elsewhere",
}
PASS_LABEL = {
    "ru": "Разрешение на въезд в Байконур",
    "kk": "Байқоңырға кіру рұқсаты",
    "en": "Permit to enter Baikonur",
}
PASS_HINT = {
    "ru": "Номер и дата, если встреча в закрытом городе",
    "kk": "Кездесу жабық қалада өтсе, нөмірі мен күні",
    "en": "Its number and date, if it is held in the closed town",
}
NO_PASS = {
    "ru": "Байконур – закрытый город: впишите номер разрешения на въезд",
    "kk": "Байқоңыр – жабық қала: кіру рұқсатының нөмірін жазыңыз",
    "en": "Baikonur is a closed town: write the number of the permit to enter",
}
PLACE_NAMED = {
    "ru": "Населённый пункт группы указан",
    "kk": "Топтың елді мекені көрсетілген",
    "en": "The group’s settlement is named",
}
TIME_TO_OBJECT = {
    "ru": "После приёма заявки прошло три дня на возражения",
    "kk": "Өтінім қабылданғаннан кейін қарсылық білдіруге берілген үш күн өтті",
    "en": "Three days for objections have passed since the application came",
}
BOTH_PAPERS = {
    "ru": "О встрече без своего вида альянс хранит и список с подписями, и фотографию",
    "kk": "Түрі көрсетілмеген кездесуден альянс қол қойылған тізімді де, фотосуретті де сақтайды",
    "en": "Of a gathering of no special type the alliance keeps both a signed list and a photo",
}


@hookimpl
def budget_caps(application: ApplicationFacts) -> list[BudgetCap]:
    """Less for a town than for a village."""
    in_town = application.settlement.strip().lower().startswith(TOWN)
    return [BudgetCap(TOWN_CAP if in_town else VILLAGE_CAP, CAP_WORDS)]


@hookimpl
def extra_fields(service: str, entity: str) -> list[FieldDef]:
    """Ask of a gathering for the permit to enter the closed town."""
    if (service, entity) != ("events", "gathering"):
        return []
    return [FieldDef("pass", "text", PASS_LABEL, hint=PASS_HINT)]


@hookimpl
def required_evidence(gathering_type: str) -> list[EvidenceNeed]:
    """Two papers where the type asks for none: each need is one of its kinds, so two needs are both."""
    if gathering_type != "other":
        return []
    return [EvidenceNeed((kind,), BOTH_PAPERS) for kind in (evidence.SIGNED_LIST, evidence.PHOTO)]


@hookimpl
def validate(record: GatheringFacts | ApplicationFacts) -> list[Problem]:
    """Refuse a gathering in the closed town without the permit."""
    if not isinstance(record, GatheringFacts) or record.mode == gatherings.ONLINE or record.extra.get(PASS):
        return []
    closed = any(name in record.settlement.lower() for name in CLOSED_TOWN)
    return [Problem("settlement", "closed_town", NO_PASS)] if closed else []


@hookimpl
def check_eligibility(application: ApplicationFacts, on_date: date) -> list[Finding]:
    """The alliance awards to a place that is named, and not before others could object."""
    waited = on_date - application.registered_on >= OBJECTIONS
    return [
        Finding("place_named", bool(application.settlement.strip()), PLACE_NAMED),
        Finding("time_to_object", waited, TIME_TO_OBJECT),
    ]


@hookimpl
def attendance_sheet(gathering: GatheringFacts) -> AttendanceSheet:
    """A column to sign for each day of a gathering of several."""
    last = gathering.ends_on or gathering.starts_on
    days = (last - gathering.starts_on).days + 1
    return one_day() if days == 1 else several_days(days)


@hookimpl
def import_columns() -> list[ImportColumn]:
    """The alliance's own lists: who sent a person, and the settlement as its staff call it."""
    return [
        ImportColumn("organisation", ("Кем направлен", "Кім жіберді")),
        ImportColumn("settlement", ("Аймағы", "Махалля")),
    ]


@hookimpl
def indicators() -> list[IndicatorDef]:
    """Whom the alliance reaches."""
    return SHARES


@hookimpl
def compute_indicator(code: str, counted: tuple[Counted, ...]) -> Computed:
    """A share of those of whom it is known."""
    return share(code, counted[0])


@hookimpl
def pages() -> list[RegionPage]:
    """How the alliance works here."""
    return [MEMO]


@hookimpl
def on_record(kind: str, state: RecordFacts) -> list[Note]:
    """Whoever is awarded is visited, and once more a year later."""
    return visits(state) if kind == "award" else []


@hookimpl
def document_template(doc_type: str) -> DocumentTemplate | None:
    """The alliance's own form of a letter."""
    return LETTER if doc_type == "letter" else None


@hookimpl
def document_context(doc_type: str) -> list[DocumentLine]:
    """How many copies of a paper there are, and who keeps them."""
    return [COPIES] if doc_type in WITH_COPIES else []


@hookimpl
def personal_data(person: PersonFacts, action: str) -> list[PersonalPart]:
    """The register of permits is paper: whoever answers for it is named."""
    return line_of(person.settlement, action)


@hookimpl
def notification_channels() -> list[NotificationChannel]:
    """The alliance's bot, where the installation has its address."""
    return [BOT]


@hookimpl
def route_notification(message: MessageFacts) -> NotificationRoute:
    """By mail, and what is late by the bot."""
    return route(message)
