"""The sealed snapshot: everything a report says, taken once;
Word, PDF and Excel are made from it and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import TypeVar

from msgspec import structs

from services.reports.adjustments.queries import Adjusted
from services.reports.copies.queries import contests
from services.reports.documents import snapshot as shape
from services.reports.documents.sealed import SCHEMA
from services.reports.documents.snapshot import Number, Snapshot
from services.reports.facts.operations.unique import kept_as
from services.reports.figures.queries.figures import Window, figures
from services.reports.figures.queries.series import participants_by_month, participants_by_region
from services.reports.figures.rules.judged import Judged
from services.reports.figures.rules.lines import Coverage, Figure
from services.reports.figures.rules.summary import summary
from services.reports.pictures import Month
from services.reports.reasons.queries import until
from services.reports.reports.models import Report
from services.reports.reports.rules.asked import Asked, Words
from services.reports.reports.rules.signatories import signatures
from services.reports.results.models import Result
from services.reports.results.queries import results as promised
from services.reports.results.queries import standing_by
from services.reports.results.rules.proposing import in_kazakh
from services.reports.results.rules.standing import Standing
from shared.clock import ZONE, now, today
from shared.language.expressions import Expression
from shared.language.records.contest import Contest, Fund
from shared.language.records.project import Activity, Plan, Project, Region, Section
from shared.language.wordings import KAZAKH, looks_russian
from shared.plugins import plugins
from shared.plugins.specifications import Branding
from shared.plugins.writing import spoken
from shared.projects import ProjectUnknown

Text = TypeVar("Text")


def take(report: Report, project: Project, words: Words, seal: int) -> Snapshot:
    """The snapshot of a project for a report; what it says in words is said by `words`, the records behind it
    are kept under `seal`."""
    window = window_of(report)
    asked = Asked(report, project, window, words, until(project.id, window.until, report.region))
    rows = figures(project, asked.window, shared=False)
    return Snapshot(
        schema=SCHEMA,
        id=str(report.id),
        number=report.number,
        kind=report.kind,
        locale=report.locale,
        region=asked.name_of(report.region),
        sealed_at=this_second(),
        period=period(report, project),
        plan=version(project),
        project=passport(project, words),
        brand=brand(plugins().branding(report.region), asked),
        summary=totals(rows),
        sections=sections(asked, rows),
        regions=regions(asked, rows),
        series=series(asked, rows),
        series_title=words.running_total(),
        funds=funds(asked),
        results=results(asked, rows),
        signatures=signed(report, project),
        contributions={},
        seal=seal,
        behind=behind(asked, rows),
        languages=("ru", KAZAKH),
        counted=asked.counted,
        stale=asked.stale,
        plugins=tuple(speaking(asked)),
    )


def speaking(asked: Asked) -> Iterator[shape.Spoken]:
    """The plugins that speak for the regions of a report: its face, what proves its records."""
    for region in asked.regions:
        for each in spoken(plugins(), region.code):
            yield shape.Spoken(region=region.code, **structs.asdict(each))


def this_second() -> datetime:
    """When a report is sealed, in the time of the country."""
    return now().astimezone(ZONE).replace(microsecond=0)


def window_of(report: Report) -> Window:
    """What a report looks at: its region, until its last day or today."""
    regions = frozenset({report.region}) if report.region else None
    return Window(min(report.period_to, today()), regions)


def period(report: Report, project: Project) -> shape.Period:
    """The days of a report."""
    running = report.period_from > (project.period_from or report.period_from)
    return shape.Period(first=report.period_from, last=report.period_to, running=running)


def plan_of(project: Project) -> Plan:
    """The plan in force; ProjectUnknown without one."""
    if project.plan is None:
        raise ProjectUnknown
    return project.plan


def version(project: Project) -> shape.PlanVersion:
    """Which plan the figures are measured by."""
    return shape.PlanVersion(version=plan_of(project).version, approved_on=project.approved_on)


def passport(project: Project, words: Words) -> shape.Passport:
    """Who, what for and how much; who holds the grant is sealed as the report calls him."""
    return shape.Passport(
        topic=project.topic,
        grantee=words.grantee(project),
        grantor=project.grantor,
        goal=project.goal,
        amount=project.amount,
        amount_in_words=words.amount(project.amount),
        period=shape.Term(first=project.period_from, last=project.period_to),
        topic_kk=project.topic_kk,
        goal_kk=project.goal_kk,
    )


def brand(face: Branding, asked: Asked) -> shape.Brand:
    """The face the documents wear, in the language of the report; the letterhead is the grantee's, under
    which a region's report names its own."""
    locale, of_region = asked.report.locale, asked.report.region is not None
    name = in_language(face.name, locale, "")
    own = [line for line in in_language(face.letterhead, locale, ()) if line != name] if of_region else []
    return shape.Brand(
        name=name,
        letterhead=tuple(dict.fromkeys((asked.words.grantee(asked.project), *own))),
        disclaimer=in_language(face.disclaimer, locale, ""),
        accent=face.accent,
        logo_svg=face.logo or None,
        contacts=face.contacts,
        partners=tuple(
            shape.Partner(name=in_language(each.name, locale, ""), logo_svg=each.logo)
            for each in face.partners
        ),
    )


