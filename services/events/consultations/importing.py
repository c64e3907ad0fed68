"""Consultations out of a journal that was kept on paper or in a spreadsheet."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from marshmallow import ValidationError, validates
from sqlalchemy import ColumnElement, select

from services.events.consultations.models import Consultation, Journal
from services.events.consultations.operations import asked, match_visitor, record_consultation
from services.events.consultations.queries import RECORD, centres_of
from services.events.consultations.schemas import ConsultationIn
from services.events.consultations.wording import age_bands, channels, topics
from services.events.db import db
from services.events.participants.operations.one_name import NotOneName, check_name
from services.events.participants.wording.names import sexes
from services.events.projects.models import CentreCopy
from shared.clock import today
from shared.imports.cells import key_of, spelt
from shared.imports.declaring import Brings, Field, Values
from shared.imports.regional import question_fields, with_answers
from shared.language.categories import FEMALE, MALE
from shared.language.consultations import ASSEMBLY, BUDGET, IN_PERSON, MINI_GRANTS, SELF_GOVERNMENT, band_of
from shared.sameness import as_said
from shared.spoken import title_in

UNNAMED = "аноним, анонимно, без имени, unnamed, анонимді, атын айтпады, аты жазылмаған".split(", ")
OLDEST = 120
FEMALE_SPELT, MALE_SPELT = "ж жен женщина әйел f".split(), "м муж мужчина ер m".split()
SEXES_SPELT = dict.fromkeys(FEMALE_SPELT, FEMALE) | dict.fromkeys(MALE_SPELT, MALE)
TOPICS_SPELT = {
    "мсу": SELF_GOVERNMENT,
    "жөб": SELF_GOVERNMENT,
    "бюджет": BUDGET,
    "сход": ASSEMBLY,
    "собрание местного сообщества": ASSEMBLY,
    "жиын": ASSEMBLY,
    "гранты": MINI_GRANTS,
    "инициативные группы": MINI_GRANTS,
    "шағын гранттар": MINI_GRANTS,
}
IN_PERSON_SPELT = dict.fromkeys(("очно", "лично", "личный прием", "на приеме", "офлайн", "жеке"), IN_PERSON)


def fields(about: Any) -> Sequence[Field]:
    """What a journal says of a consultation."""
    regions = dict.fromkeys(centre.region for centre in centres_of(RECORD).values())
    questions = question_fields(field for region in regions for field in asked(region, today()).fields())
    return [*of_journal(), *of_talk(), *of_visitor(), *questions]


def of_journal() -> list[Field]:
    """Where and under which number it stands."""
    centres = centres_of(RECORD)
    return [
        Field(
            key="number",
            label=_("No."),
            also=("№ п/п", "№", "Номер", "Порядковый номер", "Р/с", "Нөмірі", _("Number")),
        ),
        Field(key="held_on", label=_("Day"), also=("Дата", "Дата консультации", "Күні", "Дата обращения")),
        Field(
            key="centre_id",
            label=_("Centre"),
            also=(
                "Центр сообщества",
                "Community-центр",
                "Наименование центра",
                "Қоғамдық орталық",
                "Орталық",
            ),
            words={key: title_in(centre.name, centre.name_kk) for key, centre in centres.items()},
            more=ways_of(centres),
            for_all=True,
        ),
    ]


def ways_of(centres: Mapping[str, CentreCopy]) -> dict[str, str]:
    """The ways to write each centre: by its name in either language, alone where no other is called so, or
    with its settlement."""
    names = {(key, name) for key, one in centres.items() for name in (one.name, one.name_kk) if name}
    called = Counter(key_of(name) for _key, name in names)
    alone = {name: key for key, name in names if called[key_of(name)] == 1}
    return alone | {f"{name}, {centres[key].settlement}": key for key, name in names}


def of_talk() -> list[Field]:
    """What was asked and answered, how and by whom."""
    return [
        Field(
            key="topic",
            label=_("Subject"),
            also=("Тематика", "Тема", "Тема консультации", "Тақырыбы", "Тақырып"),
            words=topics(),
            more=TOPICS_SPELT,
            for_all=True,
        ),
        Field(
            key="question",
            label=_("Question"),
            also=("Суть вопроса", "Содержание вопроса", "Краткое содержание", "Сұрақ"),
        ),
        Field(
            key="answer",
            label=_("Answer"),
            also=("Результат", "Ответ консультанта", "Данный ответ", "Принятые меры", "Жауап", "Нәтижесі"),
        ),
        Field(
            key="channel",
            label=_("How it was given"),
            also=("Форма консультации", "Способ", "Канал", "Форма", "Кеңес беру түрі"),
            words=channels(),
            more=IN_PERSON_SPELT,
            for_all=True,
        ),
        Field(
            key="minutes",
            label=_("Minutes"),
            also=("Минуты", "Длительность", "Продолжительность", "Минут", "Ұзақтығы"),
        ),
        Field(
            key="consultant",
            label=_("Consultant"),
            also=("Специалист", "Кто консультировал", "ФИО консультанта", "Кеңесші"),
            for_all=True,
        ),
        Field(key="referral", label=_("Referred to"), also=("Куда направлен", "Перенаправлен", "Бағытталды")),
    ]


def of_visitor() -> list[Field]:
    """Who came."""
    who = (
        "ФИО",
        "Ф.И.О.",
        "ФИО посетителя",
        "ФИО обратившегося",
        "Посетитель",
        "Аты-жөні",
        "Келушінің аты-жөні",
        _("Who came"),
    )
    return [
        Field(key="name", label=_("Name"), also=who),
        Field(key="sex", label=_("Sex"), also=("Жынысы",), words=sexes(), more=SEXES_SPELT),
        Field(
            key="age_band",
            label=_("Age"),
            also=("Возрастная группа", "Жасы"),
            read=read_age,
            words=age_bands(),
        ),
        Field(key="birth_year", label=_("Year of birth"), also=("Год рождения", "Туған жылы")),
        Field(key="phone", label=_("Phone"), also=("Контактный телефон", "Контакты"), personal=True),
        Field(
            key="settlement", label=_("Settlement"), also=("Село", "Населённый пункт", "Ауыл", "Елді мекен")
        ),
    ]


def read_age(text: str) -> str | None:
    """The band of an age in full years; None where it is written as a band."""
    years = text.partition(" ")[0]
    return band_of(int(years)) if years.isdecimal() and int(years) < OLDEST else None


def arrange(about: Any, values: Values) -> Values:
    """Somebody without a name, or said to be unnamed, stays unnamed; in brackets our own list says his sex
    and age."""
    values = with_answers(values)
    first, _bracket, rest = (values.get("name") or "").partition("(")
    if values.get("name") and key_of(first) not in UNNAMED:
        return values | {"anonymous": False}
    marks = of_brackets(rest.rstrip(") "))
    return {"anonymous": True} | marks | {name: value for name, value in values.items() if name != "name"}


def of_brackets(text: str) -> dict[str, str]:
    """The sex and the age of «(женщина, 36–60)»."""
    tables = {"sex": spelt([sexes()], SEXES_SPELT), "age_band": spelt([age_bands()], {})}
    parts = [key_of(part) for part in text.split(",")]
    found = {name: [*known[part]] for name, known in tables.items() for part in parts if part in known}
    return {name: codes[0] for name, codes in found.items()}


def stands(about: Any, values: Values) -> Consultation | None:
    """The entry that is meant: of this number in the centre's journal, else of this day and these words."""
    if not values.get("centre_id"):
        return None
    mine = select(Consultation).join(Journal, Journal.id == Consultation.journal_id)
    mine = mine.where(Journal.centre_id == uuid.UUID(values["centre_id"]))
    if number := str(values.get("number") or ""):
        numbered = mine.where(Consultation.number == int(number)) if number.isdecimal() else None
        return None if numbered is None else db.session.scalar(numbered)
    if not (values.get("held_on") and values.get("question")):
        return None
    return db.session.scalar(mine.where(*alike(values)).order_by(Consultation.number).limit(1))


