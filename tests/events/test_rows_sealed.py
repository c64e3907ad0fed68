"""What is somebody's own in a row that waits: sealed, masked, shown to who says what for."""

from __future__ import annotations

import orjson
import pytest
from lxml import html
from sqlalchemy import text

from shared import sealing
from shared.personal.masking import MaskChanged, masked, personal_values, restored
from shared.personal.shapes import VALUES
from tests.brought import ask, brought, said
from tests.events.forms import import_list, recorded, sheet
from tests.events.test_consultations_brought_in import HEAD, NAMED, PATH, entries
from tests.events.test_journals import centre
from tests.events.test_rows_to_correct import ROWS, kept
from tests.house.code import SERVICES
from tests.suite import Browser, Suite

PHONE, MASKED, IIN = "87011234567", "+7 ••• ••• •• 67", "920814300123"
WHY = "сверить с подписанным списком"
# the phone in its own column, another where a day should stand, an IIN among words
ROW = [1, "8 702 765 43 21", *NAMED[2:6], f"Пенсия, ИИН {IIN}", *NAMED[7:], PHONE]
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
SECRETS = (PHONE, "7011234567", "702 765 43 21", IIN)


@pytest.fixture
def bereke(suite: Suite, project: str) -> str:
    """The only centre."""
    return centre(suite, project)


@pytest.fixture
def row(suite: Suite, lead: Browser, bereke: str) -> str:
    """The address of a row that was refused for its day, with three values that are somebody's own."""
    done = brought(suite, lead, PATH, [[*HEAD, "Телефон"], ROW], **{"all-centre_id": bereke})
    assert done["refused"] == 1, done
    return f"{ROWS}/{ask(suite, 'events', 'SELECT id FROM rows_to_correct')[0][0]}"


def plainly(suite: Suite) -> set[str]:
    """The tables of every service that hold one of the secrets, in words or in bytes."""
    ways = [way for one in SECRETS for way in (one, one.encode().hex())]
    asked = 'SELECT count(*) FROM "{0}" AS r WHERE r::text ~ :word'
    found = set()
    for service in SERVICES:
        with suite.apps[service].app_context():
            session = suite.apps[service].extensions["sqlalchemy"].session
            for table in session.scalars(text(TABLES)).all():
                if session.scalar(text(asked.format(table)), {"word": "|".join(ways)}):
                    found.add(f"{service}.{table}")
    return found


def typed(who: Browser, row: str) -> dict[str, str]:
    """What the form of a row would send untouched."""
    forms = html.fromstring(who.get(row).get_data(as_text=True)).forms
    form = next(one for one in forms if one.action == row)
    return {name: value or "" for name, value in form.form_values() if name.startswith("cell-")}


def sealing_off(patch: pytest.MonkeyPatch) -> None:
    """Keep rows as bytes that everybody reads."""
    patch.setattr(sealing, "seal", lambda key, plain: plain)
    patch.setattr(sealing, "unseal", lambda key, kept: kept)


@pytest.mark.parametrize("protected", [True, False])
def test_no_table_holds_what_is_somebodys_own(
    suite: Suite, lead: Browser, bereke: str, monkeypatch: pytest.MonkeyPatch, protected: bool
) -> None:
    if not protected:
        sealing_off(monkeypatch)
    brought(suite, lead, PATH, [[*HEAD, "Телефон"], ROW], **{"all-centre_id": bereke})
    assert plainly(suite) == (set() if protected else {"events.rows_to_correct"})
    assert kept(suite)[0][2]["phone"] == PHONE  # the service itself reads it


def test_only_ends_are_shown(lead: Browser, row: str) -> None:
    for page in (said(lead.get(ROWS)), said(lead.get(row)), lead.get(row).get_data(as_text=True)):
        assert not any(secret in page for secret in SECRETS), page
    shown = typed(lead, row)
    assert (shown["cell-phone"], shown["cell-held_on"]) == (MASKED, "+7 ••• ••• •• 21")
    assert shown["cell-question"] == "Пенсия, ИИН ••••••23"


def test_mask_that_is_left_keeps_its_value_and_a_typed_one_replaces_it(
    suite: Suite, lead: Browser, row: str
) -> None:
    sent = typed(lead, row) | {"cell-question": "Пенсия и льготы, ИИН ••••••23"}
    assert lead.post(row, sent).status_code == 422  # its day is none yet
    cells = kept(suite)[0][2]
    assert (cells["phone"], cells["held_on"], cells["question"]) == (
        PHONE,
        "8 702 765 43 21",
        f"Пенсия и льготы, ИИН {IIN}",
    )
    lead.post(row, typed(lead, row) | {"cell-phone": "87779998877"})
    assert kept(suite)[0][2]["phone"] == "87779998877"
    answer = lead.post(row, typed(lead, row) | {"cell-held_on": "14.06.2022"})
    assert answer.status_code == 302, said(answer)
    assert len(entries(suite)) == 1 and kept(suite)[0][1:3] == ("entered", {})


