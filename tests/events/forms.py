"""The pages of events as a person uses them: forms, lists, files."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from tests.suite import Browser, Suite

FORM = {
    "activity": "4.1",
    "type": "training",
    "title": "Тренинг в Шорнаке",
    "region": "turkistan",
    "settlement": "с. Шорнақ",
    "starts_on": "2022-05-20",
    "mode": "offline",
    "status": "held",
    "again": "1",
}
PASTED = (
    "ФИО\tНаселённый пункт\tТелефон\nОспанов Тимур\t"
    "с. Шорнақ\t+7 700 000 01 11\nБеков 77\tс. Қарнақ\t+7 700 000 01 12\n"
)


def text_of(response: Any) -> str:
    """The page."""
    return response.get_data(as_text=True)


def value_of(html: str, name: str) -> str:
    """What stands in an input of a page."""
    found = re.search(rf'<input[^>]*\bname="{re.escape(name)}"[^>]*\bvalue="([^"]*)"', html)
    return found[1] if found else ""


def sent_back(html: str) -> dict[str, str]:
    """What a browser would send of the grid of people, the first line."""
    fields = {
        name: value_of(html, name) for name in re.findall(r'<input[^>]*\bname="(rows-0-[a-z_]+)"', html)
    }
    chosen = re.findall(
        r'<select[^>]*\bname="(rows-0-[a-z_]+)"(?:(?!</select>).)*<option value="([^"]*)" selected',
        html,
        re.DOTALL,
    )
    if 'name="rows-0-attended" value="1" checked' not in html:
        fields.pop("rows-0-attended", None)
    return fields | {name: unescape(value) for name, value in chosen}


def record(browser: Browser, project: str, **changes: Any) -> Any:
    """The answer to the form of a new gathering."""
    return browser.post("/events/gatherings/new", {"project_id": project, **FORM, **changes})


def recorded(browser: Browser, project: str, **changes: Any) -> str:
    """The id of a gathering recorded through the form."""
    answer = record(browser, project, **changes)
    assert answer.status_code == 302, text_of(answer)
    return answer.headers["Location"].split("/")[3]


def paste(browser: Browser, gathering: str, text: str = PASTED) -> Any:
    """The answer to a pasted list of people who came."""
    return browser.post(
        f"/events/gatherings/{gathering}/participants/pasted", {"pasted": text, "attended": "1"}
    )


def people(suite: Suite, gathering: str) -> list[dict[str, Any]]:
    """The list of a gathering."""
    return suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/participants")


def sheet(rows: list[list[Any]]) -> BytesIO:
    """An .xlsx of these rows."""
    file = BytesIO()
    with Workbook(file, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for line, row in enumerate(rows):
            page.write_row(line, 0, row)
    file.seek(0)
    return file


def import_list(
    suite: Suite,
    browser: Browser,
    gathering: str,
    file: BytesIO,
    name: str = "Список.xlsx",
    everybody: str = "all",
) -> str:
    """The address of the job that read an uploaded list; all of one without marks came."""
    sent = {"file": (file, name), "everybody": everybody}
    answer = browser.post(f"/events/gatherings/{gathering}/participants/file", sent)
    assert answer.status_code == 302, text_of(answer)
    suite.settle()
    return answer.headers["Location"]