def alike(values: Values) -> Iterator[ColumnElement[bool]]:
    """The conditions that an entry is of this day and says these words of this person."""
    name = values.get("name")
    yield Consultation.held_on == date.fromisoformat(values["held_on"])
    yield Consultation.topic == values.get("topic")
    yield as_said(Consultation.question) == as_said(values["question"])
    yield Consultation.name.is_(None) if name is None else as_said(Consultation.name) == as_said(name)


class BroughtConsultation(ConsultationIn):
    """A consultation out of a table: whoever is named there is one person."""

    @validates("name")
    def is_one_name(self, value: str | None, **_asked: Any) -> None:
        """Refuse a number of people, several of them, a family."""
        try:
            if value:
                check_name(value)
        except NotOneName as error:
            raise ValidationError(error.message) from error


def ask(about: Any, values: Values) -> uuid.UUID | None:
    """Who a named visitor is."""
    return match_visitor(values)


def enter(about: Any, values: Values, person: uuid.UUID | None) -> Consultation:
    """Write one down, under the number of the paper where it gave one."""
    return record_consultation(None if values["anonymous"] else person, values)


IMPORTED = Brings(
    noun="consultations",
    permission=RECORD,
    table=Consultation,
    title=lambda: _("Consultations"),
    fields=fields,
    schema=lambda about: BroughtConsultation(),
    enter=enter,
    home=lambda about: "/events/consultations",
    stands=stands,
    same={name: attrgetter(name) for name in ("held_on", "topic", "question", "name", "channel", "minutes")},
    asks={"day_outside_project": "outside"},
    arrange=arrange,
    beforehand=ask,
)
