"""Confirming what is promised, tying it to figures, saying how it ended."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select, text

from services.reports.db import db
from services.reports.figures.queries.figures import get_project
from services.reports.results.models import Result
from services.reports.results.queries import unconfirmed
from shared.acts.doer import doer
from shared.clock import today
from shared.doors.errors import Conflict, Invalid
from shared.language.records.project import Project
from shared.projects import ProjectClosed

ONE_BY_ONE = text("SELECT pg_advisory_xact_lock(hashtext('results'))")


class TiedToNothing(Invalid):
    """“%(place)s”: the plan has no indicator %(code)s. Write codes of its indicators, like 4.1.6."""

    code = "tied_to_nothing"


class PromiseTwice(Conflict):
    """This promise is kept already."""

    code = "promise_twice"


class LeastMissing(Invalid):
    """“%(place)s” has a count of its own: say how much of it is promised."""

    code = "least_missing"


class ToldByFigures(Conflict):
    """Figures tell how this result stands, nobody says it beside them. Take wrong ties off."""

    code = "told_by_figures"


class ResultWithdrawn(Conflict):
    """This is promised no longer."""

    code = "result_withdrawn"


def confirm_results(project_id: uuid.UUID | str, values: dict[str, Any]) -> list[Result]:
    """Keep what is promised; a numbered result that is known gets these words and ties."""
    project = open_project(project_id)
    return [keep(project, row) for row in values["results"]]


def confirm_proposals(values: dict[str, Any]) -> list[Result]:
    """Keep those proposals that were chosen, with the codes that were written."""
    project = open_project(values["project_id"])
    proposed, codes = unconfirmed(project), values["codes"]
    rows = [proposed[place] for place in values["keep"] if place < len(proposed)]
    written = [codes[place] for place in values["keep"] if place < min(len(proposed), len(codes))]
    return [
        keep(project, {**vars(row), "indicators": split(words)})
        for row, words in zip(rows, written, strict=True)
    ]


def add_promise(values: dict[str, Any]) -> Result:
    """Keep a promise nobody proposed."""
    project = open_project(values["project_id"])
    said = {"number": None, "count": None, "least": None, **values}
    return keep(project, {**said, "indicators": split(values["codes"])})


def open_project(project_id: uuid.UUID | str) -> Project:
    """A project under way; ProjectUnknown, ProjectClosed."""
    project = get_project(project_id)
    if project.closed_on:
        raise ProjectClosed(field="project_id")
    db.session.execute(ONE_BY_ONE)
    return project


def keep(project: Project, said: dict[str, Any]) -> Result:
    """One promise as it was said; PromiseTwice for one without a number that is kept already."""
    place = f"{said['number']}" if said["number"] else said["text"][:60]
    if said["count"] and said["least"] is None:
        raise LeastMissing(field="least", place=place)
    item = numbered(project, said["number"]) or Result(project_id=project.id, number=said["number"])
    if said["number"] is None and known(project, said["text"]):
        raise PromiseTwice(field="text")
    for name in ("origin", "text", "count", "least"):
        setattr(item, name, said[name])
    item.text_kk = said.get("text_kk") or item.text_kk or ""
    item.indicators = ids_of(project, said["indicators"], place)
    db.session.add(item)
    db.session.flush()
    return item


def numbered(project: Project, number: int | None) -> Result | None:
    """The result of a number, if it is kept."""
    mine = Result.project_id == project.id, Result.withdrawn_because.is_(None)
    return db.session.scalar(select(Result).where(*mine, Result.number == number)) if number else None


def known(project: Project, words: str) -> bool:
    """Whether a promise of these words is kept."""
    mine = Result.project_id == project.id, Result.withdrawn_because.is_(None), Result.number.is_(None)
    return db.session.scalar(select(Result.id).where(*mine, Result.text == words)) is not None


def split(codes: str) -> list[str]:
    """Codes as they are typed, with whatever between them."""
    return [code for code in re.split(r"[\s,;]+", codes) if code]


def ids_of(project: Project, named: Iterable[str], place: str) -> list[str]:
    """The stable ids of indicators named by id or code, each once; TiedToNothing."""
    rows = [row for line in project.activities for row in line.indicators]
    known = {row.code: row.id for row in rows} | {row.id: row.id for row in rows}
    for name in named:
        if name not in known:
            raise TiedToNothing(field="codes", place=place, code=name)
    return list(dict.fromkeys(known[name] for name in named))


def tie_result(item: Result, values: dict[str, Any]) -> Result:
    """Tie a result to these indicators and to no others."""
    refuse_withdrawn(item)
    item.indicators = ids_of(get_project(item.project_id), split(values["codes"]), item.text[:60])
    return item


def word_result(item: Result, values: dict[str, Any]) -> Result:
    """Say in Kazakh what is promised."""
    refuse_withdrawn(item)
    item.text_kk = values["text_kk"]
    return item


def assess_result(item: Result, values: dict[str, Any]) -> Result:
    """Say how a result ended that no figure tells; a file has to prove it. ToldByFigures."""
    refuse_withdrawn(item)
    if item.indicators or item.count:
        raise ToldByFigures
    item.outcome, item.outcome_reason = values["outcome"], values["reason"]
    item.outcome_on, item.outcome_by = today(), doer()
    return item


def withdraw_result(item: Result, values: dict[str, Any]) -> Result:
    """Say that something is promised no longer, and why."""
    refuse_withdrawn(item)
    item.withdrawn_because = values["reason"]
    return item


def refuse_withdrawn(item: Result) -> None:
    """Nothing changes on what is promised no longer; ResultWithdrawn."""
    if item.withdrawn_because:
        raise ResultWithdrawn
