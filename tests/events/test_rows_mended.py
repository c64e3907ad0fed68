"""A waiting row that comes in corrected with its workbook waits no longer, and that is said."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest

from tests.brought import Rows, enter, rows_of, said, send, table
from tests.events.test_consultations_brought_in import HEAD, NAMED, PATH, UNNAMED, entries
from tests.events.test_journals import centre
from tests.events.test_rows_to_correct import kept
from tests.suite import Browser, Suite

WRONG = [2, "июнь 2022", *UNNAMED[2:]]
WAITED = "1 ждавшая строка пришла исправленной"


@pytest.fixture
def bereke(suite: Suite, project: str) -> str:
    """The only centre."""
    return centre(suite, project)


def again(
    suite: Suite, who: Browser, at: str, rows: Rows, name: str = "Журнал.xlsx", head: Any = HEAD
) -> str:
    """What the page says once these rows came in."""
    address = send(who, PATH, table([head, *rows]), name)
    enter(suite, who, address, **{"all-centre_id": at})
    return said(who.get(address))


def states(suite: Suite) -> list[str]:
    """What became of rows that waited."""
    return [state for _number, state, _cells, _why in kept(suite)]


def test_row_corrected_in_its_workbook_waits_no_longer(suite: Suite, lead: Browser, bereke: str) -> None:
    again(suite, lead, bereke, [NAMED, WRONG])
    assert states(suite) == ["waiting"]
    page = again(suite, lead, bereke, [NAMED, UNNAMED])
    assert states(suite) == ["entered"] and WAITED in page and len(entries(suite)) == 2


def test_another_row_at_its_place_leaves_it_waiting(suite: Suite, lead: Browser, bereke: str) -> None:
    again(suite, lead, bereke, [NAMED, WRONG])
    other = [*UNNAMED[:6], "Вода?", *UNNAMED[7:]]
    assert WAITED not in again(suite, lead, bereke, [NAMED, other])
    assert states(suite) == ["waiting"]


def test_the_same_words_in_another_workbook_leave_it_waiting(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    again(suite, lead, bereke, [NAMED, [3, *WRONG[1:]]])
    other = [2, NAMED[1], "Пак Вера", *NAMED[3:6], "Вода?", *NAMED[7:]]
    assert WAITED not in again(suite, lead, bereke, [other, [3, *UNNAMED[1:]]], "Июль.xlsx")
    assert len(entries(suite)) == 3
    assert states(suite) == ["waiting"]


def test_row_corrected_in_its_workbook_under_another_name_waits_no_longer(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    again(suite, lead, bereke, [NAMED, WRONG])
    page = again(suite, lead, bereke, [NAMED, UNNAMED], "Журнал (исправлено).xlsx")
    assert states(suite) == ["entered"] and WAITED in page and len(entries(suite)) == 2


def test_row_that_stands_there_as_it_was_waits_on(suite: Suite, lead: Browser, bereke: str) -> None:
    nearly = ["июнь 2022", *NAMED[2:]]
    for _time in range(2):
        again(suite, lead, bereke, [nearly, NAMED[1:]], head=HEAD[1:])
    assert states(suite) == ["waiting"]


def test_row_corrected_in_the_workbook_it_was_given_back_in_waits_no_longer(
    suite: Suite, lead: Browser, bereke: str
) -> None:
    address = send(lead, PATH, table([HEAD, NAMED, WRONG]))
    enter(suite, lead, address, **{"all-centre_id": bereke})
    back = corrected(lead.get(f"{address}/rows.xlsx").data)
    given = send(lead, PATH, BytesIO(back), "исправленные.xlsx")
    done = enter(suite, lead, given, **{"all-centre_id": bereke})
    assert done["entered"] == 1, done
    assert states(suite) == ["entered"] and WAITED in said(lead.get(given))


def corrected(data: bytes) -> bytes:
    """A workbook that was given back, with the day put right."""
    rows = [["15 июня 2022 г." if cell == "июнь 2022" else cell for cell in row] for row in rows_of(data)]
    return table(rows).getvalue()
