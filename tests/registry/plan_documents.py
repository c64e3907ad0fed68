"""Small Word plans for the reader's tests: layouts of our own, fictitious people and organisations."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table
from flask import Flask
from flask_babel import Babel

from services.registry.plans.wording.phrases import in_words

HEADINGS = (
    "Мероприятие (Краткое описание мероприятия)",
    "Количественные и качественные индикаторы (к мероприятиям)",
    "Планируемые индикаторы",
    "Сроки выполнения",
    "Стоимость мероприятия",
)
KAZAKH_HEADINGS = (
    "Іс-шара (іс-шараның қысқаша сипаттамасы)",
    "Сандық және сапалық индикаторлар",
    "Жоспарланған индикаторлар",
    "Орындау мерзімі",
    "Іс-шараның құны",
)
TRAININGS = (
    "1. Проведение 4 семинаров-тренингов для сельских библиотекарей в Павлодарской области.",
    "Количество тренингов\nСписок участников\nКоличество участников",
    "4\nне менее 4\nНе менее 60 (по 15 чел. на каждом тренинге)",
    "Март-май 2024 года",
    "",
)
PASSPORT = (
    ("Грантополучатель:", "ОФ «Кітап әлемі» Павлодарской области (ОФКА)"),
    ("Тема гранта:", "«Живая библиотека»"),
    ("Сумма гранта:", "5 200 000 (пять миллионов двести тысяч) тенге"),
    ("Цель проекта:", "Вовлечь сельские библиотеки в жизнь сообщества"),
    ("Ожидаемый результат от реализации проекта:", "1) Не менее 60 участников пройдут обучение."),
    (
        "Количество и наименование партнеров социального проекта:",
        "Всего 2 партнера:\nОФ «Қайнар» Костанайская область\nОО «Степной ветер» Акмолинская область",
    ),
)
Rows = Sequence[Sequence[str]]
ROOT = Path(__file__).parents[2]
TRANSLATIONS = f"{ROOT}/services/registry/translations;{ROOT}/shared/ui/translations"


def in_russian(notes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Doubts or unread cells as a Russian page words them."""
    app = Flask(__name__)
    Babel(app, default_locale="ru", default_translation_directories=TRANSLATIONS)
    with app.app_context():
        return [in_words(note) for note in notes]


def fill(table: Table, rows: Rows) -> Table:
    """Write texts into a table's cells; a line feed in a text starts a new paragraph."""
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            first, *others = text.split("\n")
            cell.paragraphs[0].text = first
            for line in others:
                cell.add_paragraph(line)
    return table


def add_table(document: DocumentObject, rows: Rows) -> Table:
    """A table with these rows."""
    return fill(document.add_table(len(rows), len(rows[0])), rows)


def saved(document: DocumentObject) -> bytes:
    """The document as the bytes of a .docx."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plan(
    *sections: tuple[str, Rows],
    passport: Rows | None = None,
    change: Callable[[DocumentObject], None] | None = None,
) -> bytes:
    """A plan of sections (heading, rows with the heading row), after a passport;
    `change` edits it before it is saved."""
    return written(frozen(sections), frozen(passport), change)


def frozen(value: Any) -> Any:
    """Rows as they can be looked up."""
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value


@lru_cache(maxsize=256)
def written(sections: Any, passport: Any, change: Callable[[DocumentObject], None] | None) -> bytes:
    """The bytes of a plan, the same for one asked for again: a zip tells the time at which it was made, and a
    plan known by its bytes would be read anew by every test."""
    document = Document()
    if passport:
        add_table(document, passport)
    for heading, rows in sections:
        document.add_paragraph(heading)
        add_table(document, rows)
    if change:
        change(document)
    return saved(document)


def one_task(*activities: Sequence[str], headings: Sequence[str] = HEADINGS, **more: Any) -> bytes:
    """A plan of one task with these activities."""
    return plan(("Задача 1. Обучить библиотекарей", [headings, *activities]), **more)


def element(xml: str) -> Any:
    """A piece of WordprocessingML, the `w` prefix declared."""
    head, gap, tail = xml.partition(" ") if " " in xml.split(">")[0] else (xml.split(">")[0], "", "")
    if gap:
        return parse_xml(f"{head} {nsdecls('w')} {tail}")
    return parse_xml(xml.replace(head, f"{head} {nsdecls('w')}", 1))


def rezipped(data: bytes, replace: dict[str, bytes] | None = None, drop: Sequence[str] = ()) -> bytes:
    """A .docx with some parts replaced, added or dropped."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist() if name not in drop} | (replace or {})
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def indicators(plan_read: dict[str, Any]) -> list[dict[str, Any]]:
    """The indicators of a plan that was read."""
    return [
        found
        for section in plan_read["sections"]
        for activity in section["activities"]
        for found in activity["indicators"]
    ]


def targets(plan_read: dict[str, Any]) -> list[tuple[str, str, object]]:
    """Name, comparison and target of each indicator."""
    return [(found["name"], found["comparator"], found["target"]) for found in indicators(plan_read)]


def why(notes: list[dict[str, str]]) -> str:
    """Notes in one Russian line."""
    return " / ".join(
        f"{note['where']}: {note['source']}: {note['understood']}: {note['why']}"
        for note in in_russian(notes)
    )
