"""Results of entering people, in words."""

from __future__ import annotations

from typing import Any

from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from services.events.db import Job
from services.events.participants.operations.reading import ColumnsUnknown, ListUnreadable
from services.events.participants.reader.reasons import reason_text
from shared.i18n import said
from shared.imports.wording import unreadable_words
from shared.language.sameness import REASONS


def outcome(job: Job) -> dict[str, Any]:
    """What the page of a job says: {title, message, figures [(label, number)], problems [{row,
    words, level}], result_words}."""
    result, done = job.result, job.state == "done"
    if job.kind == "events.enter_participants":
        title = entered_words(result["results"])
    else:
        title = {
            "done": _("The list “%(name)s” is read"),
            "failed": _("The list “%(name)s” was not read"),
        }.get(job.state, _("Reading the list “%(name)s”")) % {"name": job.input["name"]}
    return {
        "title": title,
        "message": failure_words(job) if job.state == "failed" else "",
        "figures": figures(result) if done else [],
        "problems": by_row(result.get("problems", [])),
        "result_words": result_words,
    }


def entered_words(results: list[dict[str, Any]]) -> str:
    """How many people a list brought, and how many lines it only corrected."""
    fresh = sum(result["status"] == "added" for result in results)
    words = ngettext("%(num)s person is entered", "%(num)s people are entered", fresh)
    old = len(results) - fresh
    return words + (
        ", " + ngettext("%(num)s line was there already", "%(num)s lines were there already", old)
        if old
        else ""
    )


def figures(result: dict[str, Any]) -> list[tuple[str, int]]:
    """Counts of an uploaded list: those that say something."""
    labels = {
        "added": _("entered"),
        "updated": _("were on the list already"),
        "refused": _("rows to correct"),
        "repeated": _("rows that repeat somebody"),
        "doubtful": _("maybe the same person"),
    }
    return [
        (label, result[name])
        for name, label in labels.items()
        if result.get(name) or (name == "added" and name in result)
    ]


def by_row(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Problems of the reader, one line a row: {row, words ["column: reason"], level of the worst}."""
    rows: dict[int, dict[str, Any]] = {}
    for problem in problems:
        line = rows.setdefault(problem["row"] or 0, {"row": problem["row"], "words": [], "level": "warning"})
        line["words"].append(reason_text(problem, str(get_locale())))
        line["level"] = "warning" if line["level"] == problem.get("level", "error") == "warning" else "error"
    return [rows[row] for row in sorted(rows)]


def failure_words(job: Job) -> str:
    """Why the list was not read, in the reader's language; the worker spoke Russian."""
    if job.result.get("code") == ColumnsUnknown.code:
        return ColumnsUnknown(headers=job.result["detail"].get("headers", "–")).message
    if job.result.get("code") == ListUnreadable.code:
        return f"{ListUnreadable().message} {unreadable_words(job.result['detail'])}".strip()
    return job.error or "" if job.result.get("code") else ""


def result_words(result: dict[str, Any]) -> str:
    """What became of a person: new, known and from how many gatherings, or maybe somebody known."""
    if result.get("repeats") is not None:
        return _("stands twice in what was sent: counted once")
    if result["status"] == "updated":
        return _("was on this list already; the line is corrected")
    if result["match"] == "doubtful":
        return _(
            "maybe the same person as one already known: %(reasons)s. Counted apart until somebody decides.",
            reasons=match_words(result["reasons"] or []),
        )
    if result["match"] == "same":
        return (
            ngettext(
                "already known: was at %(num)s gathering",
                "already known: was at %(num)s gatherings",
                result["seen"],
            )
            if result["seen"]
            else _("already known")
        )
    return _("a new person")


def row_words(result: dict[str, Any]) -> str:
    """What became of a row, for a tool to show as it is: its fields and what is wrong
    with them, or who the person is."""
    if result["status"] == "refused":
        said = [(field, " ".join(map(str, texts))) for field, texts in result["problems"].items()]
        return "; ".join(
            text if field == "_schema" or text == _("Write the name.") else f"{field}: {text}"
            for field, text in said
        )
    return result_words(result | {"seen": 0})


def match_words(reasons: list[str]) -> str:
    """Why two people may be one."""
    return ", ".join(said(REASONS[code]) if code in REASONS else code for code in reasons)
