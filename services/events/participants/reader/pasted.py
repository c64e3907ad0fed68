"""Participants pasted as text: from a spreadsheet, one name a line, or "Name, village, phone"."""

import re
from typing import Any

from services.events.participants.reader.cells import BadCell, mark_of, read_attended, read_category, read_sex
from services.events.participants.reader.columns import Header
from services.events.participants.reader.hints import is_person
from services.events.participants.reader.layout import heading_of, understood
from services.events.participants.reader.notes import is_at_work, without_mark
from services.events.participants.reader.shape import Layout
from services.events.participants.reader.sheets import Said, Sheet
from services.events.participants.reader.tables import read_rows, somebody
from shared.limited import Unreadable
from shared.office.grids import MAX_BYTES, Grid, cut_text

FIELDS = ("name", "settlement", "phone", "birth_year", "sex", "category", "organisation", "attended")

_PHONE = re.compile(r"(?<![0-9])(?:\+|00)?[78]?[\s(–-]*7[0-9]{2}[\s)–-]*(?:[0-9][\s–-]*){6}[0-9](?![0-9])")
_SEPARATOR = re.compile(r"[\t;,|]|\s[–—-]\s")
_LIST_MARK = re.compile(r"^\s*(?:[0-9]{1,5}\s*[.)]\s*|[0-9]{1,5}\t|[•·▪*–—-]\s+)")
_AHEAD = re.compile(r"^\s*(?:(?P<sign>[+✓✔√☑✅✗✘❌☐-])\ufe0f?|\[(?P<box>[xх+v ]?)\])\s*(?=\S)", re.IGNORECASE)
_BEHIND = re.compile(r"[\s,;:–—]+(?P<sign>[+✓✔√☑✅✗✘❌☐-])\ufe0f?\s*$")
_BARE_WORD = re.compile(r"[^\s«»“”]+$")
_WORD = re.compile(r"[^\W\d_]{2}")
_SIGN = re.compile(
    r"[^\s_=*#~+.,;:|/\\•·▪–—\"«»-]"
)  # any sign that is not of a ruled line or an empty table row
_SHORTENED = re.compile(r"\b[^\W\d_]{1,3}$")
_YEAR = (
    re.compile(  # any four digits: an impossible year must come back with its reason, not become a village
        r"^(?:[0-9]{4}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4})"
        r"(?:\s*(?:г\.?|ж\.?|г\.? ?р\.?|года рождения|жылы))?\.?$"
    )
)


