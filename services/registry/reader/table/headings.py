"""What a table is, by the meaning of its heading cells, Russian and Kazakh, in any order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from services.registry.reader.office.grid import Cell, Table, distinct
from services.registry.reader.words.wording import flat

BRACKETS = re.compile(r"\([^()]*\)?")
PLANNED = r"(?:планир|планов|целев|ожидаем|жоспарл|нысанал|мақсатты)"
FIGURE = r"(?:индикатор|показател|значени|көрсеткіш|мән)"
INDICATORS = r"индикатор|показател|көрсеткіш"
# Meaning, pattern over the flat heading; the first that fits wins, "" is a column the reader leaves.
PLAN_COLUMNS = (
    ("number", r"^(?:№|n\b|no\b|п/п|р/с)"),
    (
        "",
        r"софинанс|собственн\w+ (?:вклад|средств)|вклад|фактическ\w+ (?:затрат|расход|сумм|стоимост)|освоен"
        r"|израсход|остаток|өз (?:үлес|қаражат)|нақты шығын|игерілген",
    ),
    ("cost", r"стоимост|смета|сумма|бюджет|затрат|расход|объем\w* финансир|цена|құны|шығын|сомасы|бағасы"),
    ("period_end", r"окончани|завершени|аяқтал"),
    ("period", r"срок|период|дата|мерзім|кезең|уақыты|^начало|^басталу"),
    (
        "",
        r"базов|исходн|фактическ|бастапқы|нақты|ответствен|жауапты|примечани|ескерту|источник|"
        r"ожидаемы\w+ результат",
    ),
    ("unit", r"единиц|ед\. ?изм|өлшем"),
    (
        "value",
        rf"{PLANNED}\w*.*{FIGURE}|{FIGURE}.*{PLANNED}|значени|мәні|мәндер|^план$|^жоспар$"
        r"|^кол-?во$|^количество$|^саны$",
    ),
    ("indicator", rf"{INDICATORS}|^результаты?$|^нәтиже(?:лер)?$"),
    ("activity", r"мероприят|іс-? ?шара|действи|активност|виды? (?:работ|деятельност)|атауы|наименование"),
)
TEAM_COLUMNS = (
    ("employment", r"занятост|нагрузк|ставк|жұмыспен қамт|жүктеме"),
    ("duties", r"обязанност|функци|міндет"),
    ("contact", r"контакт|телефон|байланыс"),
    ("role", r"роль|должност|рөл|лауазым|қызметі"),
    ("name", r"фио|ф\. ?и\. ?о|сотрудник|имя|аты|т\. ?а\. ?ә|қызметкер|специалист|мамандар"),
)
PASSPORT_ROWS = (
    ("", r"софинанс|собственн\w+ (?:вклад|средств)|өз (?:үлес|қаражат)"),
    ("grantee", r"грантополучател|получатель гранта|грант ?алушы"),
    ("grantor", r"грантодател|грант ?беруш"),
    ("partners", r"партнер|серіктес|әріптес"),
    ("expected_results", r"ожидаем\w+ результат|күтілетін нәтиже"),
    ("amount", r"сумм|сома"),
    ("goal", r"\bцел[ьи]\b|мақсат"),
    ("period", r"срок|период|мерзім"),
    ("topic", r"тема\b|тақырып|тақырыб|(?:наименование|название) (?:социального )?проекта|жоба\w* атауы"),
    ("agreement", r"договор|келісімшарт|\bшарт"),
)
NUMBER_COLUMN = re.compile(r"^(?:№|n|р/с|no\.?)(?: ?(?:п/п|р/с|р/б))?\.?$|^п/п$|^$")
HEADING_ROWS = 3
DEEP_ROWS = 12  # below titles and stamps; a row so deep is a heading in every cell
LONGEST_HEADING = 80

Rules = tuple[tuple[str, str], ...]


@dataclass
class Columns:
    """Which grid column holds what; `extra` are the columns left aside, with their headings;
    `first` is the first data row."""

    at: dict[str, int]
    titles: dict[str, str]
    extra: dict[int, str] = field(default_factory=dict)
    first: int = 1
    width: int = 0

    @property
    def period_title(self) -> str:
        """The heading of the periods: of the whole ones, else of their ends; "" where there is neither."""
        return self.titles.get("period", self.titles.get("period_end", ""))

    @property
    def only_ends(self) -> bool:
        """Whether the table names only when to be ready."""
        return "period_end" in self.at and "period" not in self.at


def meaning(heading: str, rules: Rules) -> str:
    """What a heading means by a table of rules; "" when nothing fits."""
    bare = flat(BRACKETS.sub(" ", heading)) or flat(heading)
    return next((name for name, pattern in rules if re.search(pattern, bare)), "")


def plan_columns(table: Table) -> Columns | None:
    """The columns of a plan table: activities with their indicators or values; None for another table."""
    return _columns(table, PLAN_COLUMNS, lambda at: "activity" in at and ("indicator" in at or "value" in at))


def heading_again(table: Table, index: int) -> Columns | None:
    """The columns by a row inside a table that is a heading in other words,
    every filled cell of it; None for any other row."""
    if not _all_headings(table, index):
        return None
    columns = _mapped(table, index, index, PLAN_COLUMNS)
    return (
        columns
        if len(columns.at) >= 2 and "activity" in columns.at and {"indicator", "value"} & set(columns.at)
        else None
    )


def is_heading(text: str) -> bool:
    """Whether a plan's column may be called so, one the reader leaves aside too."""
    bare = flat(BRACKETS.sub(" ", text)) or flat(text)
    return any(re.search(pattern, bare) for _name, pattern in PLAN_COLUMNS)


