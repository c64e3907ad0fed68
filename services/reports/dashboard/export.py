"""The figures on the screen as a workbook."""
from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from flask_babel import gettext as _

SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook_of(project: dict[str, Any], figures: list[dict[str, Any]], verdict: str) -> bytes:
    """One sheet: a row an indicator, numbers as numbers, the rest as text."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    sheet, bold, wrap = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
    heads = [_("Code"), _("Indicator"), _("Unit"), _("Plan"), _("Fact"), "%", _("Verdict"), _("Clauses"), _("Proven"), _("Of")]
    sheet.write_row(0, 0, heads, bold)
    for line, figure in enumerate([row for row in figures if not verdict or row["verdict"] == verdict], start=1):
        write(sheet, line, figure, wrap)
    sheet.set_column(1, 1, 60)
    sheet.set_column(7, 7, 50)
    sheet.freeze_panes(1, 0)
    book.close()
    return out.getvalue()


def write(sheet: Any, line: int, figure: dict[str, Any], wrap: Any) -> None:
    """One indicator; an unknown figure is an empty cell, never 0."""
    clauses = "; ".join(clause["text"] for clause in figure["clauses"])
    cells = [figure["code"], figure["name"], figure["unit"] or "", figure["target"], figure["actual"], figure["percent"],
             verdict_words()[figure["verdict"]], clauses, figure["evidence"]["present"], figure["evidence"]["needed"]]
    for column, value in enumerate(cells):
        if isinstance(value, str):
            sheet.write_string(line, column, value, wrap)
        elif value is not None:
            sheet.write_number(line, column, value)


def verdict_words() -> dict[str, str]:
    """Verdicts as the pages say them."""
    return {"met": _("met"), "exceeded": _("met, exceeded"), "on_track": _("on track"), "behind": _("behind"), "at_risk": _("at risk"),
            "not_met": _("not met"), "no_target": _("no target set"), "no_data": _("no data")}
