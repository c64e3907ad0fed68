"""Media items of past months out of a media plan or a monitoring table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select, true

from services.events.db import db
from services.events.projects.queries import projects
from services.events.projects.wording import open_projects, region_options
from services.events.publications.models import Publication
from services.events.publications.operations import record_publication
from services.events.publications.queries import DAY, link_key, with_link
from services.events.publications.schemas import PublicationIn
from services.events.publications.wording import publication_kinds, publication_statuses
from shared.imports.declaring import (
    Brings,
    Field,
    Values,
    activity_field,
    kazakh_field,
    of_project,
    project_field,
    region_field,
)
from shared.language.publications import (
    BROADCAST,
    INVITATION,
    PRESS_ARTICLE,
    PRESS_RELEASE,
    PUBLISHED,
    SOCIAL_POST,
)
from shared.reach import WHOLE, reachable
from shared.sameness import is_called

RECORD = "publication.record"
KINDS_SPELT = {
    "пост": SOCIAL_POST,
    "пост в соцсетях": SOCIAL_POST,
    "публикация в соцсетях": SOCIAL_POST,
    "соцсети": SOCIAL_POST,
    "жазба": SOCIAL_POST,
    "статья": PRESS_ARTICLE,
    "статья в сми": PRESS_ARTICLE,
    "публикация в сми": PRESS_ARTICLE,
    "мақала": PRESS_ARTICLE,
    "релиз": PRESS_RELEASE,
    "баспасөз хабарламасы": PRESS_RELEASE,
    "сюжет": BROADCAST,
    "тв сюжет": BROADCAST,
    "эфир": BROADCAST,
    "телесюжет": BROADCAST,
    "анонс": INVITATION,
    "шақыру": INVITATION,
}
STATUSES_SPELT = dict.fromkeys(("вышло", "вышла", "опубликован", "выпущено", "жарияланған"), PUBLISHED)


def fields(about: Any) -> Sequence[Field]:
    """What is said of something issued."""
    titles = ("Заголовок", "Название материала", "Тема публикации", "Материал", "Тақырыбы", "Атауы", "Тема")
    kinds = ("Вид материала", "Вид публикации", "Тип материала", "Формат", "Тип", "Түрі")
    days = ("Дата", "Дата публикации", "Дата выхода", "Күні", "Жарияланған күні", _("Day"))
    return [
        Field(key="title", label=_("Title"), also=titles),
        kazakh_field(),
        *project_field(open_projects(RECORD)),
        Field(key="issued_on", label=_("Published on"), also=days),
        Field(
            key="kind", label=_("Kind"), also=kinds, words=publication_kinds(), more=KINDS_SPELT, for_all=True
        ),
        region_field(_("Region"), dict(region_options(None)) | {WHOLE: _("the whole project")}),
        *of_place(),
    ]


def of_place() -> list[Field]:
    """Where it stands and how far it is."""
    channels = (
        "Канал",
        "Площадка",
        "СМИ",
        "Издание",
        "Соцсеть",
        "Арна",
        "Наименование СМИ",
        "Где опубликовано",
        "БАҚ",
        "БАҚ атауы",
    )
    links = ("Ссылка", "Ссылка на публикацию", "URL", "Сілтеме", "Гиперссылка")
    return [
        Field(key="channel", label=_("Channel"), also=channels, for_all=True),
        Field(key="link", label=_("Link"), also=links, read=read_link),
        Field(key="owner", label=_("Owner"), also=("Ответственный", "Жауапты"), for_all=True),
        activity_field(projects.all_open()),
        Field(
            key="status",
            label=_("State"),
            also=("Статус", "Күйі"),
            words=publication_statuses(),
            more=STATUSES_SPELT,
            for_all=True,
        ),
    ]


def read_link(text: str) -> str:
    """An address; what names a site without how it is reached is reached as all are."""
    plain = re.sub(r"^https?://", lambda found: found[0].lower(), text.strip(), flags=re.IGNORECASE)
    bare = "." in plain and " " not in plain and not plain.startswith(("http://", "https://"))
    return f"https://{plain}" if bare else plain


def arrange(about: Any, values: Values) -> Values:
    """What concerns the whole project names no region."""
    said = {name: value for name, value in values.items() if (name, value) != ("region", WHOLE)}
    return of_project(said, open_projects(RECORD))


def stands(about: Any, values: Values) -> Publication | None:
    """The item that is meant: of this link, else of this title, kind and day; one without a day is one of
    ours without a day."""
    link = values.get("link")
    if link and (found := with_link(link_key(link))):
        return within_reach(found)
    if not (values.get("title") and values.get("kind")):
        return None
    linked = Publication.link == link if link else true()
    found = db.session.scalar(
        select(Publication).where(*alike(values), linked).order_by(Publication.id).limit(1)
    )
    return within_reach(found)


def alike(values: Values) -> Iterator[ColumnElement[bool]]:
    """The conditions that an item has this title, kind, day and region, or as the row none."""
    day = date.fromisoformat(values["issued_on"]) if values.get("issued_on") else None
    yield is_called(values["title"], Publication.title, Publication.title_kk)
    yield Publication.kind == values["kind"]
    yield DAY.is_not_distinct_from(day)
    yield Publication.region.is_not_distinct_from(values.get("region"))


def within_reach(found: Publication | None) -> Publication | None:
    """The item, where the actor may record others beside it; of another region's nothing is said."""
    return found if found and reachable(RECORD, found.region) else None


def enter(about: Any, values: Values, found: Any) -> Publication:
    """Record one."""
    return record_publication(values)


IMPORTED = Brings(
    noun="publications",
    permission=RECORD,
    table=Publication,
    title=lambda: _("Publications"),
    fields=fields,
    schema=lambda about: PublicationIn(),
    enter=enter,
    home=lambda about: "/events/publications",
    stands=stands,
    same={
        **{name: attrgetter(name) for name in ("kind", "region", "status")},
        "title": lambda item: [item.title, item.title_kk],
        "issued_on": attrgetter("day"),
    },
    asks={"issued_outside_project": "outside"},
    arrange=arrange,
)
