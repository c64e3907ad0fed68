"""Answers of hooks, read as strictly as a file: taken apart, put together again, and held against what was
asked."""

from __future__ import annotations

from dataclasses import fields as fields_of
from typing import Any

from shared.language.documents import DRAWN, FIELD_GAP, TEXTS, stray_braces, takes_fields, unknown_gaps
from shared.plugins import specifications as said
from shared.plugins.reading import MOST, Wrong, kind_of, load, nearest
from shared.plugins.shapes import SHAPES
from shared.plugins.specifications import RECORDS, Rule


def answer(rule: Rule, given: Any, asked: dict[str, Any]) -> Any:
    """An answer as new objects; None is no opinion. Wrong names every place that is not right."""
    if given is None:
        return None
    items = given if rule.many else [given]
    if type(items) not in (list, tuple):
        raise Wrong(f"must answer a list of {rule.answer.__name__}, not {kind_of(given)}")
    if len(items) > MOST:
        raise Wrong(f"answers {len(items)} entries, at most {MOST} are taken")
    read = [read_item(rule, item, f"[{place}]" if rule.many else "") for place, item in enumerate(items)]
    check_fields(read, asked)
    check_document(read, asked)
    check_twice(read)
    return read if rule.many else read[0]


def read_item(rule: Rule, item: Any, place: str) -> Any:
    """One entry of an answer, taken apart and put together again."""
    if type(item) is not rule.answer:
        raise Wrong(f"answer{place} must be a {rule.answer.__name__}, not {kind_of(item)}")
    return load(SHAPES[rule.answer](), taken_apart(item), f"answer{place}")


def taken_apart(item: Any) -> dict[str, Any]:
    """The fields of an entry; the entries inside it as tables."""
    values = {each.name: getattr(item, each.name) for each in fields_of(item)}
    for name in INNER.keys() & values.keys():
        if type(values[name]) in (list, tuple):
            values[name] = [INNER[name](inner) for inner in values[name]]
    return values


def as_choice(choice: Any) -> Any:
    """A pair (value, label) as a table; anything else stays and is refused by its place."""
    pair = isinstance(choice, tuple) and len(choice) == 2
    return {"value": choice[0], "label": choice[1]} if pair else choice


def as_table(part: Any) -> Any:
    """A part as a table; anything else stays and is refused by its place."""
    return taken_apart(part) if type(part) in PARTS else part


PARTS = (said.Partner, said.SheetColumn, said.PageSection, said.PageRow, said.FormQuestion)
INNER = {
    "choices": as_choice,
    "columns": as_table,
    "partners": as_table,
    "sections": as_table,
    "rows": as_table,
    "questions": as_table,
}


def check_fields(read: list[Any], asked: dict[str, Any]) -> None:
    """Refuse a problem about a field the record does not have."""
    if "record" not in asked:
        return
    legal = [each.name for each in fields_of(RECORDS[asked["service"], asked["entity"]])]
    for problem in read:
        if problem.field and not problem.field.startswith("extra.") and problem.field not in legal:
            raise Wrong(f"there is no field “{problem.field}”; {nearest(problem.field, legal)}")


def check_twice(read: list[Any]) -> None:
    """Refuse two questionnaires of one code and version, two channels of one code."""
    codes = [f"“{item.code}”" for item in read if type(item) is said.NotificationChannel]
    codes += [f"“{item.code}” of version {item.version}" for item in read if type(item) is said.FormTemplate]
    if twice := next((code for code in codes if codes.count(code) > 1), None):
        raise Wrong(f"{twice} is there twice")


def check_document(read: list[Any], asked: dict[str, Any]) -> None:
    """Refuse what a paper or a text of this kind does not have."""
    for item in read:
        if type(item) is said.DocumentTemplate and (wrong := wrong_with_document(item, asked["doc_type"])):
            raise Wrong("; ".join(f"answer.{words}" for words in wrong))


def wrong_with_document(item: said.DocumentTemplate, doc_type: str) -> list[str]:
    """Why a document cannot be of its kind: a drawing of what is not drawn, words or gaps nothing fills."""
    named = TEXTS.get(doc_type, {})
    drawn = [f"typst: {doc_type} is a text, nothing draws it"] if item.typst and doc_type not in DRAWN else []
    others = [f"texts.{name}: {nearest(name, named)}" for name in item.texts if name not in named]
    gaps = [
        f"texts.{name}.{language}: nothing fills “{gap}”; {nearest(gap, named[name])}"
        for name, words in item.texts.items()
        for language, text in words.items()
        for gap in (unknown_gaps(plain_text(doc_type, name, text), named.get(name, ())) + stray_braces(text))[
            :1
        ]
        if name in named
    ]
    return [*drawn, *others, *gaps]


def plain_text(document: str, name: str, text: str) -> str:
    """A text without the answers it may name."""
    return FIELD_GAP.sub("", text) if takes_fields(document, name) else text