def in_language(values: Mapping[str, Text], locale: str, nothing: Text) -> Text:
    """What is said in a language, else in Russian."""
    return values.get(locale) or values.get("ru") or nothing


def totals(rows: list[Figure]) -> shape.Summary:
    """How many indicators are met, of how many."""
    found = summary(rows)
    return shape.Summary(
        met=found.met,
        with_target=found.with_target,
        total=found.total,
        verdicts=dict(found.verdicts),
        evidence=proof(found.evidence),
    )


def proof(coverage: Coverage) -> shape.Proof:
    """How far records are proven."""
    return shape.Proof(needed=coverage.needed, present=coverage.present)


def sections(asked: Asked, rows: list[Figure]) -> tuple[shape.Section, ...]:
    """The plan's tree with figures in place of promises."""
    by_id = {row.id: row for row in rows}
    return tuple(section(item, asked, by_id) for item in plan_of(asked.project).sections)


def section(item: Section, asked: Asked, rows: Mapping[str, Figure]) -> shape.Section:
    """One task."""
    activities = tuple(activity(line, asked, rows) for line in item.activities)
    return shape.Section(
        id=item.id, code=item.code, title=item.title, title_kk=item.title_kk, activities=activities
    )


def activity(line: Activity, asked: Asked, rows: Mapping[str, Figure]) -> shape.Activity:
    """One line of the plan."""
    return shape.Activity(
        id=line.id,
        code=line.code,
        title=line.title,
        title_kk=line.title_kk,
        period_text=asked.words.term(line, asked.report.locale),
        cost=line.cost,
        indicators=tuple(cell(rows[item.id], asked) for item in line.indicators),
    )


def cell(row: Figure, asked: Asked) -> shape.Cell:
    """One indicator of the report."""
    return shape.Cell(
        id=row.id,
        code=row.code,
        name=row.name,
        name_kk=row.name_kk,
        unit=row.unit,
        unit_kk=row.unit_kk,
        comparator=row.comparator,
        verdict=row.verdict,
        clauses=tuple(clause(item, asked.words) for item in row.clauses),
        evidence=proof(row.evidence),
        evidence_text=asked.words.proven(row.evidence) if row.evidence.needed else "",
        percent=row.percent,
        late=row.late,
        proviso=row.proviso,
        rules=row.rules,
        target=number(row.target),
        actual=number(row.actual),
        recorded=number(row.recorded),
        adjustments=tuple(map(adjustment, row.adjustments)),
        adjusted_text=asked.words.adjusted(row),
        deviation=deviation(row),
        deviation_reason=asked.why(row.id),
        due=row.due,
        by_region=regional(row),
        share=row.share,
        region_targets={code: number(value) for code, value in row.region_targets.items()},
    )


def adjustment(one: Adjusted) -> shape.Adjustment:
    """An adjustment as it counts in this report."""
    return shape.Adjustment(
        id=one.id,
        on=one.day,
        region=one.region,
        amount=one.amount,
        base=one.base,
        reason=one.reason,
        evidence=one.papers,
    )


def clause(judged: Judged, words: Words) -> shape.Clause:
    """A condition of an indicator."""
    return shape.Clause(text=words.clause(judged), met=judged.met)


