"""The records behind a figure: what happened, where, how much of the figure it is,
and the files that prove it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, any_, cast, literal, select, tuple_
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import InstrumentedAttribute

from services.reports.copies.models import GatheringCopy, RecordCopy
from services.reports.db import db
from services.reports.facts.models import SourceSum
from services.reports.facts.operations.unique import kept_as
from services.reports.facts.queries import Window
from services.reports.figures.rules.lines import Line, exact, exact_or_none
from shared.language.evidence import PUBLICATION_LINK
from shared.language.expressions import Expression
from shared.language.records import to_json
from shared.language.records.project import Project
from shared.spoken import title_of, words_of

OUTSIDE = "outside"
ORDER = (SourceSum.occurred_on, SourceSum.source)
Key = Sequence[object]
PART = 1000


def records(
    project: Project,
    indicator: Line,
    window: Window,
    after: Key | None = None,
    limit: int | None = None,
    before: Key | None = None,
    named: bool = False,
) -> list[dict[str, Any]]:
    """Rows `{source, kind, id, title, occurred_on, timing, region, settlement, value, base (of a share),
    proven, url, entered_by, evidence: [{id, kind, name, url, by, unopened}]}`, by date and source; those
    `after` a day and a source or the last ones `before` them, at most `limit`; only `named` rows say who
    (`{kind, id, name}`, None: not told) entered them and attached a file; `unopened` says why a file does
    not open, "" when it does."""
    measure = indicator.measured
    if measure is None:
        return []
    rows = page(grouped(project, indicator, measure, window), ORDER, after, limit, before)
    about = described([row.source for row in rows])
    found = [behind(row, timing(row.occurred_on, project, indicator), about) for row in rows]
    return found if named else [nameless(row) for row in found]


def in_parts(
    project: Project, indicator: Line, window: Window, named: bool
) -> Iterator[list[dict[str, Any]]]:
    """All rows of `records`, some at a time, so that none of them is kept."""
    after: Key | None = None
    while rows := records(project, indicator, window, after, PART, named=named):
        yield rows
        after = rows[-1]["occurred_on"], rows[-1]["source"]


def nameless(row: dict[str, Any]) -> dict[str, Any]:
    """A record that keeps to itself who entered and who proved it."""
    files = [{**file, "by": None} for file in row.get("evidence", ())]
    return {**row, "entered_by": None, "evidence": files}


def page(
    asked: Select[Any], order: Key, after: Key | None, limit: int | None, before: Key | None
) -> Sequence[Any]:
    """Some rows of all, by their key: those after one, or the last ones before one."""
    columns: Any = order
    if before:
        last = asked.where(tuple_(*columns) < tuple_(*before)).order_by(*(item.desc() for item in columns))
        return db.session.execute(last.limit(limit)).all()[::-1]
    if after:
        asked = asked.where(tuple_(*columns) > tuple_(*after))
    return db.session.execute(asked.order_by(*columns).limit(limit)).all()


def behind(row: Any, when: str | None, about: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """One record; what lies outside the project's days adds nothing."""
    return {
        "source": row.source,
        "kind": row.source.split("/")[0],
        "id": row.source.split(":", 1)[1],
        "occurred_on": row.occurred_on,
        "region": row.region or None,
        "timing": when,
        "value": Decimal(0) if when == OUTSIDE else exact(row.numerator),
        "base": None if when == OUTSIDE else exact_or_none(row.denominator),
        "proven": row.proven,
        **about.get(row.source, {}),
    }


def timing(on: date, project: Project, indicator: Line) -> str | None:
    """ "outside" the project's days, and then it does not count; "early" or "late" against the plan's term;
    None within it."""
    if (project.period_from and on < project.period_from) or (project.period_to and on > project.period_to):
        return OUTSIDE
    if indicator.start and on < indicator.start:
        return "early"
    return "late" if indicator.due and on > indicator.due else None


def grouped(
    project: Project, indicator: Line, measure: Expression, window: Window
) -> Select[*tuple[Any, ...]]:
    """The records of the indicator with what each brings."""
    sums = SourceSum
    proven = sums.proofs.overlap(cast(indicator.needed, ARRAY(Text))).label("proven")
    rows = select(sums.source, sums.occurred_on, sums.region, sums.numerator, sums.denominator, proven).where(
        sums.project_id == project.id,
        sums.measure == (kept_as(measure) if measure.unique else measure.facts),
        sums.occurred_on <= window.until,
    )
    if measure.subtypes and not measure.unique:
        rows = rows.where(sums.subtype.in_(measure.subtypes))
    if measure.by_activity:
        rows = rows.where(sums.activity_id == indicator.activity_id)
    if window.regions is not None:
        rows = rows.where(sums.region.in_(window.regions))
    return rows


def described(sources: list[str], regions: set[str] | None = None) -> dict[str, dict[str, Any]]:
    """Title, place, page and files of records, by source; pages of other regions' records are left out."""
    keys = [source.split("/", 1)[1] for source in sources if source.startswith("gathering/")]
    copy = GatheringCopy
    plain = copy.title, copy.title_kk, copy.settlement, copy.page, copy.evidence, copy.entered_by, copy.region
    gatherings = select(copy.key, *plain)
    found = {
        f"gathering/{row.key}": about(
            title_of(row),
            row.settlement,
            open_to(regions, row.region, row.page),
            row.evidence,
            to_json(row.entered_by),
        )
        for row in db.session.execute(gatherings.where(one_of(copy.key, keys)))
    }
    others = select(RecordCopy.key, RecordCopy.state).where(one_of(RecordCopy.key, sources))
    return found | {row.key: about_other(row.state, regions) for row in db.session.execute(others)}


def one_of(column: InstrumentedAttribute[str], keys: list[str]) -> ColumnElement[bool]:
    """The condition that a key is one of these, in one parameter: a page has fifty of them."""
    return column == any_(literal(keys, ARRAY(Text)))


def open_to(regions: set[str] | None, region: str | None, page: str) -> str:
    """The page of a record, "" where it is of none of these regions (None: all may be seen)."""
    return page if regions is None or region is None or region in regions else ""


def about_other(state: dict[str, Any], regions: set[str] | None = None) -> dict[str, Any]:
    """How a centre, a publication, a contest, an application or an award is shown."""
    title = next(filter(None, (in_reader(state, key) for key in ("title", "name", "group"))), "")
    place = state.get("settlement") or ""
    page = open_to(regions, state.get("region"), state["page"])
    shown = about(title, place, page, state["evidence"], state.get("entered_by"))
    link = state.get("link")
    if link:
        nothing = {"id": None, "sha256": None, "by": None, "unopened": ""}
        shown["evidence"].append({**nothing, "kind": PUBLICATION_LINK, "name": link, "url": link})
    return shown


def in_reader(state: dict[str, Any], key: str) -> str:
    """What a record has under a key, in the reader's language; "" where it has no such."""
    return words_of(state.get(key) or "", state.get(f"{key}_kk"))


def about(
    title: str,
    settlement: str,
    page: str,
    evidence: list[dict[str, Any]],
    entered_by: dict[str, str] | None,
) -> dict[str, Any]:
    """How a record is shown: every address in it came with the record, and who entered and proved it."""
    files = [
        {
            "id": item["id"],
            "kind": item["kind"],
            "name": item.get("name") or item["kind"],
            "sha256": item["sha256"],
            "url": item["page"],
            "by": item.get("by"),
            "unopened": item.get("unopened", ""),
        }
        for item in evidence
    ]
    shown = {"title": title, "settlement": settlement, "url": page, "evidence": files}
    return {**shown, "entered_by": entered_by}