@pytest.mark.parametrize(
    "name",
    [
        "01a22e1f-a8e7-767d-99ae-c6265314128e",
        "01a22e1f-28c9-7f2f-83b4-7363497615f7",
        "01a22e1f-94fb-7790-9041-80d53151359d",
    ],
)
def test_id_of_a_centre_stays_whole_whatever_digits_it_has(name: str) -> None:
    assert VALUES.search(name)  # it would be taken for a phone
    assert masked(name) == name and personal_values(name) == []
    assert masked(f"{name}, 8 701 123 45 67") == f"{name}, +7 ••• ••• •• 67"


def test_mask_that_was_changed_in_part_is_refused_at_its_field(suite: Suite, lead: Browser, row: str) -> None:
    answer = lead.post(row, typed(lead, row) | {"cell-phone": "+7 701 ••• •• 67"})
    assert answer.status_code == 422 and "изменено частично" in said(answer)
    assert kept(suite)[0][2]["phone"] == PHONE


def test_row_is_shown_to_who_said_what_for_and_the_acts_keep_it(
    suite: Suite, lead: Browser, row: str
) -> None:
    assert lead.post(f"{row}/personal", {"reason": " "}).status_code == 422
    assert typed(lead, row)["cell-phone"] == MASKED
    assert lead.post(f"{row}/personal", {"reason": WHY}).status_code == 302
    assert typed(lead, row)["cell-phone"] == PHONE and IIN in typed(lead, row)["cell-question"]
    assert typed(suite.browser("assistant"), row)["cell-phone"] == MASKED
    acts = [act for (act,) in ask(suite, "events", "SELECT content::text FROM acts")]
    assert any(WHY in act and "row_reveals" in act for act in acts)
    ask(suite, "events", "UPDATE row_reveals SET created_at = now() - interval '11 minutes'")
    assert typed(lead, row)["cell-phone"] == MASKED
    assert plainly(suite) == set()


def test_so_many_rows_are_shown_an_hour(
    suite: Suite, lead: Browser, row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.imports import revealing

    monkeypatch.setattr(revealing, "MOST", 1)
    assert lead.post(f"{row}/personal", {"reason": WHY}).status_code == 302
    assert lead.post(f"{row}/personal", {"reason": WHY}).status_code == 429


def test_page_of_what_came_of_a_table_and_its_workbook_say_ends_only(
    suite: Suite, lead: Browser, row: str
) -> None:
    job = ask(suite, "events", "SELECT job_id FROM rows_to_correct")[0][0]
    shown = said(lead.get(f"{PATH}/{job}"))
    assert "•• 21" in shown and not any(secret in shown for secret in SECRETS)


def test_rows_that_waited_before_are_sealed_and_opened_again(suite: Suite) -> None:
    from uuid import uuid4

    from psycopg.types.json import Jsonb

    from tests.migrations import older

    cells, wrong = {"phone": PHONE}, [{"key": "held_on", "text": f"«{PHONE}» – не дата"}]
    with older(suite.env, "events", "0045") as tables:
        row = {"id": uuid4(), "noun": "consultations", "about": "", "job_id": uuid4(), "file": "Ж.xlsx"}
        told = {"number": 2, "mark": "м:1", "brought_by": "я", "cells": Jsonb(cells), "wrong": Jsonb(wrong)}
        tables.add("rows_to_correct", **row, **told)
        job = {"id": row["job_id"], "kind": "events.bring_in", "input": Jsonb({}), "created_by": "я"}
        fates = {"fates": [{"row": 2, "state": "refused", "code": "", "wrong": wrong}]}
        tables.add("jobs", **job, result=Jsonb(fates), state="done")
        tables.move("upgrade", "0046")
        found = tables.rows("SELECT r::text FROM rows_to_correct r UNION ALL SELECT j::text FROM jobs j")
        assert not any(way in text for way in (PHONE, PHONE.encode().hex()) for (text,) in found)
        with suite.apps["events"].app_context():
            sealed = tables.rows("SELECT cells FROM rows_to_correct")[0][0]
            assert orjson.loads(sealing.unseal(sealing.master(sealing.ROWS), bytes(sealed))) == cells
        tables.move("downgrade", "0045")
        assert tables.rows("SELECT cells, wrong FROM rows_to_correct") == [(cells, wrong)]


def test_what_was_noticed_in_a_list_of_participants_keeps_ends_only(
    suite: Suite, lead: Browser, project: str
) -> None:
    rows = [["ФИО", "Телефон", "Год рождения"], ["Ким Анна", "8 703 000 00 12", "8 702 765 43 21"]]
    job = import_list(suite, lead, recorded(lead, project), sheet(rows), "Список.xlsx")
    asked = f"SELECT result::text FROM jobs WHERE id = '{job.rsplit('/', 1)[1]}'"
    kept = ask(suite, "events", asked)[0][0]
    assert "•• 12" in kept and "•• 21" in kept
    assert "703 000" not in kept and "702 765" not in kept


def test_one_of_two_phones_that_end_alike_is_not_taken_out_by_chance() -> None:
    two = "87011234567, 87029994567"
    assert restored(masked(two), two) == two
    with pytest.raises(MaskChanged):
        restored(MASKED, two)
    assert restored(f"{MASKED}, {PHONE}", f"{PHONE}, {PHONE}") == f"{PHONE}, {PHONE}"
    assert restored("Без телефона", two) == "Без телефона"