def read_pasted(text: str, said: Said | None = None) -> dict[str, Any]:
    """Read pasted participants; the result has the shape of `read_table`, rows are lines of the text.

    With a header among the first lines the columns are taken by it; without one each line is a name and,
    after tabs, commas, semicolons or dashes, whatever can be told by itself: phone, birth year, sex,
    category, whether the person came, and then the settlement and the organisation in this order.
    Raises Unreadable: empty_table, only_header, too_big, too_many_rows.
    """
    if len(text) > MAX_BYTES // 4:
        raise Unreadable("too_big", "", limit_mib=MAX_BYTES // 1024 // 1024)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if not plain.strip():
        raise Unreadable("empty_table")
    found = [(grid, header) for grid in cut_text(plain) if (header := _header_of(grid))]
    if found:
        grid, header = max(found, key=lambda pair: len(pair[1].fields))
        sheet = Sheet(grid, understood(grid, header))
        return somebody(read_rows(grid, sheet.layout, said) | sheet.told())
    return _read_lines(plain.split("\n"), said)


def _header_of(grid: Grid) -> Header | None:
    """A header must be the first line, or have two columns we know: no line of data is taken for one."""
    header = heading_of(grid.rows)
    if header is None:
        return None
    first = next(place for place, row in enumerate(grid.rows) if any(str(cell).strip() for cell in row))
    return header if len(header.fields) > 1 or header.first_row == first + 1 else None


def _read_lines(lines: list[str], said: Said | None) -> dict[str, Any]:
    header = Header([""] * len(FIELDS), {field: place for place, field in enumerate(FIELDS)}, {}, 0)
    told: list[list[Any]] = [_cells(*_marked(line, lines)) for line in lines]
    marks = [cells[-1] for cells in told if cells[-1]]
    if marks:
        told = [_present_unless_said(cells) for cells in told] if not any(map(mark_of, marks)) else told
    else:
        header.fields.pop("attended")
    result = read_rows(Grid(told), Layout((header,)), said)
    problems = [*result["problems"], *_no_phones(lines, told, result), *_like_people(result)]
    return result | {
        "problems": [problem | {"column": None} for problem in problems],
        "header_row": None,
        "columns": dict.fromkeys(_used(header, result["rows"]), ""),
        "unknown_columns": [],
        "questions": [],
    }


def _like_people(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines whose place may be another person: «Ким Анна, Пак Вера»."""
    return [
        {
            "row": row["row"],
            "field": "settlement",
            "value": row["settlement"],
            "code": "read_as_settlement",
            "params": {},
            "level": "warning",
        }
        for row in result["rows"]
        if row["settlement"] and is_person(without_mark(row["settlement"])[0])
    ]


def _used(header: Header, rows: list[dict[str, Any]]) -> list[str]:
    """The fields that some line says; attendance where it was looked for."""
    known = [field for field in FIELDS if field in header.fields]
    return [field for field in known if any(row[field] or field == "attended" for row in rows)]


def _no_phones(lines: list[str], told: list[list[Any]], result: dict[str, Any]) -> list[dict[str, Any]]:
    """Lines that were taken with a bare word where the page asks for the phone."""
    taken = {row["row"] for row in (*result["rows"], *result["refused"])}
    return [
        _no_phone(row, cells[-2])
        for row, (line, cells) in enumerate(zip(lines, told, strict=True), start=1)
        if row in taken and _third_word(line, cells)
    ]


def _present_unless_said(cells: list[str]) -> list[str]:
    """Whoever is not called absent on a list that calls only the absent was there."""
    return [*cells[:-1], cells[-1] or ("да" if any(cells) else "")]


def _third_word(line: str, cells: list[str]) -> bool:
    """Whether one bare word stands where the page asks for the phone
    and could only be taken for an organisation."""
    told, parts = dict(zip(FIELDS, cells, strict=True)), _parts(line)[1]
    return (
        not told["phone"]
        and len(parts) > 2
        and bool(_BARE_WORD.match(parts[2]))
        and told["organisation"].startswith(parts[2])
    )


def _no_phone(row: int, text: str) -> dict[str, Any]:
    return {
        "row": row,
        "field": "organisation",
        "value": text,
        "code": "read_as_organisation",
        "params": {},
        "level": "warning",
    }


def _parts(line: str) -> tuple[str, list[str]]:
    """The phone of a line and the other things it says, in their order."""
    bare = _LIST_MARK.sub("", line, count=1)
    phone = _PHONE.search(bare)
    if phone:
        bare = f"{bare[: phone.start()]}\t{bare[phone.end() :]}"
    parts = [_trimmed(part) for part in _SEPARATOR.split(bare)]
    return phone[0].strip() if phone else "", [part for part in parts if re.search(r"[^\W_]", part)]


def _marked(line: str, lines: list[str]) -> tuple[str, str]:
    """A line without the sign before or after it that says who came, and what the sign says;
    a dash is one only where other lines have a plus or a tick at the same place."""
    for form in (_AHEAD, _BEHIND):
        found = form.search(line)
        sign = (found["sign"] or "") if found else ""
        if found and (sign != "-" or any(_is_yes(form, other) for other in lines)):
            box = found.groupdict().get("box")
            return f"{line[: found.start()]}{line[found.end() :]}", sign or (
                "нет" if box in ("", " ") else "да"
            )
    return line, ""


def _is_yes(form: re.Pattern[str], line: str) -> bool:
    found = form.search(line)
    return bool(found and found["sign"] and mark_of(found["sign"]))


def _cells(line: str, mark: str = "") -> list[str]:
    """Sort the parts of a line into the order of FIELDS."""
    told = dict.fromkeys(FIELDS, "") | {"attended": mark}
    told["phone"], parts = _parts(line)
    if len(parts) > 2 and all(map(is_person, parts)):
        parts = ["; ".join(parts)]  # several people in one line come back
    at_work = [part for part in parts[1:] if is_at_work(part)]
    parts = [part for part in parts if part not in at_work]
    told["name"] = ", ".join([_name_of(parts), *at_work]) or ("" if told["phone"] else _unread(line))
    for part in filter(None, [_without_phone(part, told) for part in parts]):
        field = _field_of(part, told)
        told[field] = f"{told[field]}, {part}" if told[field] else part
    return [told[field] for field in FIELDS]


def _without_phone(part: str, told: dict[str, str]) -> str:
    """A part without a second phone of the line; a second person beside it comes back with the first."""
    again = _PHONE.search(part) if told["phone"] else None
    if again is None:
        return part
    told["phone"] += f", {again[0].strip()}"
    rest = _trimmed(part.replace(again[0], " "))
    if is_person(rest):
        told["name"] += f"; {rest}"
    return "" if is_person(rest) else rest


def _trimmed(part: str) -> str:
    """A part without what surrounds it; a shortened last word ("Қызылорда қ.") keeps its dot."""
    bare = part.strip(' ."')
    return bare + "." if part.strip(' "').endswith(".") and _SHORTENED.search(bare) else bare


def _unread(line: str) -> str:
    """A line of signs alone ("???") comes back as a name that cannot be read;
    ruled lines and bare numbers say nothing."""
    bare = _LIST_MARK.sub("", line, count=1).strip()
    return bare if _SIGN.search(bare) else ""


def _name_of(parts: list[str]) -> str:
    """Take the first part for the name; only initials keep their dot."""
    name = parts.pop(0) if parts else ""
    return name if re.search(r"\b\w\.$", name) else name.rstrip(".")


def _field_of(part: str, told: dict[str, str]) -> str:
    """Tell what a part of a line is by its own words, else by its place."""
    if not told["birth_year"] and _YEAR.match(part):
        return "birth_year"
    if not told["sex"] and _reads(read_sex, part):
        return "sex"
    if not told["category"] and _reads(read_category, part, lambda code, **params: None):
        return "category"
    if not told["attended"] and _WORD.match(part) and _reads(read_attended, part):
        return "attended"
    if not told["phone"] and sum(letter.isdigit() for letter in part) >= 6:
        return "phone"
    return "organisation" if told["settlement"] else "settlement"


def _reads(reader: Any, *arguments: Any) -> bool:
    try:
        return reader(*arguments) is not None
    except BadCell:
        return False
