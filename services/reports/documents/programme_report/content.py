"""The programme report as words: everything the three formats print, formatted once from the sealed snapshot.

`compose()` is the only place where a figure of the snapshot becomes text;
the PDF, Word and Excel builders lay it out.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from services.reports.documents.programme_report.breakdowns import breakdowns
from services.reports.documents.programme_report.signers import signers
from services.reports.documents.sealed import Snapshot, read
from services.reports.pictures import burn_up_chart, region_map
from shared.i18n import (
    DASH,
    NBSP,
    current_locale,
    format_date,
    format_datetime,
    format_money,
    format_month,
    format_number,
    format_percent,
    format_period,
    format_short_date,
)
from shared.language.verdicts import DONE, VERDICTS
from shared.office.drawing import drawable
from shared.office.plain import plain_data

FOLDER = Path(__file__).resolve().parent
PLAIN_ACCENT = "#0b5f50"
UNIT_UNKNOWN = "не указана"  # how a plan says that it names no unit
COUNTED = ("total", "with_target", "met", "present", "needed")
TASK = re.compile(r"T(\d+)")


@cache
def _all_labels() -> dict[str, dict[str, Any]]:
    return tomllib.loads((FOLDER / "labels.toml").read_text(encoding="utf-8"))


def compose(snapshot: Snapshot) -> dict[str, Any]:
    """Everything printed, as plain data: `labels` for fixed words,
    the rest named after the snapshot's own keys.

    Figures keep their raw value beside the text (`figures` of a row) for Excel.
    Raises SchemaUnknown on a newer snapshot, KeyError on an incomplete one, TypeError when it holds a float.
    """
    snapshot = plain_data(read(snapshot))
    locale = current_locale(snapshot["locale"])
    labels = _all_labels()[locale]
    sections = [_section(section, labels, locale) for section in snapshot["sections"]]
    return {
        "locale": locale,
        "labels": labels,
        "brand": _brand(snapshot["brand"]),
        **_title(snapshot, labels, locale),
        "facts": _facts(snapshot["project"], labels, locale),
        "summary": _summary(snapshot["summary"], labels, locale),
        "overview": _overview(snapshot["sections"], sections, labels),
        "sections": sections,
        "regions": _regions(snapshot["regions"], labels, locale),
        "breakdowns": breakdowns(snapshot, labels, locale),
        "growth": _growth(snapshot, labels, locale),
        "funds": _funds(snapshot["funds"], labels, locale),
        "notes": list(labels["note"].values()),
        "signatures": signers(snapshot["signatures"], _all_labels(), locale),
    }


def _brand(brand: dict[str, Any]) -> dict[str, Any]:
    accent = brand["accent"] if re.fullmatch(r"#[0-9a-fA-F]{6}", brand["accent"] or "") else PLAIN_ACCENT
    return {
        **brand,
        "accent": accent,
        "logo_svg": brand["logo_svg"] or "",
        "contact_lines": brand["contacts"].split(" · "),
    }


def _title(snapshot: Snapshot, labels: dict[str, Any], locale: str) -> dict[str, Any]:
    period, plan = snapshot["period"], snapshot["plan"]
    titled = ", ".join(filter(None, (labels["titled"].format(number=snapshot["number"]), snapshot["region"])))
    sealed = format_datetime(snapshot["sealed_at"], locale)
    return {
        "number": snapshot["number"],
        "titled": titled,
        "period": labels["period"].format(period=format_period(period["from"], period["to"], locale))
        + (f"; {labels['running']}" if period["running"] else ""),
        "plan": labels["plan" if plan["approved_on"] else "plan_undated"].format(
            version=plan["version"], date=format_date(plan["approved_on"], locale)
        ),
        "snapshot": labels["snapshot"].format(id=snapshot["id"], date=sealed),
        "snapshot_short": labels["snapshot_short"].format(id=snapshot["id"][:8]),
    }


def _facts(project: dict[str, Any], labels: dict[str, Any], locale: str) -> list[dict[str, str]]:
    amount = labels["amount_value"].format(
        amount=format_money(project["amount"], locale), words=project["amount_in_words"]
    )
    period = format_period(project["period"]["from"], project["period"]["to"], locale)
    values = {
        "grantee": project["grantee"],
        "grantor": project["grantor"],
        "topic": project["topic"],
        "goal": project["goal"],
        "amount": amount,
        "project_period": period,
    }
    return [{"label": labels[key], "text": text} for key, text in values.items()]


def _summary(summary: dict[str, Any], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    met, total = summary["met"], summary["with_target"]
    form = "met_one" if Locale.parse(locale).plural_form(total) == "one" else "met_other"
    counts = [
        {"code": code, "word": labels["counts"][code], "count": summary["verdicts"][code]}
        for code in VERDICTS
        if summary["verdicts"].get(code)
    ]
    rest = [labels["counted"].format(**item) for item in counts if item["code"] not in DONE]
    return {
        "headline": labels["of_targets"].format(met=met, total=total),
        "caption": labels["of_targets_caption"],
        "sentence": "; ".join([labels[form].format(met=met, total=total), *rest]) + ".",
        "counts": counts,
        "evidence": labels["evidenced"].format(**summary["evidence"]),
        "total": labels["indicators_in_all"].format(total=summary["total"]),
    }


def _section(section: dict[str, Any], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    task = TASK.fullmatch(section["code"])
    heading = labels["task"].format(number=task[1], title=section["title"]) if task else section["title"]
    return {
        "code": section["code"],
        "heading": heading,
        "activities": [_activity(activity, labels, locale) for activity in section["activities"]],
    }


def _activity(activity: dict[str, Any], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    cost = activity["cost"] and labels["cost"].format(amount=format_money(activity["cost"], locale))
    return {
        "code": activity["code"],
        "title": activity["title"],
        "when": f"{NBSP}· ".join(part for part in (activity["period_text"], cost) if part),
        "rows": [_row(indicator, labels, locale) for indicator in activity["indicators"]],
    }


def _row(indicator: dict[str, Any], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    proviso = indicator["proviso"]
    return {
        "code": indicator["code"],
        "name": indicator["name"],
        "unit": DASH if indicator["unit"] in (None, UNIT_UNKNOWN) else indicator["unit"],
        "rule": "" if indicator["target"] is None else labels["rules"].get(indicator["comparator"], ""),
        **_printed(indicator, labels, locale),
        "verdict": indicator["verdict"],
        "verdict_word": labels["provisos"][proviso] if proviso else labels["verdicts"][indicator["verdict"]],
        "evidence": _bound(indicator["evidence_text"]),
        "reason": indicator["deviation_reason"],
        "clauses": _clauses(indicator, labels),
        "figures": {key: indicator[key] for key in ("target", "actual", "percent", "deviation", "due")},
    }


def _printed(indicator: dict[str, Any], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    """The figures of an indicator as text; one nobody knows is words."""
    actual = indicator["actual"]
    return {
        "target": format_number(indicator["target"], locale),
        "actual": labels["no_data"] if actual is None else format_number(actual, locale),
        "known": actual is not None,
        "percent": format_percent(indicator["percent"], locale),
        "deviation": _signed(indicator["deviation"], locale),
        "due": format_short_date(indicator["due"], locale),
    }


def _clauses(indicator: dict[str, Any], labels: dict[str, Any]) -> list[dict[str, str]]:
    """Further conditions, those nobody measures named so, and how many records came after the term."""
    marks = {
        True: ("met", "clause_met"),
        False: ("not_met", "clause_open"),
        None: ("no_target", "clause_unchecked"),
    }
    lines = [
        {
            "text": _bound(
                clause["text"]
                if clause["met"] is not None
                else labels["unchecked"].format(text=clause["text"])
            ),
            "mark": marks[clause["met"]][0],
            "state": labels[marks[clause["met"]][1]],
        }
        for clause in indicator["clauses"]
    ]
    late = indicator["late"]
    return [
        *_share(indicator, labels),
        *lines,
        *[{"text": labels["late"].format(count=late), "mark": "behind", "state": labels["late_state"]}]
        * bool(late),
    ]


def _share(indicator: dict[str, Any], labels: dict[str, Any]) -> list[dict[str, str]]:
    """That the plan of a region is only its even share of the project's, where the plan itself sets none."""
    if indicator["share"] != "even":
        return []
    return [{"text": labels["even_share"], "mark": "no_target", "state": labels["even_share_state"]}]


