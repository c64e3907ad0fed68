"""The list of a gathering as the table of its page: whom it names, and a box for whoever was there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from markupsafe import Markup

from services.events.participants.models import Participant
from services.events.participants.wording.names import categories
from shared.doors.listing import Column, Listed, paging, pieces
from shared.spoken import place_words

SHOWN = 100


@dataclass(frozen=True)
class Roll(Listed[Participant]):
    """A page of the list."""

    @property
    def paging(self) -> dict[str, Any]:
        """What the table's pager shows."""
        return paging(self.total, len(self.rows), SHOWN, "#people")


@dataclass(frozen=True)
class About:
    """What the table tells beside the lines: the page of the gathering, whether this reader may correct its
    list, whom (by person) the registry doubts, what the region asked and was told (by line)."""

    page: str
    writable: bool
    doubted: Collection[UUID]
    besides: Mapping[UUID, list[Markup]]


def columns(about: About) -> list[Column[Participant]]:
    """Columns of the table."""
    kinds = categories()
    return [
        name_column(about),
        Column(key="settlement", label=_("Settlement"), said=place),
        Column(key="category", label=_("Category"), said=lambda line: kinds.get(line.category or "")),
        Column(key="organisation", label=_("Organisation"), said=attrgetter("organisation"), phone="hide"),
        Column(key="birth_year", label=_("Born"), said=attrgetter("birth_year"), align="end", phone="hide"),
        presence_column(about),
    ]


def macros() -> Any:
    """How the cells are drawn that say more than a word."""
    return pieces("events/participants/roll.html")


def place(line: Participant) -> str:
    """The settlement; what stands before its name is not parted from it."""
    return place_words(line.settlement).replace(". ", ".\u00a0")


def name_column(about: About) -> Column[Participant]:
    """The name with the way to its correction, a doubt about it, the answers to the region's questions."""
    draw = macros().name

    def name(line: Participant) -> Any:
        way = f"{about.page}/participants/{line.id}/edit" if about.writable else ""
        return draw(line.name, way, line.person_id in about.doubted, about.besides.get(line.id, ()))

    return Column(key="name", label=_("Name"), said=name)


def presence_column(about: About) -> Column[Participant]:
    """Whether somebody was there: a box to tick, or a word."""
    draw, words = macros().presence, {True: _("yes"), False: _("no")}

    def presence(line: Participant) -> Any:
        if not about.writable:
            return words[line.attended]
        return draw(str(line.id), line.name, line.attended, about.page)

    return Column(key="attended", label=_("Was there"), said=presence, align="end", phone="end")
