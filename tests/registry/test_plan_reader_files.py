"""Files that are no plan: each is refused with its own code, none crashes the reader."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import Any

import orjson
import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.registry.reader.plan import read_plan
from shared.limited import Unreadable, run_limited
from tests.registry.plan_documents import HEADINGS, PASSPORT, TRAININGS, add_table, one_task, rezipped, saved

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
PLAN = one_task(TRAININGS)


def refusal(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_plan(data)
    return caught.value


def with_body(body: str, head: str = "") -> bytes:
    """The smallest .docx with this body."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document '
        f'xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    )
    types = (
        b"<Types><Override "
        b"ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/>"
        b"</Types>"
    )
    return zip_of(**{"[Content_Types].xml": types, "word/document.xml": xml.encode()})


def zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize("data", [b"", b"plan", b"%PDF-1.7\n", b"{\\rtf1 text}", zip_of(a=b"1")])
def test_other_files_are_not_word(data: bytes) -> None:
    assert refusal(data).code == "not_word"


def test_spreadsheet_is_not_word() -> None:
    types = (
        b"<Types><Override "
        b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    )
    assert refusal(rezipped(PLAN, {"[Content_Types].xml": types})).code == "not_word"


def test_word_without_document_part_is_not_word() -> None:
    assert refusal(rezipped(PLAN, drop=["word/document.xml"])).code == "not_word"


def test_old_word_file_is_named_so() -> None:
    assert refusal(OLE + "WordDocument".encode("utf-16-le")).code == "old_doc"


def test_protected_file_is_encrypted() -> None:
    assert refusal(OLE + "EncryptedPackage".encode("utf-16-le")).code == "encrypted"


@pytest.mark.parametrize(
    "change",
    [
        {"word/vbaProject.bin": b"macro"},
        {
            "[Content_Types].xml": b"<Types><Override ContentType="
            b'"application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
        },
    ],
)
def test_document_with_macros_is_refused(change: dict[str, bytes]) -> None:
    assert refusal(rezipped(PLAN, change)).code == "macros"


def test_bomb_is_too_big() -> None:
    assert refusal(rezipped(PLAN, {"word/media/image.bin": bytes(70 * 1024 * 1024)})).code == "too_big"


def test_cut_file_is_broken() -> None:
    assert refusal(PLAN[: len(PLAN) // 2]).code == "broken"


@pytest.mark.parametrize("xml", [b"", b"<w:document", b"<a><b></a>", b"\xff\xfe\x00"])
def test_spoiled_xml_is_broken(xml: bytes) -> None:
    found = refusal(rezipped(PLAN, {"word/document.xml": xml}))
    assert (found.code, found.where) == ("broken", "word/document.xml")


def test_entities_are_not_expanded() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    assert (
        refusal(
            with_body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>", f'<!DOCTYPE x [<!ENTITY l0 "ha">{lol}]>')
        ).code
        == "broken"
    )


def test_file_of_the_host_is_not_read() -> None:
    head = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
    assert refusal(with_body("<w:p><w:r><w:t>&secret;</w:t></w:r></w:p>", head)).code == "broken"


def test_endless_nesting_is_broken() -> None:
    assert refusal(with_body("<w:sdt>" * 900 + "</w:sdt>" * 900)).code == "broken"


def test_text_without_tables_is_no_plan() -> None:
    found = refusal(with_body("<w:p><w:r><w:t>Письмо</w:t></w:r></w:p>"))
    assert (found.code, found.params) == ("no_plan", {"tables": []})


def test_no_plan_lists_the_tables_seen() -> None:
    document = Document()
    add_table(document, [("Город", "Погода"), ("Ерейментау", "Снег")])
    add_table(document, PASSPORT)
    tables = refusal(saved(document)).params["tables"]
    assert tables[0] == {
        "number": 1,
        "rows": 2,
        "headings": ["Город", "Погода"],
        "why": {"say": "table_of_other_things"},
    }
    assert tables[1]["why"] == {"say": "table_is_passport"}


@pytest.mark.parametrize("rows", [[], [[""] * 5], [[""] * 5, ["", "Итого", "", "", ""]]])
def test_heading_without_activities_is_no_plan(rows: list[list[str]]) -> None:
    assert refusal(one_task(*rows)).code == "no_plan"


def test_document_part_of_another_name_is_found() -> None:
    relations = (
        b"<Relationships "
        b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        b'Target="/word/document2.xml"/>'
        b"</Relationships>"
    )
    with zipfile.ZipFile(io.BytesIO(PLAN)) as archive:
        body = archive.read("word/document.xml")
    data = rezipped(PLAN, {"_rels/.rels": relations, "word/document2.xml": body}, drop=["word/document.xml"])
    assert len(read_plan(data)["sections"][0]["activities"]) == 1


def test_refusal_passes_through_the_limited_child() -> None:
    with pytest.raises(Unreadable) as caught:
        run_limited("services.registry.reader.plan:read_plan", with_body(""))
    assert (caught.value.code, caught.value.params) == ("no_plan", {"tables": []})


def test_text_box_is_listed_as_unread() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>Вест</w:t></w:r></w:p></w:txbxContent>"
    with zipfile.ZipFile(io.BytesIO(PLAN)) as archive:
        body = archive.read("word/document.xml").decode()
    data = rezipped(
        PLAN,
        {
            "word/document.xml": body.replace(
                "</w:tbl>", f"</w:tbl><w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"
            ).encode()
        },
    )
    assert [note["source"] for note in read_plan(data)["unread"] if note["where"] == {"say": "text_box"}] == [
        "Вест"
    ]


TEXTS = st.one_of(
    st.sampled_from(
        [
            *HEADINGS,
            *TRAININGS,
            "Задача 2. Дальше",
            "Сумма гранта",
            "Цель",
            "5 (пять)",
            "ФИО",
            "Обязанности",
            "Занятость",
            "2. по 5 на каждом",
            "не менее",
            "в 7 регионах",
            "из 2 регионов 3",
        ]
    ),
    st.text(max_size=20),
)
CELLS = st.tuples(
    TEXTS,
    st.sampled_from(
        [
            "",
            '<w:gridSpan w:val="3"/>',
            '<w:gridSpan w:val="999999999"/>',
            "<w:vMerge/>",
            '<w:vMerge w:val="restart"/>',
            '<w:gridSpan w:val="x"/>',
        ]
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=6)


def table_xml(rows: list[list[tuple[str, str]]]) -> str:
    def cell(text: str, properties: str) -> str:
        legal = escape("".join(letter for letter in text if letter.isprintable()))
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{legal}</w:t></w:r></w:p></w:tc>"

    return (
        "<w:tbl>"
        + "".join("<w:tr>" + "".join(cell(*one) for one in row) + "</w:tr>" for row in rows)
        + "</w:tbl>"
    )


@given(st.lists(ROWS, max_size=3), st.booleans())
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_tables_are_read_or_refused(tables: list[Any], headed: bool) -> None:
    head = [[(title, "") for title in HEADINGS]] if headed else []
    body = "<w:p><w:r><w:t>Задача 1. Проба</w:t></w:r></w:p>".join(table_xml(head + rows) for rows in tables)
    try:
        orjson.dumps(read_plan(with_body(body)))
    except Unreadable as refused:
        assert refused.code == "no_plan"