def _bound(text: str) -> str:
    """A count such as "12 из 14" stays on one line."""
    return re.sub(r"(?<=\d) (из|of|/) (?=\d)", rf"{NBSP}\1{NBSP}", text)


def _signed(value: int | str | None, locale: str) -> str:
    text = format_number(value, locale)
    return f"+{text}" if value is not None and Decimal(value) > 0 else text


def _overview(
    raw: list[dict[str, Any]], sections: list[dict[str, Any]], labels: dict[str, Any]
) -> dict[str, Any]:
    rows = [
        {"heading": composed["heading"], **_counted(section)}
        for section, composed in zip(raw, sections, strict=True)
    ]
    whole = {"heading": labels["all_tasks"], **{key: sum(row[key] for row in rows) for key in COUNTED}}
    for row in (*rows, whole):
        proven = labels["of_targets"].format(met=row["present"], total=row["needed"])
        row["evidence"] = proven if row["needed"] else DASH
    return {"rows": rows, "whole": whole}


def _counted(section: dict[str, Any]) -> dict[str, int]:
    """How many indicators a task has, with a target, met, and how many of their records are proven."""
    indicators = [item for activity in section["activities"] for item in activity["indicators"]]
    return {
        "total": len(indicators),
        "with_target": sum(item["target"] is not None for item in indicators),
        "met": sum(item["verdict"] in DONE for item in indicators),
        "present": sum(item["evidence"]["present"] for item in indicators),
        "needed": sum(item["evidence"]["needed"] for item in indicators),
    }


