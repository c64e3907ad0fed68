"""Text outside the tables: headings and signatures are read there, what else speaks of the plan is told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from services.registry.reader.office.grid import Document
from services.registry.reader.table.headings import PASSPORT_ROWS, meaning
from services.registry.reader.table.rows import NOTE, SCALE_NOTE, RawSection, task_heading
from services.registry.reader.words.amounts import mentioned_money
from services.registry.reader.words.leftovers import without_all
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.units import find_unit
from services.registry.reader.words.wording import flat

LABEL = re.compile(r"^(?P<label>[^:]{3,80}):\s*\S")
# «в двух экземплярах» counts copies of the agreement itself
OWN_NUMBER = re.compile(r"№\s?[0-9]+|(?<![^\W_])в [^\W_]+ (?:\([^()]*\) )?экземпляр\w*|[^\W_]+ данада")
SIGNED = ("grantee", "grantor", "agreement")  # what stands so under a plan and is read there
CLOSED = re.compile(r"(?<!чел)[.:;]\s")  # «Таблица 1. План» counts no plans
NEAR = 30  # signs after a number within which its thing is named


def unread_paragraphs(document: Document, sections: list[RawSection]) -> Iterator[str]:
    """The paragraphs, headers and footers that speak of the plan and that no reading took."""
    used = " ".join(flat(text) for raw in sections for text in (raw.heading, *raw.columns.titles.values()))
    texts = [block for block in document.blocks if isinstance(block, str)]
    for text in dict.fromkeys([*texts, *document.margins]):
        if text and flat(text) not in used and _speaks_of_plan(text):
            yield text


def _speaks_of_plan(text: str) -> bool:
    """Whether a paragraph may change a plan: a task, a note, a sum, thousands, a number of things."""
    plain = flat(text)
    if task_heading(text) or NOTE.match(text) or SCALE_NOTE.match(plain) or mentioned_money(text):
        return True
    return _says_of_passport(text) or _counts_things(without_all(OWN_NUMBER, plain))


def _counts_things(text: str) -> bool:
    after = (text[number.end : number.end + NEAR] for number in find_numbers(text))
    return any(find_unit(CLOSED.split(words)[0]) for words in after)


def _says_of_passport(text: str) -> bool:
    label = LABEL.match(text)
    name = meaning(label["label"], PASSPORT_ROWS) if label else ""
    return bool(name) and name not in SIGNED