def deviation(row: Figure) -> Number:
    """How far the fact is from the plan; None where one of them is not known."""
    return None if row.actual is None or row.target is None else number(row.actual - row.target)


def regional(row: Figure) -> dict[str, Number]:
    """The figure by region, what has no region under ""."""
    found = {code: number(value) for code, value in row.by_region.items()}
    return {**found, "": number(row.no_region)} if row.no_region else found


def number(value: Decimal | None) -> Number:
    """A whole number as int, anything else exactly."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else value


def regions(asked: Asked, rows: list[Figure]) -> tuple[shape.Region, ...]:
    """Participants by region; what has no region stands under "" at the end, so that the sums agree."""
    came = participants_by_region(rows)
    found = [in_region(region, asked, came) for region in asked.regions]
    if any(row.no_region for row in rows):
        name, number = asked.words.nowhere(), came.get("", 0)
        found.append(shape.Region(code="", iso="", name=name, participants=number))
    return tuple(found)


def in_region(region: Region, asked: Asked, came: Mapping[str, int]) -> shape.Region:
    """Who came in one region."""
    return shape.Region(
        code=region.code,
        iso=region.iso,
        name=region.name(asked.report.locale),
        participants=came.get(region.code, 0),
    )


def series(asked: Asked, rows: list[Figure]) -> tuple[Month, ...]:
    """Participants month by month, until the last day of the report."""
    return tuple(participants_by_month(asked.project, rows, asked.report.period_to))


def funds(asked: Asked) -> tuple[shape.Fund, ...]:
    """The regional funds of every contest of the project."""
    return tuple(
        fund(asked, contest, item)
        for contest in contests(asked.project.id)
        for item in contest.funds
        if asked.shows(item.region)
    )


def fund(asked: Asked, contest: Contest, item: Fund) -> shape.Fund:
    """The money of a region in a contest."""
    return shape.Fund(
        contest=contest.title,
        contest_kk=contest.title_kk,
        region=asked.name_of(item.region),
        fund=item.fund,
        requested=item.requested,
        recommended=item.recommended,
        awarded=item.awarded,
        paid=item.paid,
        left=item.left,
    )


def results(asked: Asked, rows: list[Figure]) -> tuple[shape.Result, ...]:
    """How what the passport promises stands; it is the whole project's, a region's report has none."""
    if asked.report.region is not None:
        return ()
    found = promised(asked.project.id)
    standings = standing_by(asked.project, found, rows, asked.window.until)
    known = in_kazakh(asked.project)
    return tuple(result(one, asked.words, kazakh_of(one.result, known)) for one in standings)


def kazakh_of(row: Result, known: Mapping[str, str | None]) -> str | None:
    """How a result is said in Kazakh: as a person said it, or the plan; None where nobody did. What a person
    typed may be Kazakh in the first place."""
    typed = None if row.text in known or looks_russian(row.text) else row.text
    return row.text_kk or known.get(row.text) or typed


def result(one: Standing, words: Words, kazakh: str | None) -> shape.Result:
    """A result as it stands: by its figures, or by what a person said and files prove."""
    row = one.result
    return shape.Result(
        id=str(row.id),
        number=row.number,
        origin=row.origin,
        text=row.text,
        text_kk=kazakh,
        state=one.state,
        state_text=words.state(one.state),
        measured=tuple(words.measured(one)),
        reason="" if one.is_counted else row.outcome_reason or "",
        evidence=one.papers,
    )


def signed(report: Report, project: Project) -> tuple[shape.Signer, ...]:
    """Who signs it."""
    return tuple(signatures(project, report.signatories))


def behind(asked: Asked, rows: list[Figure]) -> dict[str, shape.Behind]:
    """Which records stand behind every figure, by the code of its indicator."""
    return {row.code: records_of(asked, row, row.measured) for row in rows if row.measured}


def records_of(asked: Asked, row: Figure, measure: Expression) -> shape.Behind:
    """The records behind one figure."""
    return shape.Behind(
        measure=kept_as(measure) if measure.unique else measure.facts,
        activity_id=row.activity_id if measure.by_activity else None,
        subtypes=() if measure.unique else measure.subtypes,
        region=asked.report.region,
        until=asked.window.until,
        opens=asked.project.period_from,
        closes=asked.project.period_to,
    )
