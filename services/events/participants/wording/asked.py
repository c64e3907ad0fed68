"""The page of a list that asks: how it is understood, in words, and what a person says of it."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.datastructures import MultiDict

from services.events.db import Job
from services.events.gatherings.models import Gathering
from services.events.participants.operations.imports import understood
from services.events.participants.operations.questions import asked_in_lists
from services.events.participants.reader.notes import MAYBE_PEOPLE
from shared.clock import today
from shared.imports.regional import EXTRA
from shared.plugins.asking import in_words

FIRST, SHOWN = 10, 100
COLUMN = "col-"


def typed_mapping(form: MultiDict[str, str]) -> dict[str, Any]:
    """What the form says of a list, in the shape of the API."""
    columns = {
        name.removeprefix(COLUMN): value for name, value in form.items() if name.startswith(COLUMN) and value
    }
    plain = {"sheet": form.get("sheet") or None, "header_row": whole(form.get("header_row", ""))}
    everybody = {"all": True, "nobody": False}.get(form.get("everybody", ""))
    take = [int(row) for row in form.getlist("take") if row.isdecimal()]
    return {**plain, "columns": columns, "everybody": everybody, "take": take}


def whole(text: str) -> int:
    """The number of a row as typed; nothing is no heading."""
    return int(text) if text.strip().isdecimal() and len(text) < 5 else 0


def page_of(job: Job, gathering: Gathering, said: dict[str, Any] | None) -> dict[str, Any]:
    """What the page shows: columns with their choices, first people, what is left out, what is asked."""
    read = understood(job, gathering, as_mapping(said) if said else {})
    skipped = [row for row in read["skipped"] if row["why"] in MAYBE_PEOPLE]
    everybody: Any = said["everybody"] if said else job.input.get("everybody")
    return {
        "read": read,
        "asked": [question_words(each) for each in job.result.get("questions", [])],
        "meanings": [*meaning_words().items(), *question_meanings(gathering)],
        "first": read["rows"][:FIRST],
        "left_out": (back_in(read, said) + skipped)[:SHOWN],
        "others": len(read["skipped"]) - len(skipped),
        "everybody": "" if everybody is None else "all" if everybody else "nobody",
        "who": who_cards(),
        "beforehand": gathering.starts_on > today(),
        "taken": said["take"] if said else [],
        "why_words": why_words(),
        "others_words": others_words,
    }


def as_mapping(said: dict[str, Any]) -> dict[str, Any]:
    """What a person says, in the shape in which a job keeps it."""
    mapping = {name: said[name] for name in ("sheet", "header_row", "columns")}
    return {"mapping": mapping, "everybody": said["everybody"], "take": said["take"]}


def back_in(read: dict[str, Any], said: dict[str, Any] | None) -> list[dict[str, Any]]:
    """The rows a person takes back, still in the list of rows left out."""
    taken = set(said["take"]) if said else set()
    return [
        {"row": row["row"], "text": row["name"], "why": ""} for row in read["rows"] if row["row"] in taken
    ]


def who_cards() -> list[dict[str, str]]:
    """Who came, where no column says so."""
    return [
        {"value": "all", "label": _("All of them came"), "hint": _("A list that was signed on the spot")},
        {"value": "nobody", "label": _("Nobody came yet"), "hint": _("You mark who came later, on the page")},
    ]


def meaning_words() -> dict[str, str]:
    """What a column may mean."""
    return {
        "name": _("Full name"),
        "surname": _("Surname"),
        "given_name": _("First name"),
        "patronymic": _("Patronymic"),
        "attended": _("Was there: marks"),
        "day": _("Marks of a day or session"),
        "settlement": _("Settlement"),
        "phone": _("Phone"),
        "birth_year": _("Year or date of birth"),
        "age": _("Age"),
        "sex": _("Sex"),
        "category": _("Category"),
        "organisation": _("Organisation"),
        "number": _("Number of the row"),
        "signature": _("Signature"),
    }


def question_meanings(gathering: Gathering) -> list[tuple[str, str]]:
    """What a column may mean besides: the questions of the region."""
    return [(f"{EXTRA}{field.key}", in_words(field.label)) for field in asked_in_lists(gathering)]


def question_words(question: dict[str, Any]) -> str:
    """A question about a list as a sentence."""
    name = question["title"] or question["column"]
    known = {
        "marks_unknown": _("Does “%(name)s” say who came? It holds marks and nothing else.", name=name),
        "marks_reversed": _("“%(name)s” seems to mark those who were absent. Say who came.", name=name),
        "absent_noted": _("“%(name)s” says of somebody that he did not come. Say who came.", name=name),
        "who_came": _("No column says who came. Say whether all of them came."),
        "registered": _("The list says who registered (“%(name)s”), not who came. Say who came.", name=name),
        "signed_in_part": _("Some have signed in “%(name)s”, others have not. Say who came.", name=name),
        "arrived_in_part": _(
            "“%(name)s” is filled in for some and empty for others. Say who came.", name=name
        ),
        "coloured": _("Rows differ by colour, and no mark says who came. Say who came."),
        "boxes": _("Boxes to tick lie over the list and cannot be read. Say who came."),
        "second_names": _("“%(name)s” holds names too. Are they other people?", name=name),
        "no_header": _("The list has no heading. Look whether the columns are understood."),
        "sheets": _("Several sheets hold a list. Choose the one to read."),
    }
    return known.get(question["code"], question["code"])


def why_words() -> dict[str, str]:
    """Why a row is left out."""
    return {
        "role": _("looks like a role"),
        "place": _("looks like a place"),
        "note": _("looks like a note"),
        "struck": _("struck out"),
        "unseen": _("in the colour of the paper"),
        "outside": _("stands outside the list"),
        "": _("taken back"),
    }


def others_words(number: int) -> str:
    """How many rows of totals, signatures and repeated headings stay out."""
    return ngettext(
        "%(num)s row of totals, signatures or a repeated heading stays out.",
        "%(num)s rows of totals, signatures or repeated headings stay out.",
        number,
    )
