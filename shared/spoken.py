"""A plan in the reader's language, and at the foot of his page what its marks mean.

What is said here is only shown: whatever is kept, sealed or sent to others is the project as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Protocol

from flask import Flask, g, has_request_context
from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from msgspec.structs import replace

from shared.access import holds, signed_in
from shared.i18n import current_locale, format_period
from shared.language import settlements, wordings
from shared.language.records.project import Activity, Project
from shared.language.wordings import KAZAKH, MARK

KEPT = 64
CALLED = ("title", "name")  # the fields by which things are called
WRITE = "wording.write"


def spoken(project: Project) -> Project:
    """A project as the present reader's page says it."""
    if current_locale() != KAZAKH:
        return project
    said, missing = in_kazakh(project)
    if project.plan:
        note(project.plan.id, missing)
    return said


@lru_cache(maxsize=KEPT)
def in_kazakh(project: Project) -> tuple[Project, int]:
    """A project in Kazakh, and how many of its words nobody has written; worked out once."""
    said = wordings.spoken(project)
    plan = said.plan
    sections = plan.sections if plan else ()
    timed = tuple(replace(row, activities=tuple(map(dated, row.activities))) for row in sections)
    return replace(said, plan=plan and replace(plan, sections=timed)), wordings.unworded(project)


def dated(line: Activity) -> Activity:
    """A line whose term is said in Kazakh where its months are known."""
    known = line.period_from and line.period_to
    return replace(line, period_text=term(line, KAZAKH)) if known else line


def term(line: Activity, locale: str) -> str:
    """The term of a line: the plan's own words, in Kazakh its months."""
    if locale == KAZAKH and line.period_from and line.period_to:
        return format_period(line.period_from, line.period_to, KAZAKH)
    return line.period_text or ""


def topic(russian: str, kazakh: str | None) -> str:
    """What a project is called, in the reader's language."""
    return wordings.said(russian, kazakh) if current_locale() == KAZAKH else russian


class Themed(Protocol):
    """A project, by its topic in Russian and, where somebody wrote it, in Kazakh."""

    @property
    def topic(self) -> str: ...
    @property
    def topic_kk(self) -> str | None: ...


def topic_of(project: Themed) -> str:
    """What a project is called, in the reader's language."""
    return topic(project.topic, project.topic_kk)


class Granted(Protocol):
    """A project, by who holds its grant, in Russian and, where somebody wrote it, in Kazakh."""

    @property
    def grantee(self) -> str: ...
    @property
    def grantee_kk(self) -> str | None: ...


def grantee_of(project: Granted) -> str:
    """Who holds the grant of a project, in the reader's language."""
    return topic(project.grantee, project.grantee_kk)


class Titled(Protocol):
    """A thing people gave a title in Russian and, where they did, one in Kazakh."""

    @property
    def title(self) -> str: ...
    @property
    def title_kk(self) -> str: ...


def title_of(thing: Titled) -> str:
    """What a thing is called on the present reader's page or paper."""
    return words_of(thing.title, thing.title_kk)


class Named(Protocol):
    """A thing people gave a name in Russian and, where they did, one in Kazakh."""

    @property
    def name(self) -> str: ...
    @property
    def name_kk(self) -> str: ...


def name_of(thing: Named) -> str:
    """The same of what has a name."""
    return words_of(thing.name, thing.name_kk)


def words_of(russian: str, kazakh: str | None) -> str:
    """Words a person typed, in the reader's language; Russian ones without Kazakh bear the mark. He may have
    typed Kazakh in the first place: what does not look Russian bears none."""
    if current_locale() != KAZAKH:
        return russian
    said = wordings.marked(russian, kazakh)
    if said.endswith(MARK) and has_request_context():
        g.untitled = True
    return said


def place_words(settlement: str | None) -> str:
    """A settlement somebody typed, in the reader's language; workbooks keep it as it was typed, for they come
    back."""
    named = settlement or ""
    return settlements.in_kazakh(named) if current_locale() == KAZAKH else named


def label_in_kazakh(key: str, label: str = "") -> str:
    """What the field of Kazakh words beside a field is called: of a title or a name, or of other words."""
    return _("Title in Kazakh") if key in CALLED else _("%(field)s, in Kazakh", field=label)


def title_in(russian: str, kazakh: str | None, locale: str | None = None) -> str:
    """The same without a mark, for workbooks and names of files; `locale` is the reader's where it is
    already known."""
    return (current_locale(locale) == KAZAKH and kazakh) or russian


def note(plan_id: str, missing: int) -> None:
    """Remember that this page shows a plan that is not wholly in Kazakh."""
    if missing and has_request_context():
        g.setdefault("unworded", {})[plan_id] = missing


@contextmanager
def unshown() -> Iterator[None]:
    """What is said within does not come onto the page: the foot does not explain its marks."""
    before = g.get("untitled", False), dict(g.get("unworded", {}))
    try:
        yield
    finally:
        g.untitled, g.unworded = before


def marks_of(*shown: str) -> None:
    """Have the foot explain the mark where words that were said before bear it."""
    if any(MARK in said for said in shown):
        g.untitled = True


def legend() -> Markup:
    """What the mark means, how many lines of each plan have it and, for who may write them, where."""
    plans = [line(*left) for left in g.get("unworded", {}).items()]
    return Markup(" ").join(plans or filter(None, [Markup("{}").format(mark_words())]))


def mark_words() -> str:
    """What the mark means beside titles people typed; nothing where none bears it."""
    return _("%(mark)s said in Russian, not written in Kazakh yet.", mark=MARK) if g.get("untitled") else ""


def line(plan_id: str, missing: int) -> Markup:
    """The legend of one plan."""
    said = ngettext(
        "%(mark)s said in Russian, not written in Kazakh yet: %(num)s line of the plan.",
        "%(mark)s said in Russian, not written in Kazakh yet: %(num)s lines of the plan.",
        missing,
        mark=MARK,
    )
    who = signed_in()
    if who is None or not holds(who, "registry", WRITE):
        return Markup("<span>{}</span>").format(said)
    page = f"/registry/plans/{plan_id}/wordings"
    return Markup('<span>{} <a href="{}">{}</a></span>').format(said, page, _("Write them in Kazakh"))


def init_app(app: Flask) -> None:
    """Let pages say titles, and their foot what the marks mean."""
    app.jinja_env.globals.update(
        unworded=legend,
        title_of=title_of,
        name_of=name_of,
        title_in=title_in,
        topic_of=topic_of,
        words_of=words_of,
        place_words=place_words,
        looks_russian=wordings.looks_russian,
    )
