"""The list of people as a page and as a workbook: the same filters, columns and words.
Phones are masked in both."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from services.registry.people.queries import count_people, people_rows
from services.registry.people.wording.facts import sexes
from services.registry.people.wording.pages import categories
from services.registry.regions.wording import region_name, region_options
from shared.doors.listing import MOST, PAGE, asked, page_number, paging, send_workbook

FILTERS = ("q", "region", "category", "doubts")


def columns() -> list[dict[str, Any]]:
    """Columns of the list; `sort` marks those it can be ordered by."""
    return [
        {"key": "name", "label": _("Name"), "sort": True, "width": 40},
        {"key": "birth_year", "label": _("Birth year"), "sort": True, "align": "end"},
        {"key": "sex", "label": _("Sex"), "hidden": True, "phone": "hide"},
        {"key": "settlement", "label": _("Settlement"), "sort": True, "width": 24},
        {"key": "region", "label": _("Region"), "sort": True, "width": 26},
        {"key": "category", "label": _("Category"), "sort": True, "width": 22},
        {
            "key": "organisation",
            "label": _("Organisation"),
            "sort": True,
            "hidden": True,
            "phone": "hide",
            "width": 30,
        },
        {"key": "phone", "label": _("Phone"), "phone": "hide", "width": 20},
        {"key": "doubts", "label": _("Doubts"), "sort": True, "phone": "end"},
    ]


def rows(sort: str, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """People with the address of their page."""
    order = {
        "region": [code for code, _name in sorted(region_options(None), key=lambda pair: pair[1])],
        "category": sorted(categories(), key=lambda code: categories()[code]),
    }
    return [
        {**row, "href": f"/registry/people/{row['id']}"}
        for row in people_rows(asked(*FILTERS), sort, limit, offset, order)
    ]


def page_of() -> dict[str, Any]:
    """Everything the list's page shows: {rows, total, most, columns, filters, paging}."""
    filters = asked(*FILTERS)
    total = count_people(filters)
    found = rows(request.args.get("sort", "name"), PAGE, PAGE * (page_number() - 1))
    return {
        "rows": found,
        "total": total,
        "most": MOST,
        "columns": columns(),
        "filters": filters,
        "sexes": sexes(),
        "paging": paging(total, len(found)),
    }


def export() -> Response:
    """The list of the same address as an .xlsx."""
    return send_workbook(_("People"), columns(), rows(request.args.get("sort", "name"), MOST), cell)


def cell(row: dict[str, Any], key: str) -> Any:
    """A value of the list in words."""
    words = {"sex": sexes(), "category": categories()}
    if key in words:
        return words[key].get(row[key], row[key])
    return region_name(row["region"]) if key == "region" else row[key] or ""
