"""Organisations out of a table."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import and_, or_, select

from services.registry.db import db
from services.registry.organisations.models import Organisation
from services.registry.organisations.operations import add_organisation, asked
from services.registry.organisations.queries import key_of
from services.registry.organisations.schemas import OrganisationIn
from services.registry.organisations.wording import organisation_kinds
from services.registry.regions.wording import region_options
from shared.access import scope
from shared.clock import today
from shared.imports.declaring import Brings, Field, Values, kazakh_field, region_field
from shared.imports.regional import question_fields, with_answers
from shared.language.organisations import NGO, PARTNER, bin_holds
from shared.plugins.extra import Asked
from shared.reach import reachable
from shared.sameness import as_said

KINDS_SPELT = {
    "партнёрская организация": PARTNER,
    "серіктес ұйым": PARTNER,
    "неправительственная организация": NGO,
    "общественный фонд": NGO,
    "общественное объединение": NGO,
    "қоғамдық қор": NGO,
    "қоғамдық бірлестік": NGO,
    "үеұ": NGO,
}


def fields(about: Any) -> Sequence[Field]:
    """What is known of an organisation."""
    return [
        Field(
            key="name_ru",
            label=_("Name in Russian"),
            also=(_("Organisation"), "Наименование", "Название", "Наименование организации", "Ұйым атауы"),
        ),
        Field(key="name_kk", label=_("Name in Kazakh"), also=("Название на казахском", "Қазақша атауы")),
        Field(
            key="kind",
            label=_("Kind"),
            also=("Вид организации", "Тип", "Тип организации", "Ұйым түрі"),
            words=organisation_kinds(),
            more=KINDS_SPELT,
            for_all=True,
        ),
        region_field(_("Region"), dict(region_options(None))),
        Field(key="bin", label=_("BIN"), also=("БИН организации", "БСН", "БИН/ИИН"), read=read_bin),
        Field(key="address", label=_("Address"), also=("Юридический адрес", "Мекенжай", "Мекенжайы")),
        *people(),
        *question_fields(field for form in asked_now() for field in form.fields()),
    ]


def asked_now() -> list[Asked]:
    """What the plugins of the actor's regions ask about an organisation today."""
    return [asked(code, today()) for code, _name in region_options(scope("organisation.record"))]


def people() -> list[Field]:
    """Who is reached and who signs."""
    posts = ("Должность", "Должность руководителя", "Лауазымы")
    heads = ("Руководитель", "ФИО руководителя", "Первый руководитель", "Басшысы", "Director")
    return [
        Field(
            key="phone",
            label=_("Phone"),
            also=("Телефоны", "Контакты", "Контактный телефон", "Байланыс телефоны"),
        ),
        Field(
            key="email",
            label=_("Mail"),
            also=("Email", "E-mail", "Эл. почта", "Электронная почта", "Электронный адрес", "Эл. пошта"),
        ),
        Field(key="signatory", label=_("Who signs"), also=heads),
        Field(key="signatory_post", label=_("Post of who signs"), also=posts),
        kazakh_field("signatory_post", _("Post of who signs")),
    ]


def read_bin(text: str) -> str:
    """A BIN as it is written; zeros that Excel took from its front are put back where it then holds."""
    digits = "".join(text.split())
    whole = digits.zfill(12) if digits.isdecimal() else digits
    return whole if bin_holds(whole) else digits


def stands(about: Any, values: Values) -> Organisation | None:
    """The organisation that is meant: of this BIN, else of this name in this region."""
    number, name, region = values.get("bin"), values.get("name_ru"), values.get("region")
    if number and (found := db.session.scalar(select(Organisation).where(Organisation.bin == number))):
        return found if reachable("organisation.record", found.region) else None
    if not name:
        return None
    kazakh = Organisation.region.is_not_distinct_from(region), as_said(Organisation.name_kk) == as_said(name)
    same = or_(Organisation.key == key_of(name, region), and_(*kazakh))
    found = db.session.scalar(select(Organisation).where(same).limit(1))
    return found if found and reachable("organisation.record", found.region) else None


def names(one: Organisation) -> list[str]:
    """What an organisation is called in both languages: our own list says the reader's."""
    return [name for name in (one.name_ru, one.name_kk) if name]


def enter(about: Any, values: Values, found: Any) -> Organisation:
    """Write one down."""
    return add_organisation(values)


IMPORTED = Brings(
    noun="organisations",
    permission="organisation.record",
    table=Organisation,
    title=lambda: _("Organisations"),
    fields=fields,
    schema=lambda about: OrganisationIn(),
    enter=enter,
    home=lambda about: "/registry/organisations",
    stands=stands,
    arrange=lambda about, values: with_answers(values),
    same={"name_ru": names} | {name: attrgetter(name) for name in ("kind", "region", "bin")},
)
