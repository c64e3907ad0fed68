"""Acts in the user's language: who, when, and line by line what."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from flask import Flask, g
from flask_babel import gettext as _
from flask_login import current_user

from shared.acts import history
from shared.acts.changes import Change, short
from shared.acts.history import Act
from shared.i18n import format_datetime, format_number, format_short_date, once_a_language

DAY, SUM = re.compile(r"\d{4}-\d\d-\d\d"), re.compile(r"-?\d+\.\d\d")
MOMENT = re.compile(DAY.pattern + r"T\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
LEFT_OUT = {"download", "refuse_access"}  # who read is the managers' business, on the page of the user
SIGNS, SHOWN = {"made": "+", "removed": "−"}, 20
OURS = ("registry", "events", "grants", "reports")  # parts of the suite have names in the code only
NAMED_BY = ("title", "name", "number", "amount", "role", "checkpoint")


@dataclass(frozen=True)
class Words:
    """How the rows of a table are called, its fields, the values that are codes, and of which
    fields only is said that they changed: a place in an order, the row it stands under."""

    called: str
    fields: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    bare: Mapping[str, str] = field(default_factory=dict)


Told = Mapping[str, Callable[[], Words]]


@dataclass(frozen=True)
class Line:
    """One act as a page shows it."""

    at: datetime
    who: str
    door: str
    said: tuple[str, ...]
    why: str


def init_app(app: Flask, told: Told) -> None:
    """Let every template show the history of an object."""
    app.extensions["told"] = dict(told)
    app.jinja_env.globals["history"] = lambda row_id, itself, kind: of_page(app, str(row_id), itself, kind)


def of_page(app: Flask, row_id: str, itself: bool, kind: str = "") -> list[Line]:
    """What a page shows of its object; `itself` leaves out what hangs on it, where a reader may not see
    all of that: other regions' records on what is everybody's. `kind` leaves in only what was done to rows of
    that table, on a page that is about them."""
    acts = [act for act in history.of_object(row_id) if act.verb not in LEFT_OUT]
    if itself:
        acts = [replace(act, changes=of_row(act, row_id), more=()) for act in acts if of_row(act, row_id)]
    if kind:
        acts = [replace(act, changes=of_kind(act, kind), more=()) for act in acts if of_kind(act, kind)]
    return lines(app, acts, row_id)


def of_kind(act: Act, kind: str) -> tuple[Change, ...]:
    """What an act did to rows of one table."""
    return tuple(change for change in act.changes if change.kind == kind)


def of_row(act: Act, row_id: str) -> tuple[Change, ...]:
    """What an act did to one row."""
    return tuple(change for change in act.changes if change.id == row_id)


def lines(app: Flask, acts: list[Act], about: str = "") -> list[Line]:
    """Acts in words; `about` is the object whose page shows them."""
    seen = acts if sees_all() else [act for act in acts if not about or of_it_alone(act, about)]
    words = dict(words_of(app, {kind for act in seen for kind in kinds(act)}))
    return [line(act, words, about) for act in seen]


def kinds(act: Act) -> Iterator[str]:
    """The tables whose rows an act made, changed or removed."""
    yield from (change.kind for change in act.changes)
    yield from (table for table, _what, _count in act.more)


def words_of(app: Flask, wanted: Set[str]) -> Iterator[tuple[str, Words]]:
    """How rows of these tables are told: dozens of tables are, a page shows those of a few."""
    told = app.extensions["told"]
    yield from ((kind, told[kind]()) for kind in wanted & told.keys())
    if "evidence" in wanted:
        yield "evidence", Words(_("File"))


def line(act: Act, words: Mapping[str, Words], about: str) -> Line:
    """One act in words."""
    return Line(
        act.at, doer(act), doors().get(act.door, ""), tuple(said(act, words, about)), reason(act, about)
    )


def sees_all() -> bool:
    """Whether the reader works in all regions, and so may read what else an act touched, and its names."""
    reader: Any = current_user
    return "peer" in g or bool(reader) and reader.everywhere("evidence.attach")


def of_it_alone(act: Act, about: str) -> bool:
    """Whether an act changed this object itself: what hangs on it may be another region's,
    and who was refused or took a file home is the team's business."""
    return any(change.id == about for change in act.changes)


def doer(act: Act) -> str:
    """Who did it, by the name he had then."""
    return name_of(act.kind, act.who)


def name_of(kind: str, name: str) -> str:
    """How somebody is called, who may have no name; another deployment has one."""
    if kind == "service" and name in OURS:
        return "Asar"
    return nameless().get(kind) or name or _("Not known")


@once_a_language
def nameless() -> Mapping[str, str]:
    """Who has no name by his nature."""
    return {"shell": _("At the server"), "nobody": _("Nobody signed in"), "job": _("In the background")}


@once_a_language
def doors() -> Mapping[str, str]:
    """Through what it was done, where it was not a page."""
    return {"api": _("through the API"), "neighbour": _("asked by another service"), "shell": ""}


