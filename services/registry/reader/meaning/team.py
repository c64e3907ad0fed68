"""The project team's table."""

from __future__ import annotations

import re
from typing import Any

from services.registry.reader.office.grid import Cell, Table, distinct
from services.registry.reader.table.headings import Columns
from services.registry.reader.words.leftovers import leftovers, without, without_all
from services.registry.reader.words.notes import Notes, Said, row_place, say
from services.registry.reader.words.numbers import find_numbers
from services.registry.reader.words.wording import flat
from shared.language.team import beside, recognised, role_of

TOTAL = re.compile(r"^(?:итого|всего|барлығы|жиыны)")
POST = re.compile(
    r"(?:[0-9]+(?:[.,][0-9]+)?|[0-9]/[0-9])\s*(?:ставк\w*|ст\b|шт\w*\.? ?ед\w*|штат бірл\w*)"
    r"|(?:пол|половин\w+ |жарты |четверть |треть )ставк\w*"
)
SHARES = (
    (50, r"полставк|половин\w+ ставк|жарты ставк|неполн\w+ (?:занятост|ставк)\w* ?\(половин"),
    (25, r"четверть ставк"),
    (100, r"(?<!не)полн\w+ (?:занятост|ставк|рабоч)|толық(?! емес)"),
)
SHARE_WORD = re.compile(r"половин\w+(?= ставк)|четверть(?= ставк)|жарты(?= ставк)|жартылай|[0-9]\s?/\s?[0-9]")
AT_LEAST = re.compile(r"(?<![^\W_])(?:от|с)\s?(?=[0-9])")
# a role of several people: «2 тренера», «Координаторы (7)», «Тренер – 2 чел.»
SEVERAL_OF = re.compile(
    r"^(?:[2-9]|[1-9][0-9]|дв[ае]|двое|три|трое|четыре|пять|семь|екі|үш|төрт|бес|жеті)\s(?=[^\W\d_])"
    r"|\(\s?(?:[2-9]|[1-9][0-9])\s?(?:(?:чел|адам|ед)\w*\.?\s?)?\)|(?:[2-9]|[1-9][0-9])\s?(?:чел|адам|ед\b)"
)
COUNT = re.compile(r"([0-9]{1,3})\s?(?:чел|сотрудн|адам|қызметк|специалист|маман)")
FRACTION = re.compile(r"(?<![0-9])(?<![0-9]\s)([0-9])\s?/\s?([1-9])(?![0-9])")
APART = re.compile(r"\s*[,;/]\s*|\s+(?:и|және|мен)\s+")
NUMBERED = re.compile(r"[^\W\d_]+ №?\s?[0-9]{1,2}$")  # «Сотрудник 1»: nobody's name yet, and one of them
SEVERAL = re.compile(r"\w\.\s?\w?\.?\s+[^\W\d_]{2,}\s+\w\.")  # «Иванов И.И. Петров П.П.»
OF_FATHER = frozenset("ұлы қызы улы кызы оглы".split())
# words of a share that change nothing in it
OF_SHARE = re.compile(
    r"(?:на|от|в)\b|ставк\w*|ст\b|шт\w*|ед\b|един\w*|занятост\w*|процент\w*|пайыз\w*|полн\w*|неполн\w*"
    r"|рабоч\w*|день|частичн\w*|күн\w*"
    r"|времен\w*|врем\w*|нагрузк\w*|проект\w*|жұмыс\w*|уақыт\w*|жүктеме\w*|бірлі\w*|толық\w*|жоба\w*"
)
WORD = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?![^\W_])")
FEWEST = 10  # a smaller number without its sign may be of posts
PERSON = re.compile(
    r"[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w'’-]+\s+[А-ЯЁӘҒҚҢӨҰҮҺІA-Z](?:[\w'’-]*\.?)(?:\s*[А-ЯЁӘҒҚҢӨҰҮҺІA-Z][\w'’-]*\.?)?$"
)

Member = dict[str, Any]


