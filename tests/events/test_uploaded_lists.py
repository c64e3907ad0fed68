"""Lists uploaded as files, through the page and the queue: hostile ones say why,
good rows are kept whatever the others are."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from python_calamine import load_workbook

from services.events.participants.operations.reading import read_in_child
from shared.limited import LimitExceeded
from tests.events.forms import import_list, people, recorded, sheet, text_of
from tests.events.test_participant_reader_returns import dressed
from tests.suite import Browser, Suite
from tests.word import paragraph, row, table, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def filled(rows: str) -> bytes:
    """A workbook whose sheet has these rows as XML."""
    target = BytesIO()
    with (
        zipfile.ZipFile(sheet([["ФИО"], ["Ким Анна"]])) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in source.namelist():
            page = source.read(name)
            made.writestr(
                name,
                page.replace(b"</sheetData>", rows.encode() + b"</sheetData>")
                if "sheet1.xml" in name
                else page,
            )
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (OLE, "Это старый формат .xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Файл защищён паролем"),
        (filled("<row/>" * 1_048_576), "слишком большой объём"),
        (filled('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), "слишком много строк"),
        (sheet([["ФИО", "Телефон"]]).getvalue(), "под ним никого нет"),
        (word(paragraph("1. Ким Анна, с. Шелек")), "В этом файле Word нет таблицы"),
    ],
    ids=["xls", "password", "a bomb", "a far row", "header alone", "word without a table"],
)
def test_file_that_cannot_be_read_says_what_to_do(
    suite: Suite, lead: Browser, project: str, data: bytes, words: str
) -> None:
    job = import_list(suite, lead, recorded(lead, project), BytesIO(data), "Список.xlsx")
    lead.cookies["asar_locale"] = "ru"
    assert words in text_of(lead.get(job))


def test_a_list_in_word_is_taken_through_the_page(suite: Suite, lead: Browser, project: str) -> None:
    listed = word(table(row("ФИО", "Населённый пункт", "Присутствие"), row("Ким Анна", "с. Шелек", "+")))
    gathering = recorded(lead, project)
    import_list(suite, lead, gathering, BytesIO(listed), "Список.docx")
    assert [(person["name"], person["attended"]) for person in people(suite, gathering)] == [
        ("Ким Анна", True)
    ]


def test_a_million_empty_rows_under_the_list_are_nothing() -> None:
    read = read_in_child(filled("".join(f'<row r="{row}"/>' for row in range(3, 1_048_577))), "Список.xlsx")
    assert [row["name"] for row in read["rows"]] == ["Ким Анна"]


def test_two_thousand_rows_are_read_and_the_bad_ones_come_back_in_the_same_workbook(
    suite: Suite, lead: Browser, project: str
) -> None:
    gathering = recorded(lead, project)
    job = import_list(suite, lead, gathering, BytesIO(dressed(2000, good=200)))
    back = load_workbook(BytesIO(lead.get(f"{job}/bad-rows").data))
    assert (
        back.sheet_names == ["Қатысушылар", "Смета"]
        and len(back.get_sheet_by_index(0).to_python()) == 3 + 1990
    )
    assert [person["birth_year"] for person in people(suite, gathering)] == [1985] * 10


def test_good_rows_are_kept_when_the_bad_ones_cannot_be_given_back(
    suite: Suite, lead: Browser, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.events.participants.operations import reading as imports

    read = imports.run_limited

    def short_of_memory(target: str, data: bytes) -> object:
        if target == imports.ANNOTATOR:
            raise LimitExceeded("memory")
        return read(target, data)

    monkeypatch.setattr(imports, "run_limited", short_of_memory)
    gathering = recorded(lead, project)
    page = text_of(lead.get(import_list(suite, lead, gathering, sheet([["ФИО"], ["Ким Анна"], ["Пак 7"]]))))
    assert [person["name"] for person in people(suite, gathering)] == ["Ким Анна"]
    assert "Пак 7" in page and "/bad-rows" not in page


def test_formula_counts_by_what_it_shows(suite: Suite, lead: Browser, project: str) -> None:
    gathering = recorded(lead, project)
    import_list(suite, lead, gathering, BytesIO(dressed(2)))
    assert [person["name"] for person in people(suite, gathering)] == ["Ким Анна ъ"]


def test_list_uploaded_before_the_day_marks_nobody_as_present(suite: Suite, project: str) -> None:
    made = suite.ok(
        "POST",
        "/events/api/v1/gatherings",
        json={
            "project_id": project,
            "activity": "4.1",
            "type": "training",
            "title": "Тренинг",
            "region": "turkistan",
            "starts_on": "2099-04-12",
            "mode": "offline",
        },
    )["id"]
    people = (BytesIO("ФИО;Присутствие\nАхметов Серик;да\nОмарова Айгүл;\n".encode()), "list.csv")
    suite.ok("POST", f"/events/api/v1/gatherings/{made}/participants/file", data={"file": people})
    suite.settle()
    assert [row["attended"] for row in suite.ok("GET", f"/events/api/v1/gatherings/{made}/participants")] == [
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("list.csv", "ФИО;Пол\nАхметов Серик;м\n".encode("cp1251"), ""),
        ("list.csv", "ФИО;Пол\nАхметов Серик;м\n".encode("utf-16"), ""),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xlsx"),
        ("list.xlsx", b"PK\x03\x04 broken", ".xlsx"),
    ],
)
def test_list_through_the_api_is_read_or_told_why_not(
    suite: Suite, project: str, name: str, data: bytes, words: str
) -> None:
    path = f"/events/api/v1/gatherings/{suite.gathering(project, 0)}/participants"
    job = suite.ok("POST", f"{path}/file", data={"file": (BytesIO(data), name), "everybody": "true"})["job"]
    suite.settle()
    state = suite.ok("GET", f"/events/api/v1/jobs/{job}", headers={"Accept-Language": "ru"})
    assert (state["state"], bool(state["error"])) == (("failed", True) if words else ("done", False))
    assert words in (state["error"] or "") and len(suite.ok("GET", path)) == (0 if words else 1)
