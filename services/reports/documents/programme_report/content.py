"""The programme report as words: everything the three formats print, formatted once from the sealed snapshot.

`compose()` is the only place where a figure of the snapshot becomes text;
the PDF, Word and Excel builders lay it out.
"""

from __future__ import annotations

import re
from dataclasses import asdict, replace
from datetime import date
from typing import Any

from babel import Locale

from services.reports.documents import snapshot as sealed
from services.reports.documents.programme_report.breakdowns import breakdowns
from services.reports.documents.programme_report.labels import FOLDER, Words
from services.reports.documents.programme_report.money import funds
from services.reports.documents.programme_report.outcomes import outcomes
from services.reports.documents.programme_report.people import growth, regions
from services.reports.documents.programme_report.printed import Brand, Content, Count, Fact, Summary, Title
from services.reports.documents.programme_report.signers import signers
from services.reports.documents.programme_report.tasks import overview, section
from services.reports.documents.public import KIND as PUBLIC_KIND
from services.reports.documents.snapshot import Snapshot
from services.reports.documents.spoken import spoken, unworded
from services.reports.pictures import burn_up_chart, region_map
from shared.language import records
from shared.language.verdicts import DONE, VERDICTS
from shared.office.drawing import drawable
from shared.office.plain import plain_data

__all__ = ["FOLDER", "as_data", "compose", "draw_chart", "draw_map", "with_drawable_logo"]

PLAIN_ACCENT = "#0b5f50"


def compose(snapshot: Snapshot) -> Content:
    """Everything printed."""
    snapshot = spoken(snapshot)
    words = Words.of(snapshot.locale)
    words = words.as_public() if snapshot.kind == PUBLIC_KIND else words
    return Content(
        **asdict(title(snapshot, words)),
        locale=words.locale,
        labels=words.labels,
        brand=brand(snapshot.brand),
        facts=facts(snapshot.project, words),
        summary=summary(snapshot.summary, words),
        overview=overview(snapshot.sections, words),
        sections=tuple(section(item, words) for item in snapshot.sections),
        regions=regions(snapshot.regions, words),
        breakdowns=tuple(breakdowns(snapshot, words)),
        growth=growth(snapshot, words),
        funds=funds(snapshot.funds, words),
        outcomes=outcomes(snapshot.results, words),
        notes=notes(snapshot, words),
        signatures=tuple(signers(snapshot.signatures, words)),
    )


def notes(snapshot: Snapshot, words: Words) -> tuple[str, ...]:
    """Of which regions figures were old; how figures are counted; what adjustments and the mark of Russian
    words are, where there are any; how people of several deployments were counted once; of the public version
    what it leaves out."""
    adjusted = any(cell.adjustments for cell in snapshot.cells)
    asked = {"adjusted": adjusted, "unworded": unworded(snapshot)}
    said = tuple(note for key, note in words.labels["note"].items() if asked.get(key, True))
    said = (*snapshot.stale, *said, *([snapshot.counted] if snapshot.counted else ()))
    return (*said, words["public_note"]) if "public_note" in words.labels else said


def as_data(content: Content) -> dict[str, Any]:
    """The content as plain data for a template, named as its fields are."""
    return dict(plain_data(records.to_json(content)))


def brand(face: sealed.Brand) -> Brand:
    """The face of the report; a colour that is none is the programme's."""
    accent = face.accent if re.fullmatch(r"#[0-9a-fA-F]{6}", face.accent or "") else PLAIN_ACCENT
    return Brand(
        name=face.name,
        letterhead=face.letterhead,
        disclaimer=face.disclaimer,
        accent=accent,
        logo_svg=face.logo_svg or "",
        contacts=face.contacts,
        contact_lines=tuple(face.contacts.split(" · ")),
        partners=face.partners,
    )


def title(snapshot: Snapshot, words: Words) -> Title:
    """Which report it is."""
    titled = words.say("titled", number=snapshot.number)
    return Title(
        number=snapshot.number,
        titled=f"{titled}, {snapshot.region}" if snapshot.region else titled,
        period=period(snapshot.period, words),
        plan=plan(snapshot.plan, words),
        snapshot=words.say("snapshot", id=snapshot.id, date=words.moment(snapshot.sealed_at)),
        snapshot_short=words.say("snapshot_short", id=snapshot.id[:8]),
    )


def period(days: sealed.Period, words: Words) -> str:
    """The days of the report, and whether its figures run from the beginning of the project."""
    text = words.say("period", period=words.days(days.first, days.last))
    return f"{text}; {words['running']}" if days.running else text


def plan(version: sealed.PlanVersion, words: Words) -> str:
    """The plan it is measured by; one not approved yet has no date."""
    key = "plan" if version.approved_on else "plan_undated"
    return words.say(key, version=version.version, date=words.day(version.approved_on))


def facts(project: sealed.Passport, words: Words) -> tuple[Fact, ...]:
    """The project's passport."""
    amount = words.say("amount_value", amount=words.money(project.amount), words=project.amount_in_words)
    return (
        Fact(words["grantee"], project.grantee),
        Fact(words["grantor"], project.grantor),
        Fact(words["topic"], project.topic),
        Fact(words["goal"], project.goal),
        Fact(words["amount"], amount),
        Fact(words["project_period"], words.days(project.period.first, project.period.last)),
    )


def summary(state: sealed.Summary, words: Words) -> Summary:
    """The result of the period."""
    found = tuple(counts(state, words))
    return Summary(
        headline=words.say("of_targets", met=state.met, total=state.with_target),
        caption=words["of_targets_caption"],
        sentence=sentence(state, found, words),
        counts=found,
        evidence=words.say("evidenced", present=state.evidence.present, needed=state.evidence.needed),
        total=words.say("indicators_in_all", total=state.total),
    )


def counts(state: sealed.Summary, words: Words) -> list[Count]:
    """How many indicators have each verdict that any has, in the order of the verdicts."""
    return [
        Count(code, words.word("counts", code), state.verdicts[code])
        for code in VERDICTS
        if state.verdicts.get(code)
    ]


def sentence(state: sealed.Summary, found: tuple[Count, ...], words: Words) -> str:
    """How many are met, and where the rest stands."""
    form = Locale.parse(words.locale).plural_form(state.with_target)
    key = "met_one" if form == "one" else "met_other"
    met = words.say(key, met=state.met, total=state.with_target)
    rest = [words.say("counted", word=item.word, count=item.count) for item in found if item.code not in DONE]
    return "; ".join([met, *rest]) + "."


def with_drawable_logo(content: Content) -> Content:
    """The content without those logos that are no picture: a region's mistake must not stop a report."""
    own = content.brand.logo_svg
    partners = tuple(each for each in content.brand.partners if drawable(each.logo_svg))
    logo = own if own and drawable(own) else ""
    return replace(content, brand=replace(content.brand, logo_svg=logo, partners=partners))


def draw_map(content: Content) -> str:
    """The map of participations by region as a standalone SVG; empty without regions."""
    rows = [row for row in content.regions.rows if row.iso]
    if not rows:
        return ""
    return region_map(
        {row.iso: row.figures.participants for row in rows},
        names={row.iso: row.name for row in rows},
        locale=content.locale,
        accent=content.brand.accent,
        title=content.labels["map"],
        standalone=True,
    )


def draw_chart(content: Content, until: date) -> str:
    """The chart of participants month by month as a standalone SVG; empty without a series."""
    growth = content.growth
    if not growth.points:
        return ""
    return burn_up_chart(
        growth.points,
        title=growth.title,
        unit="",
        today=until,
        accent=content.brand.accent,
        locale=content.locale,
        standalone=True,
    )