def _regions(regions: list[dict[str, Any]], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    """Participants by region with their sum; nobody came without a region, no such row."""
    shown = [region for region in regions if region["code"] or region["participants"]]
    whole = {
        "name": labels["sum"],
        "iso": "",
        "participants": sum(region["participants"] for region in shown),
    }
    rows = [
        {
            "name": region["name"],
            "iso": region["iso"],
            "participants": format_number(region["participants"], locale),
            "met": format_number(region.get("met"), locale),
            "figures": {"participants": region["participants"], "met": region.get("met")},
        }
        for region in (*shown, *([whole] if len(shown) > 1 else []))
    ]
    return {"rows": rows, "has_met": any(region.get("met") is not None for region in regions)}


def _growth(snapshot: Snapshot, labels: dict[str, Any], locale: str) -> dict[str, Any]:
    reached = [point for point in snapshot["series"] if point["fact"] is not None]
    title = snapshot["series_title"]
    if reached and reached[-1]["plan"] is not None:
        title = labels["growth_sentence"].format(
            title=title,
            fact=format_number(reached[-1]["fact"], locale),
            plan=format_number(reached[-1]["plan"], locale),
            date=format_date(snapshot["period"]["to"], locale),
        )
    rows = [
        {
            "month": format_month(point["month"], locale),
            "plan": format_number(point["plan"], locale),
            "fact": format_number(point["fact"], locale),
        }
        for point in snapshot["series"]
    ]
    return {"title": title, "points": snapshot["series"], "rows": rows}


def _funds(funds: list[dict[str, Any]], labels: dict[str, Any], locale: str) -> list[dict[str, Any]]:
    """A table a contest: its regional funds and their sum."""
    contests = dict.fromkeys(fund["contest"] for fund in funds)
    return [
        {
            "contest": contest,
            **_fund_table([fund for fund in funds if fund["contest"] == contest], labels, locale),
        }
        for contest in contests
    ]


def _fund_table(funds: list[dict[str, Any]], labels: dict[str, Any], locale: str) -> dict[str, Any]:
    amounts = ("fund", "requested", "awarded", "paid", "left")
    sums = {key: str(sum((Decimal(fund[key]) for fund in funds), Decimal(0))) for key in amounts}
    rows = [{"region": fund["region"], "figures": {key: fund[key] for key in amounts}} for fund in funds]
    for row in (*rows, whole := {"region": labels["sum"], "figures": sums}):
        row["cells"] = [_tenge(row["figures"][key], locale) for key in amounts]
    return {"rows": rows, "whole": whole}


def _tenge(amount: str, locale: str) -> str:
    return format_money(amount, locale).removesuffix("₸").rstrip(NBSP) if amount else DASH


def with_drawable_logo(content: dict[str, Any]) -> dict[str, Any]:
    """The content without its logo when that is no picture: a region's mistake must not stop a report."""
    logo = content["brand"]["logo_svg"]
    return {**content, "brand": {**content["brand"], "logo_svg": logo if logo and drawable(logo) else ""}}


def draw_map(content: dict[str, Any]) -> str:
    """The map of participations by region as a standalone SVG; empty without regions."""
    rows = [row for row in content["regions"]["rows"] if row["iso"]]
    values = {row["iso"]: row["figures"]["participants"] for row in rows}
    return (
        region_map(
            values,
            names={row["iso"]: row["name"] for row in rows},
            locale=content["locale"],
            accent=content["brand"]["accent"],
            title=content["labels"]["map"],
            standalone=True,
        )
        if rows
        else ""
    )


def draw_chart(content: dict[str, Any], until: str) -> str:
    """The chart of participants month by month as a standalone SVG;
    empty without a series. `until` is an ISO day."""
    growth = content["growth"]
    return (
        burn_up_chart(
            growth["points"],
            title=growth["title"],
            unit="",
            today=date.fromisoformat(until[:10]),
            accent=content["brand"]["accent"],
            locale=content["locale"],
            standalone=True,
        )
        if growth["points"]
        else ""
    )