def numbers_columns(texts: list[str]) -> bool:
    """Whether a row only numbers the columns: "1 | 2 | 3 | 4"."""
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def no_plan_because(table: Table) -> str:
    """The code of why a table is not taken for a plan."""
    if table.width < 2 or len(table.rows) < 2:
        return "table_too_small"
    if plan_columns(table):
        return "plan_without_rows"
    if team_columns(table):
        return "table_is_team"
    if passport_rows(table):
        return "table_is_passport"
    found = {meaning(cell.text, PLAN_COLUMNS) for row in table.rows[:HEADING_ROWS] for cell in distinct(row)}
    if "activity" in found:
        return "table_without_indicators"
    return "table_without_activities" if found & {"indicator", "value"} else "table_of_other_things"


def team_columns(table: Table) -> Columns | None:
    """The columns of the team's table; None for another table."""
    return _columns(table, TEAM_COLUMNS, lambda at: len({"employment", "duties", "contact"} & set(at)) >= 2)


def passport_rows(table: Table) -> dict[str, int]:
    """The rows of a passport by meaning (a row's first cells are its label); {} for another table."""
    rows: dict[str, int] = {}
    for index, row in enumerate(table.rows):
        cells = distinct(row)
        label = next(
            (
                cell.text
                for cell in cells[:-1]
                if not NUMBER_COLUMN.match(flat(cell.text)) and not cell.text[:1].isdigit()
            ),
            "",
        )
        name = meaning(label, PASSPORT_ROWS) if len(label) < 150 else ""
        if name and name not in rows:
            rows[name] = index
    return rows if len(rows) >= 2 and ("grantee" in rows or "amount" in rows or "goal" in rows) else {}


def _columns(table: Table, rules: Rules, accepts: Callable[[dict[str, int]], bool]) -> Columns | None:
    """Look for the heading among the first rows, alone or with the rows its cells run down into."""
    for first in range(min(DEEP_ROWS, len(table.rows))):
        if len(distinct(table.rows[first])) < 2 or (
            first >= HEADING_ROWS and not _all_headings(table, first)
        ):
            continue
        columns = _mapped(table, first, _last_of_heading(table, first), rules)
        if accepts(columns.at):
            return columns
    return None


def _last_of_heading(table: Table, first: int) -> int:
    """The last row of a heading: cells run down into it, or its names fill a part of the columns."""
    last = first
    while last + 1 < len(table.rows) and set(table.rows[first]) & set(table.rows[last + 1]) - {None}:
        last += 1
    below = distinct(table.rows[last + 1]) if last == first and last + 1 < len(table.rows) else []
    partial = any(not cell.text for cell in below)
    return last + 1 if partial and _all_headings(table, last + 1) else last


def _all_headings(table: Table, index: int) -> bool:
    """Whether every filled cell of a row may be a plan's heading; two at least."""
    texts = [cell.text for cell in distinct(table.rows[index]) if cell.text]
    plain = all(len(text) < LONGEST_HEADING and not re.search(r"\d", text) for text in texts)
    return len(texts) > 1 and plain and all(map(is_heading, texts))


def _mapped(table: Table, first: int, last: int, rules: Rules) -> Columns:
    """The columns by the rows `first` to `last` of a heading; a cell over several columns names the first."""
    columns = Columns({}, {}, first=last + 1, width=table.width)
    seen: set[Cell] = set()
    for index in range(table.width):
        cells = [cell for row in table.rows[first : last + 1] if (cell := _at(row, index))]
        if not cells or seen.issuperset(cells):
            continue
        seen |= set(cells)
        title = " ".join(cell.text for cell in dict.fromkeys(cells))
        name = _named(cells[-1].text, title, rules)
        if name and name not in columns.at:
            columns.at[name], columns.titles[name] = index, title
        elif not NUMBER_COLUMN.match(flat(title)):
            columns.extra[index] = title
    return _two_values(columns, rules)


def _two_values(columns: Columns, rules: Rules) -> Columns:
    """Of two columns of values without one of indicators the first has their names: «Ожидаемые индикаторы»
    beside «Планируемые значения»."""
    others = [at for at, title in columns.extra.items() if meaning(title, rules) == "value"]
    named = re.search(INDICATORS, flat(columns.titles.get("value", "")))  # «Количество» has numbers
    if rules is PLAN_COLUMNS and others and named and "indicator" not in columns.at:
        columns.at["indicator"], columns.titles["indicator"] = columns.at["value"], columns.titles["value"]
        columns.at["value"], columns.titles["value"] = others[0], columns.extra.pop(others[0])
    return columns


def _at(row: list[Cell | None], index: int) -> Cell | None:
    return row[index] if index < len(row) else None


def _named(last: str, title: str, rules: Rules) -> str:
    """What a column means by its lowest heading; «Наименование» under «Индикаторы» names an indicator."""
    name = meaning(last, rules)
    return meaning(title, rules) or name if name in ("", "activity") else name
