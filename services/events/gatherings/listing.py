"""The list of gatherings as a page and as a workbook: the same filters, columns and words."""
from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from services.events.gatherings.proof import in_words, missing_kinds
from services.events.gatherings.queries import NEEDED, count_gatherings, gathering_rows
from services.events.pages import days, evidence_kinds, gathering_statuses, gathering_types, modes, region_name, region_options
from services.events.projects.queries import activity_titles, projects
from shared.clock import now
from shared.documents import cell_text, workbook

FILTERS = ("q", "region", "type", "activity", "status", "missing")
PAGE, MOST = 50, 5000
WIDTHS = {"title": 46, "proof": 46, "date": 24, "region": 26, "settlement": 24, "type": 24}


def filters_of(args: MultiDict[str, str]) -> dict[str, Any]:
    """What the address asks for."""
    asked = {name: args[name].replace("\0", "").strip() for name in FILTERS if args.get(name)}
    known = {project["key"] for project in projects()}
    return asked | ({"project_id": args["project"]} if args.get("project") in known else {})


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "title", "label": _("Gathering"), "sort": True}, {"key": "date", "label": _("Date"), "sort": True},
        {"key": "region", "label": _("Region"), "sort": True},
        {"key": "settlement", "label": _("Settlement"), "hidden": True, "phone": "hide"},
        {"key": "type", "label": _("Type"), "sort": True}, {"key": "activity", "label": _("Activity"), "hidden": True, "phone": "hide"},
        {"key": "mode", "label": _("Format"), "hidden": True, "phone": "hide"},
        {"key": "attended", "label": _("Attended"), "sort": True, "align": "end", "phone": "hide"},
        {"key": "proof", "label": _("Evidence")}, {"key": "status", "label": _("State"), "sort": True, "phone": "end"},
    ]


def rows(filters: dict[str, Any], sort: str, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Gatherings with the address of their page and their evidence in words."""
    order = {"region": [code for code, _name in sorted(region_options(None), key=lambda pair: pair[1])],
             "type": sorted(gathering_types(), key=lambda code: gathering_types()[code])}
    return [{**row, "href": f"/events/gatherings/{row['id']}", "date": row["starts_on"], "proof": in_words(row),
             "whole": not missing_kinds(row["type"], row["evidence_kinds"])}
            for row in gathering_rows(filters, sort, limit, offset, order)]


def page_of(args: MultiDict[str, str]) -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, columns, filters, paging}."""
    filters, number = filters_of(args), max(args.get("page", 1, int), 1)
    total = count_gatherings(filters)
    found = rows(filters, args.get("sort", "-date"), PAGE, PAGE * (number - 1))
    paging = {"prev": address(args, number - 1) if number > 1 else None, "total": total, "from": PAGE * (number - 1) + 1,
              "to": PAGE * (number - 1) + len(found), "next": address(args, number + 1) if total > PAGE * number else None}
    return {"rows": found, "total": total, "columns": columns(), "filters": filters, "paging": paging}


def kinds_needed() -> list[tuple[str, str]]:
    """Kinds of evidence that some type of gathering needs, to choose from."""
    words = evidence_kinds()
    return [(kind, words[kind]) for kind in dict.fromkeys(kind for kinds in NEEDED.values() for kind in kinds)]


def activities() -> list[tuple[str, str]]:
    """Lines of every plan, to choose from."""
    return list({code: title for project in projects() for code, title in activity_titles(project).items()}.items())


def address(args: MultiDict[str, str], number: int) -> str:
    """The same list at another page."""
    return "?" + urlencode([(name, value) for name, value in args.items(multi=True) if name != "page"] + [("page", str(number))])


def export(args: MultiDict[str, str]) -> bytes:
    """The list of the same address as an .xlsx: its filters, order and columns, at most 5,000 rows."""
    asked = args.getlist("col")
    shown = [column for column in columns() if (column["key"] in asked if asked else not column.get("hidden"))]
    found = rows(filters_of(args), args.get("sort", "-date"), MOST)

    def fill(book: Any) -> None:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for place, column in enumerate(shown):
            sheet.set_column(place, place, WIDTHS.get(column["key"], 14))
            sheet.write_string(0, place, column["label"], bold)
            for line, row in enumerate(found, start=1):
                write(sheet, line, place, cell(row, column["key"]))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(found), max(len(shown) - 1, 0))
    return workbook(fill, title=_("Gatherings"), made_at=now())


def write(sheet: Any, line: int, place: int, value: Any) -> None:
    """A number as a number, anything else as text."""
    if isinstance(value, int):
        sheet.write_number(line, place, value)
    else:
        sheet.write_string(line, place, cell_text(value or ""))


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    if key == "date":
        return days(row["starts_on"], row["ends_on"], short=True)
    words = {"type": gathering_types, "mode": modes, "status": gathering_statuses}
    if key in words:
        return words[key]()[row[key]]
    return region_name(row["region"]) if key == "region" else row[key]