def read_team(table: Table, columns: Columns, notes: Notes) -> list[Member]:
    """The members: name, role, contact, duties, employment_percent (None where it is not a share)."""
    _split_wide_name(columns, table)
    members: list[Member] = []
    for index, row in enumerate(table.rows[columns.first :], columns.first + 1):
        cells = distinct(row)
        if len(cells) < 2 or not any(cell.text for cell in cells):
            continue  # a subheading across the table, or an empty row
        if TOTAL.match(flat(next(cell.text for cell in cells if cell.text))):
            _check_total(members, cells, row_place(table.number, index), notes)
            continue
        found = _members(row, columns, row_place(table.number, index), notes)
        _doubt_again(found, members, row_place(table.number, index), notes)
        members += found
    return members


def _doubt_again(found: list[Member], members: list[Member], place: Said, notes: Notes) -> None:
    """Doubt a person who stands in an earlier row already: two roles with two shares are his."""
    before = {flat(member["name"]) for member in members}
    for name in (member["name"] for member in found if member["name"]):
        if flat(name) in before and _is_one_person(name):
            notes.doubt(place, name, say("people_taken", count=len(found)), say("person_twice"), "team")


def _split_wide_name(columns: Columns, table: Table) -> None:
    """One wide heading («Штатные сотрудники») stands over two columns: the name, then the role."""
    name = columns.at.get("name")
    if name is None or "role" in columns.at:
        return
    heading = table.rows[columns.first - 1][name]
    if heading and heading.span >= 2:
        columns.at["role"] = name + 1


def _members(row: list[Cell | None], columns: Columns, place: Said, notes: Notes) -> list[Member]:
    """The members of a row: two people of one line are two."""
    cells = {name: row[at] if at < len(row) else None for name, at in columns.at.items()}
    texts = {name: cell.text if cell else "" for name, cell in cells.items()}
    names = people(texts.get("name", ""), cells.get("name"))
    _doubt_names(
        names, texts.get("name", ""), say("column", of=place, title=columns.titles.get("name", "")), notes
    )
    percent = _employment(texts, columns, place, notes)
    said = texts.get("role", "")
    _doubt_roles(said, len(names), say("column", of=place, title=columns.titles.get("role", "")), notes)
    return [
        {
            "name": name,
            "role": said,
            "role_code": role_of(said) if said else None,
            "contact": texts.get("contact", ""),
            "duties": texts.get("duties", ""),
            "employment_percent": percent,
        }
        for name in names
    ]


def people(text: str, cell: Cell | None = None) -> list[str]:
    """The people a cell names, by its lines and its commas; one that only looks like several stays whole."""
    lines = [line for line in (cell.lines if cell else [text]) if line]
    named = [part.strip() for line in lines for part in APART.split(line) if part.strip()]
    return named if len(named) > 1 and all(PERSON.match(part) for part in named) else [text]


def _doubt_names(names: list[str], text: str, where: Said, notes: Notes) -> None:
    """Doubt several people of one cell, and a name that is not one person's: a vacancy, a note."""
    taken = say("people_taken", count=len(names))
    if not text:
        notes.doubt(where, text, taken, say("empty_cell"), "team")
    elif len(names) > 1:
        notes.doubt(where, text, taken, say("several_people"), "team")
    elif not _is_one_person(text) and not NUMBERED.match(text):
        notes.doubt(where, text, taken, say("name_unlike"), "team")


def _is_one_person(name: str) -> bool:
    """Whether a text is the name of one person: two to four words, each with a capital but «ұлы»."""
    words = name.replace(".", ". ").split()
    plain = not re.search(r"[^\w\s.'’-]|[0-9]", name) and not SEVERAL.search(name)
    capital = all(word[0].isupper() or word in OF_FATHER for word in words)
    return plain and capital and 2 <= len(words) <= 4


