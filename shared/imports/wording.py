"""What the pages of imports say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from shared.access import scope
from shared.i18n import format_number, format_short_date
from shared.imports.declaring import Brings, Meaning
from shared.imports.entering import ASKED, ENTERED, REFUSED, THERE, UNTRIED, Fate
from shared.imports.heading import Meanings
from shared.imports.lines import HIDDEN, STRUCK
from shared.imports.operations import Brought
from shared.validation import of_this_century

FIRST, MOST_SHOWN, LONGEST = 10, 200, 90
STATES = (ENTERED, THERE, ASKED, REFUSED, UNTRIED, HIDDEN, STRUCK)


def unreadable_words(detail: dict[str, Any]) -> str:
    """Why a file was not read and what to do, by the `why` of the refusal."""
    no_table = _("This is not a table. Send .xlsx, .docx or .csv.")
    known = {
        "empty_file": _("The file is empty."),
        "empty_table": _("There are no rows in it."),
        "only_header": _("There is a header and nobody under it."),
        "old_xls": _(
            "This is the old .xls or .doc format. Open it in Excel or Word and save it as .xlsx or .docx."
        ),
        "no_word_table": _(
            "There is no table in this Word file. Put the people into a table, a row for each, "
            "or paste them as text."
        ),
        "encrypted": _("The file has a password. Save it without one."),
        "macros": _("The file carries macros. Save it as a plain .xlsx."),
        "not_a_table": no_table,
        "not_zip": no_table,
        "broken": _("The file is damaged. Open it in Excel and save it again."),
        "too_big": _("The file unpacks to too much. Keep only the sheet with the list."),
        "too_many_rows": _("The sheet has too many rows. Delete the empty ones below the list."),
        "too_many_columns": _("The sheet has too many columns. Delete the empty ones beside the list."),
        "unknown_encoding": _("The text is in an unknown encoding. Save it as .xlsx."),
        "limits": _("Reading took too long. Split the list into several files."),
    }
    return known.get(detail.get("why", ""), "")


def failure_words(job: Any) -> str:
    """Why a table was not entered at all, in words; nothing of our own defects."""
    if job.result.get("code") == "table_unreadable":
        return unreadable_words(job.result.get("detail", {}))
    return job.error if job.result.get("code") else ""


def figures(counts: Mapping[str, int], before: bool) -> list[tuple[str, int]]:
    """How many rows have which fate, those that say something; `before` they are entered."""
    labels = {
        ENTERED: _("will be entered") if before else _("entered"),
        THERE: _("are here already"),
        ASKED: _("wait for your answer"),
        REFUSED: _("cannot be entered"),
        UNTRIED: _("were not tried beforehand"),
        HIDDEN: _("hidden in the file, left out"),
        STRUCK: _("struck out in the file, left out"),
    }
    return [
        (labels[state], counts.get(state, 0)) for state in STATES if counts.get(state) or state == ENTERED
    ]


def state_words(before: bool) -> dict[str, str]:
    """The fate of one row."""
    return {
        ENTERED: _("will be entered") if before else _("entered"),
        THERE: _("is here already"),
        ASKED: _("a question"),
        REFUSED: _("to correct"),
        UNTRIED: _("not tried"),
    }


def reason(wrong: Iterable[Mapping[str, Any]], known: Meanings) -> str:
    """Why a row is not entered: the column's label, and what is wrong with it."""
    said = (one_reason(str(one["key"]), str(one["text"]), known).rstrip(".") for one in wrong)
    return " ".join(f"{words}." if words[-1:].isalnum() or words[-1:] in "»”)" else words for words in said)


def one_reason(key: str, text: str, known: Meanings) -> str:
    """One reason; of the row as a whole it stands alone."""
    return f"{known[key].field.label}: {text}" if key in known else text


def reasons_of(fates: Iterable[Fate], known: Meanings) -> dict[int, str]:
    """Why rows are not entered, by their numbers."""
    return {fate.row: reason(map(vars, fate.wrong), known) for fate in fates if fate.wrong}


def offered(brings: Brings, meaning: Meaning) -> dict[str, str]:
    """The codes and words a field offers the actor: of regions those where he records."""
    words = dict(meaning.field.words)
    if meaning.field.key != "region":
        return words
    mine = scope(brings.permission)
    return {code: word for code, word in words.items() if mine is None or code in mine}


def previewed(brought: Brought) -> tuple[list[dict[str, str]], list[dict[str, Any]]]:
    """The first rows as they will be entered: the columns of a small table, and its rows."""
    first = brought.lines.lines[:FIRST]
    filled = [name for name in brought.known if any(line.values.get(name) is not None for line in first)]
    columns = [{"key": name, "label": brought.known[name].field.label} for name in filled]
    rows = [
        {"row": line.row} | {name: shown(line.values.get(name), brought.known[name]) for name in filled}
        for line in first
    ]
    return columns, rows


def shown(value: Any, meaning: Meaning) -> str:
    """A value as people read it."""
    if value is None or isinstance(value, bool):
        return "" if value is None else _("yes") if value else _("no")
    words = meaning.field.words.get(value, str(value))
    day = meaning.day(words)
    if day and of_this_century(day):
        return format_short_date(day)
    if meaning.is_number and words.isdecimal() and len(words) > 4:
        return format_number(words)
    return words if len(words) <= LONGEST else f"{words[:LONGEST]}…"


def rows_listed(rows: Sequence[int]) -> str:
    """Numbers of rows, the first of many."""
    return ", ".join(map(str, rows[:30])) + ("…" if len(rows) > 30 else "")