@once_a_language
def deeds() -> Mapping[str, str]:
    """What changes nothing, in words."""
    return {
        "sign_in": _("Signed in"),
        "sign_out": _("Signed out"),
        "sign_out_everywhere": _("Signed out everywhere"),
        "sign_in_failed": _("A sign-in failed"),
        "refuse_access": _("Access was refused"),
        "download": _("Downloaded"),
    }


def said(act: Act, words: Mapping[str, Words], about: str) -> Iterator[str]:
    """What an act did, line by line: the object's own fields, then what was added to it or taken off."""
    if not act.changes:
        yield deeds().get(act.verb) or _("Nothing changed")
    elif act.verb in deeds():
        yield deeds()[act.verb]
    elif not sees_all():
        yield from of_itself(act, words, about)
    else:
        yield from of_itself(act, words, about) if about else ()
        others = Counter(of_others(act, words, about))
        yield from (f"{line} × {count}" if count > 1 else line for line, count in others.items())


def of_itself(act: Act, words: Mapping[str, Words], about: str) -> Iterator[str]:
    """The fields of the object itself; where no object is looked at, of all that changed."""
    for change in act.changes:
        if change.kind in words and (change.id == about or not about and change.what == "changed"):
            yield from of_fields(change, words[change.kind], act.why)


def of_others(act: Act, words: Mapping[str, Words], about: str) -> Iterator[str]:
    """What was added, taken off and changed of what hangs on it, one by one; of many only the number."""
    mine, left = parted(act, about)
    told = [change for change in mine if change.kind in words and change.id != about]
    many = Counter((change.kind, change.what) for change in told)
    for change in told:
        if many[change.kind, change.what] > SHOWN:
            yield of_many(words[change.kind], change.what)
        else:
            yield from of_other(change, words[change.kind], act.why)
    for table, what, count in act.more:
        if table in words and all(change.kind != table for change in left):
            yield from [of_many(words[table], what)] * count


def parted(act: Act, about: str) -> tuple[list[Change], list[Change]]:
    """What an act changed that belongs to an object, and what belongs to others of its sort: an import or one
    sitting over many changes rows of a hundred objects. All of it belongs where no object is looked at."""
    near = belonging(act, about)
    kinds = {change.kind for change in act.changes if change.id in near}
    others = {change.id for change in act.changes if change.kind in kinds} - near
    left = hanging(act, others) - near if about else set()
    return (
        [change for change in act.changes if change.id not in left],
        [change for change in act.changes if change.id in left],
    )


def reason(act: Act, about: str) -> str:
    """Why it was done; not a reason that is written on rows of other objects alone."""
    mine, left = parted(act, about)
    return "" if bears(left, act.why) and not bears(mine, act.why) else act.why


def bears(changes: list[Change], why: str) -> bool:
    """Whether a reason is written on some of these rows."""
    return any(why and short(why) in pair for change in changes for pair in change.fields.values())


def belonging(act: Act, about: str) -> set[str]:
    """The rows of an act that hang on an object, however deep, and those it hangs on itself."""
    own = (row.on for row in act.changes if row.id == about)
    return hanging(act, {about}).union(*own)


def hanging(act: Act, rows: set[str]) -> set[str]:
    """These rows, and those of an act that hang on them."""
    found = set(rows)
    while more := {row.id for row in act.changes if row.id not in found and found.intersection(row.on)}:
        found |= more
    return found


def of_other(change: Change, words: Words, why: str) -> Iterator[str]:
    """One row that hangs on the object; a correction is told where its fields have words."""
    named = f"{words.called}{told_by(change, words)}"
    if change.what in SIGNS:
        yield f"{SIGNS[change.what]} {named}"
    elif fields := list(of_fields(change, words, why)):
        yield f"{named}; {'; '.join(fields)}"


def of_many(words: Words, what: str) -> str:
    """One of many rows."""
    return f"{SIGNS[what]} {words.called}" if what in SIGNS else _("%(what)s: corrected", what=words.called)


def of_fields(change: Change, words: Words, why: str) -> Iterator[str]:
    """The fields of an object that were written; a reason that stands as the act's why is not said twice."""
    if change.what == "made":
        yield _("%(what)s: recorded", what=words.called)
        return
    yield from (words.bare[name] for name in change.fields if name in words.bare)
    for name, pair in change.fields.items():
        label, values = words.fields.get(name.partition(".")[0]), words.values.get(name, {})
        if label and list(pair) != [None, short(why)]:
            yield f"{label}: {' → '.join(value(item, values) for item in pair)}" if pair else label


def told_by(change: Change, words: Words) -> str:
    """What tells a row from its neighbours, where that is nobody's secret."""
    named = ((name, change.fields.get(name)) for name in NAMED_BY)
    called = f": {change.called}" if change.called else ""
    return next(
        (f": {value(pair[0] or pair[1], words.values.get(name, {}))}" for name, pair in named if pair), called
    )


def value(stored: Any, words: Mapping[str, str]) -> str:
    """A value as people write it."""
    text = "–" if stored in (None, "", [], {}) else words.get(str(stored), str(stored))
    if DAY.fullmatch(text):
        return format_short_date(date.fromisoformat(text))
    if MOMENT.fullmatch(text):
        return format_datetime(datetime.fromisoformat(text))
    return format_number(text) if SUM.fullmatch(text) else text
