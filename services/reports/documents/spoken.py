"""A sealed snapshot with the plan said in the language of its report: in a Kazakh one the Kazakh words, the
Russian ones with a mark where there were none when it was sealed."""

from __future__ import annotations

from msgspec.structs import replace

from services.reports.documents.snapshot import Activity, Cell, Passport, Section, Snapshot
from shared.language.wordings import KAZAKH, UNITS_AS_THEY_ARE, said


def spoken(snapshot: Snapshot) -> Snapshot:
    """The snapshot as its papers say it."""
    if not is_in_two(snapshot):
        return snapshot
    results = tuple(replace(one, text=said(one.text, one.text_kk)) for one in snapshot.results)
    funds = tuple(replace(fund, contest=fund.contest_kk or fund.contest) for fund in snapshot.funds)
    sections = tuple(map(section, snapshot.sections))
    project = passport(snapshot.project)
    return replace(snapshot, project=project, sections=sections, results=results, funds=funds)


def is_in_two(snapshot: Snapshot) -> bool:
    """Whether it is a Kazakh report of a plan that was known in Kazakh too."""
    return snapshot.locale == KAZAKH and KAZAKH in snapshot.languages


def unworded(snapshot: Snapshot) -> bool:
    """Whether anything in its papers bears the mark."""
    return is_in_two(snapshot) and (
        not (snapshot.project.topic_kk and snapshot.project.goal_kk)
        or any(not one.text_kk for one in snapshot.results)
        or any(not part.title_kk for part in snapshot.sections)
        or any(not line.title_kk for part in snapshot.sections for line in part.activities)
        or any(not cell.name_kk or lacks_unit(cell) for cell in snapshot.cells)
    )


def lacks_unit(cell: Cell) -> bool:
    """Whether its unit is a word nobody had written in Kazakh."""
    return cell.unit not in UNITS_AS_THEY_ARE and not cell.unit_kk


def passport(of: Passport) -> Passport:
    """What the project is called and what for."""
    return replace(of, topic=said(of.topic, of.topic_kk), goal=said(of.goal, of.goal_kk))


def section(of: Section) -> Section:
    """One task."""
    return replace(of, title=said(of.title, of.title_kk), activities=tuple(map(activity, of.activities)))


def activity(of: Activity) -> Activity:
    """One line of the plan."""
    return replace(of, title=said(of.title, of.title_kk), indicators=tuple(map(cell, of.indicators)))


def cell(of: Cell) -> Cell:
    """One indicator; what is no word stays as it is."""
    unit = of.unit if of.unit in UNITS_AS_THEY_ARE else said(of.unit or "", of.unit_kk)
    return replace(of, name=said(of.name, of.name_kk), unit=unit)
