"""Who signs the plan and the agreement it belongs to, Russian and Kazakh."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from services.registry.reader.office.grid import Document, Table, distinct
from services.registry.reader.words.months import MONTH, MONTH_NAME
from services.registry.reader.words.wording import flat, tidy

Signatory = dict[str, str]
Agreement = dict[str, str | None]
SIDES = (
    ("grantee", r"грантополучател\w*|грант ?алушы\w*"),
    ("grantor", r"грантодател\w*|грант ?беруші\w*"),
)
SIDE = re.compile("|".join(rf"(?P<{side}>^\W*(?:{words})\s*(?::|$))" for side, words in SIDES), re.I)
LINE = re.compile(r"^(?P<role>[^_]*?)[\s/]*_{3,}[\s/_]*(?P<name>.*)$")
STAMP = re.compile(r"\b[МM]\.?\s?[ПОOP]\b\.?|\((?:подпись|қолы|фио|ф\.и\.о\.?)[^)]*\)|_+|[/()]", re.I)
NUMBER = r"№\s*(?P<{}>(?=[\w./-]*\d)[^\W_][\w./-]*[^\W_]|\d)"
AGREEMENT = re.compile(
    rf"договор[^№]{{0,80}}?{NUMBER.format('after')}|{NUMBER.format('before')}[^№]{{0,60}}?шарт"
    rf"|шарт[^№]{{0,60}}?{NUMBER.format('behind')}",
    re.I,
)
DAY = re.compile(
    rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>20\d\d|\d\d(?![\d.]))"
    rf"|(?P<d>\d{{1,2}})\W{{1,3}}(?P<russian>{MONTH_NAME})\W{{1,2}}(?P<y>20\d\d)"
    rf"|(?P<ky>20\d\d)\W{{1,2}}жыл[^\W\d_]*\W{{1,3}}(?P<kd>\d{{1,2}})\W{{1,3}}(?P<kazakh>{MONTH_NAME})"
)


def read_signatories(document: Document, tables: list[Table]) -> tuple[list[Signatory], set[int]]:
    """{side, organisation, role, name} under the plan, in order,
    and the numbers of the tables they were in."""
    signing = [table for table in tables if is_signing(table)]
    found = list(signatories(block for block in document.blocks if isinstance(block, str)))
    for table in signing:
        found += signatories(lines_by_column(table))
    return found, {table.number for table in signing}


def is_signing(table: Table) -> bool:
    """Whether a table is where the two sides sign."""
    lines = list(lines_by_column(table))
    return any(SIDE.search(line) for line in lines) and any(LINE.match(line) for line in lines)


def lines_by_column(table: Table) -> Iterator[str]:
    """The lines of a table, one column after another."""
    for column in range(table.width):
        cells = [row[column] for row in table.rows if column < len(row)]
        for cell in cells:
            if cell and cell.column == column:
                yield from cell.lines


def signatories(lines: Iterable[str]) -> Iterator[Signatory]:
    """Who signs, from lines such as «Президент ______ Иванов И. И.» under the name of a side."""
    side, organisation = "", ""
    for line in map(tidy, lines):
        match = SIDE.search(line)
        if match:
            side, line = str(match.lastgroup), line[match.end() :].strip()
            organisation = line.partition("_")[0].strip()
        signed = LINE.match(line)
        if signed and side:
            yield {"side": side, "organisation": organisation, **signatory(signed)}
        elif not match and side and not organisation:
            organisation = line


def signatory(signed: re.Match[str]) -> Signatory:
    """The post and the name of one line; the stamp and the hints under the line are neither."""
    return {"role": signed["role"].strip(" ,:;"), "name": tidy(STAMP.sub(" ", signed["name"])).strip(" ,;")}


def texts_of(document: Document, tables: list[Table]) -> Iterator[str]:
    """The paragraphs of a document and the rows of these tables."""
    yield from (block for block in document.blocks if isinstance(block, str))
    for table in tables:
        yield from (" ".join(cell.text for cell in distinct(row)) for row in table.rows)


def read_agreement(texts: Iterable[str]) -> Agreement | None:
    """{number, date} of the grant agreement, from the first text that names its number."""
    for text in texts:
        match = AGREEMENT.search(text)
        if match:
            first, last = match.span(match.lastgroup or 0)  # «12.05.22-А» is no day
            return {"number": text[first:last].rstrip("."), "date": day_in(text[:first] + " " + text[last:])}
    return None


def day_in(text: str) -> str | None:
    """The first full date of a text as ISO; None without one or where it is no day of the calendar."""
    match = DAY.search(flat(text))
    if match is None:
        return None
    year, day = (match["year"] or match["y"] or match["ky"]), (match["day"] or match["d"] or match["kd"])
    month = int(match["month"] or month_number(match["russian"] or match["kazakh"]))
    try:
        return date(int(year) % 100 + 2000, month, int(day)).isoformat()
    except ValueError:
        return None


def month_number(word: str) -> int:
    """The number of a month by its name."""
    match = re.match(MONTH, word)
    return next(number for number in range(1, 13) if match and match[f"m{number}"])