def _employment(texts: dict[str, str], columns: Columns, place: Said, notes: Notes) -> int | None:
    """The per cent of a post; what is not one, or beside one, is noted."""
    text = texts.get("employment", "")
    percent, where = _percent(text), say("column", of=place, title=columns.titles.get("employment", ""))
    if percent is None and text:
        notes.not_read(where, text, say("employment_unread"), "team")
    elif percent is not None and percent > 100:
        notes.doubt(where, text, say("share", value=percent), say("employment_over"), "team")
    elif percent is not None and (left := _left(text)):
        why = say("rest_unread", phrase=", ".join(left))
        notes.doubt(where, text, say("share", value=percent), why, "team")
    return _part_of_post(percent, texts, columns, place, notes)


def _left(text: str) -> list[str]:
    """What nobody claimed of a share: more than its number, its sign, its word."""
    plain = without_all(SHARE_WORD, flat(text))
    numbers = find_numbers(plain, words=False)
    rest = without_all("%", without(plain, *((number.start, number.end) for number in numbers)))
    words = [word for word in WORD.findall(rest) if not OF_SHARE.fullmatch(word)]
    left = leftovers(rest)
    bare = [number for number in numbers if 1 < number.value < FEWEST and not re.search(r"[^\d.,\s]", plain)]
    left += [found[0].strip() for found in AT_LEAST.finditer(plain)]
    return [*left, *(word for word in words if word not in left), *(str(number.quantity) for number in bare)]


def _part_of_post(
    percent: int | None, texts: dict[str, str], columns: Columns, place: Said, notes: Notes
) -> int | None:
    """A share of a post («0,5 ставки», «полставки») taken as per cent of employment,
    in its column or beside the role: a doubt."""
    for name in ("employment", "role"):
        text = texts.get(name, "")
        match = POST.search(flat(text))
        found = _percent(match[0]) if match else None
        if found is not None and found != 100:
            where = say("column", of=place, title=columns.titles.get(name, ""))
            notes.doubt(where, text, say("share", value=found), say("part_of_post"), "team")
            return found if percent is None else percent
    return percent


def _doubt_roles(text: str, people: int, where: Said, notes: Notes) -> None:
    """Two roles in one cell, one of them perhaps none of ours: the first is taken, the cell kept whole;
    a role of several people in the row of one."""
    codes = recognised(text)
    if codes and len({*codes, *beside(text)}) > 1:
        notes.doubt(where, text, say("role_taken", role=codes[0]), say("several_roles"), "team")
    if people == 1 and SEVERAL_OF.search(flat(text)):
        notes.doubt(where, text, say("people_taken", count=1), say("role_of_several"), "team")


def _percent(text: str) -> int | None:
    """ "30%", "0,3 ставки", "1/2 ставки", "полставки", "полная занятость" as a whole percent."""
    plain = flat(text)
    fraction = FRACTION.search(plain)
    if fraction:
        over, under = int(fraction[1]), int(fraction[2])
        return over * 100 // under if over <= under and over else None
    numbers = find_numbers(plain, words=False)
    if not numbers:
        return next((value for value, words in SHARES if re.search(words, plain)), None)
    value = numbers[0].value
    if len(numbers) > 1 or numbers[0].unsure or value < 0:
        return None
    share = "%" not in plain and not re.search(r"процент|пайыз", plain)
    value *= 100 if share and (value <= 1 or POST.search(plain)) else 1
    return None if value % 1 else int(value)


def _check_total(members: list[dict[str, Any]], cells: list[Cell], place: Said, notes: Notes) -> None:
    """Compare the row of a total with the rows above it: their shares, and how many people they are."""
    counts = [int(found) for cell in cells for found in COUNT.findall(flat(cell.text))]
    if counts and counts[0] != len(members):
        said = " | ".join(cell.text for cell in cells if cell.text)
        notes.doubt(place, said, say("people_taken", count=len(members)), say("people_total"), "team")
    texts = [text for cell in reversed(cells) if find_numbers(text := COUNT.sub(" ", flat(cell.text)))]
    text = texts[0] if texts else ""
    stated, counted = _percent(text), sum(member["employment_percent"] or 0 for member in members)
    if text and stated != counted:
        notes.doubt(place, text, say("employment_sum", value=counted), say("employment_total"), "team")
