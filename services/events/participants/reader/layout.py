"""How a sheet is understood: its lists, what a column means, and what is asked before anything counts."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from services.events.participants.reader import hints
from services.events.participants.reader.cells import mark_of
from services.events.participants.reader.columns import Header, key_of, meaning
from shared.office.grids import Cell, Grid, as_text, letter

NAMES = ("name", "surname", "given_name", "patronymic")
PLAIN = ("sex", "birth_year", "age", "settlement", "category", "organisation", "phone")
IGNORED = ("number", "signature", "reason")
# what a cell merged down says of each of its rows
HELD_DOWN = ("organisation", "settlement", "category", "attended", "sex")
MEANINGS = (*NAMES, *PLAIN, "attended", "day", *IGNORED)
LEADS = re.compile(
    r"руковод|тренер|спикер|родител|ребен|куратор|ата ана|trainer|leader|ұстаз|учител|контактн"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """The lists of a sheet (several stand side by side) and questions about them: {code, column, title}."""

    lists: tuple[Header, ...]
    questions: list[dict[str, Any]] = field(default_factory=list)

    @property
    def first_row(self) -> int:
        """The index where the people begin."""
        return self.lists[0].first_row

    @property
    def titles(self) -> list[str]:
        """The titles of all columns."""
        return self.lists[0].titles

    @property
    def marked(self) -> bool:
        """Whether a column says who came."""
        return any("attended" in each.fields or each.days for each in self.lists)

    @property
    def unknown(self) -> list[int]:
        """Columns with a title that mean nothing to us."""
        known = {place for each in self.lists for place in meanings_of(each)}
        return [place for place, title in enumerate(self.titles) if title and place not in known]


def meanings_of(header: Header) -> dict[int, str]:
    """What each understood column of a list means, by its place."""
    fields = {**header.fields, **header.ignored}
    return {place: name for name, place in fields.items()} | dict.fromkeys(header.days, "day")


def understood(grid: Grid, header: Header) -> Layout:
    """Return how a sheet under a header is understood."""
    spans = side_by_side(grid, header)
    lists = tuple(_list(grid, header, span if len(spans) > 1 else None) for span in spans)
    layout = Layout(lists)
    asked = [*_second_names(grid, layout), *_turned_round(grid, layout), *_attendance(grid, layout)]
    return replace(layout, questions=asked)


def side_by_side(grid: Grid, header: Header) -> list[tuple[int, int]]:
    """Return the first and last place of each list that stands beside another under the same titles."""
    keys = [re.sub(r" ?[0-9]+$", "", key_of(title)) for title in header.titles]
    start = _place_of_names(header)
    below = grid.rows[header.first_row :]
    width = len(keys)
    again = [
        place
        for place in range(start + 1, width)
        if keys[place] == keys[start]
        and hints.share(hints.texts_of(below, place), hints.is_person) >= hints.MOSTLY
    ]
    edges = [0, *(_pulled_left(keys, start, place) for place in again), width]
    return list(zip(edges, edges[1:], strict=False))


def _pulled_left(keys: list[str], first: int, again: int) -> int:
    """Where the second list begins: its number may stand before its names, as in the first."""
    place, distance = again, again - first
    while place - 1 > first and place - 1 - distance >= 0:
        if not keys[place - 1] or keys[place - 1] != keys[place - 1 - distance]:
            break
        place -= 1
    return place


def _place_of_names(header: Header) -> int:
    return header.fields.get("name", header.fields.get("surname", 0))


def _list(grid: Grid, header: Header, span: tuple[int, int] | None) -> Header:
    """One list: the columns of its span by their titles and by their cells."""
    first, last = span or (0, len(header.titles))
    rows = _people(grid, header, first, last)
    titles = header.titles if span else padded(header.titles, _widest(rows))
    columns = {place: hints.texts_of(rows, place) for place in range(first, last if span else len(titles))}
    claims = {place: claim for place in columns if (claim := meaning(titles[place]))}
    _by_cells(claims, columns)
    return _chosen(header, titles, claims, span)


def _chosen(
    header: Header, titles: list[str], claims: dict[int, tuple[str, int]], span: tuple[int, int] | None
) -> Header:
    """One list by what its columns claim."""
    days = _days(claims, titles)
    places = _surest({place: claim for place, claim in claims.items() if place not in days})
    fields = _one_name({name: place for name, place in places.items() if name not in IGNORED})
    ignored = {name: place for name, place in places.items() if place not in fields.values()}
    needed = max(places.values(), default=0) + 1
    return Header(titles[: max(needed, len(header.titles))], fields, ignored, header.first_row, days, span)


def _surest(claims: dict[int, tuple[str, int]]) -> dict[str, int]:
    """The column of each meaning: the surest of those that claim it."""
    chosen: dict[str, tuple[int, int]] = {}
    for place, (name, sure) in claims.items():
        if name != "day" and (name not in chosen or sure > chosen[name][1]):
            chosen[name] = (place, sure)
    return {name: place for name, (place, _sure) in chosen.items()}


def _people(grid: Grid, header: Header, first: int, last: int) -> list[list[Cell]]:
    """The rows below the header that name somebody in this list."""
    below = grid.rows[header.first_row :]
    places = [place for place in header.fields.values() if first <= place < last] or [first]
    named = [
        row
        for row in below[: hints.LOOKED_AT]
        if sum(bool(as_text(cell)) for cell in row[first:last]) > 1
        or any(place < len(row) and as_text(row[place]) for place in places)
    ]
    return [row for row in named if not _TOTAL.match(" ".join(map(as_text, row[first:last])).strip())]


_TOTAL = re.compile(r"^(?:итого|всего|барлығы|жалпы|жиыны|total)\b", re.IGNORECASE)


def _widest(rows: list[list[Cell]]) -> int:
    return max(map(len, rows), default=0)


def _by_cells(claims: dict[int, tuple[str, int]], columns: dict[int, list[str]]) -> None:
    """Mend what titles claim by what the cells say."""
    for place, texts in columns.items():
        mended = _mended(place, texts, claims, columns)
        if mended is None:
            claims.pop(place, None)
        else:
            claims[place] = mended


def _mended(
    place: int, texts: list[str], claims: dict[int, tuple[str, int]], columns: dict[int, list[str]]
) -> tuple[str, int] | None:
    """What a column means by its title and its cells together."""
    name, sure = claims.get(place, ("", 0))
    if name == "given_name" and hints.several_words(texts) and _holds_surname(place, claims, columns):
        return "name", 10
    if name == "category" and sure < 9 and not any(map(hints.is_category, texts)):
        return ("attended", 6) if hints.are_marks(texts) else None
    if name == "day" and texts and hints.share(texts, hints.is_mark) < 0.5:
        return None
    if not name and "phone" not in {claim[0] for claim in claims.values()}:
        return ("phone", 4) if hints.share(texts, hints.is_phone) >= hints.MOSTLY else None
    return (name, sure) if name else None


def _holds_surname(place: int, claims: dict[int, tuple[str, int]], columns: dict[int, list[str]]) -> bool:
    """Whether a column of names repeats what the column of surnames says, or there is no such column."""
    surnames = next((other for other, claim in claims.items() if claim[0] == "surname"), None)
    if surnames is None:
        return True
    words = {word for text in columns[place] for word in text.casefold().split()}
    return hints.share(columns[surnames], lambda text: text.casefold() in words) >= hints.MOSTLY


def _days(claims: dict[int, tuple[str, int]], titles: list[str]) -> dict[int, str]:
    """Columns of days or sessions: those named so, and several columns of attendance."""
    marked = [place for place, claim in claims.items() if claim[0] in ("attended", "day")]
    named = [place for place in marked if claims[place][0] == "day"]
    several = marked if len(marked) > 1 else named
    return {place: titles[place][:60] or letter(place) for place in several}


def _one_name(fields: dict[str, int]) -> dict[str, int]:
    """A lone «Имя» is the whole name; beside a full name its parts are not needed."""
    if "name" in fields:
        return {name: place for name, place in fields.items() if name not in NAMES or name == "name"}
    if "given_name" in fields and "surname" not in fields:
        return {"name" if name == "given_name" else name: place for name, place in fields.items()}
    return fields


def _second_names(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask about another column of people that is no list under the same titles."""
    known, below = (
        {place for each in layout.lists for place in meanings_of(each)},
        grid.rows[layout.first_row :],
    )
    used = _place_of_names(layout.lists[0])
    if "surname" in layout.lists[0].fields:
        known |= {place for place, title in enumerate(layout.titles) if (meaning(title) or ("",))[0] in NAMES}
    own = hints.texts_of(below, used)
    return [
        question("second_names", place, layout.titles)
        for place in range(max(_widest(below), len(layout.titles)))
        if place not in known
        and _may_name(layout.titles[place] if place < len(layout.titles) else "")
        and hints.share(found := hints.texts_of(below, place), hints.is_person) >= hints.MOSTLY
        and found != own
    ] + _other_surnames(below, layout, used)


def _turned_round(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask about a list on its side: people as titles, above names that are words of headings."""
    own = hints.texts_of(grid.rows[layout.first_row :], _place_of_names(layout.lists[0]))
    people = [place for place in layout.unknown if hints.is_person(layout.titles[place])]
    aside = hints.share(own, meaning) >= hints.MOSTLY
    return [question("second_names", place, layout.titles) for place in people[:1] if aside]


def _may_name(title: str) -> bool:
    """Whether people under a title, or under none, may be of the list."""
    return not title or ((meaning(title) or ("",))[0] == "name" and not LEADS.search(key_of(title)))


def _other_surnames(below: list[list[Cell]], layout: Layout, used: int) -> list[dict[str, Any]]:
    """Ask about a column of surnames beside full names that are other people's."""
    fields = layout.lists[0].fields
    places = [
        place
        for place, title in enumerate(layout.titles)
        if "name" in fields and (meaning(title) or ("",))[0] == "surname"
    ]
    rows = [row for row in below if used < len(row) and as_text(row[used])]
    return [
        question("second_names", place, layout.titles)
        for place in places
        if (both := [row for row in rows if place < len(row) and as_text(row[place])])
        and sum(as_text(row[place]).casefold() in as_text(row[used]).casefold() for row in both)
        < hints.MOSTLY * len(both)
    ]


def _attendance(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask who came where marks stand under a title nobody knows, or where all have only registered."""
    first = layout.lists[0]
    rows = _people(grid, first, *(first.span or (0, len(first.titles))))
    absent = _noted_absent(rows, layout)
    if layout.marked or absent:
        return absent
    if hints.turned(key_of(first.title("name"))):
        return [question("absent_noted", _place_of_names(first), layout.titles)]
    keys = {place: key_of(title) for place, title in enumerate(layout.titles)}
    asked = _unknown_marks(rows, layout, keys)
    registered = [place for place, key in keys.items() if hints.of_registration(key)]
    if not asked and registered:
        asked.append(question("registered", registered[0], layout.titles))
    return asked or _signed_in_part(rows, first)


def _noted_absent(rows: list[list[Cell]], layout: Layout) -> list[dict[str, Any]]:
    """Ask about a column that is no attendance, where some cell says that somebody did not come
    and no mark of the row says so too."""
    marks = {each.fields["attended"] for each in layout.lists if "attended" in each.fields}
    marks |= {place for each in layout.lists for place in each.days}
    came = [row for row in rows if not marks or any(_is_mark_of_presence(row, place) for place in marks)]
    return [
        question("absent_noted", place, layout.titles)
        for place in range(max(_widest(rows), len(layout.titles)))
        if place not in marks and _tells_absent(layout, place, hints.texts_of(came, place))
    ]


def _tells_absent(layout: Layout, place: int, texts: list[str]) -> bool:
    """Whether a column says that somebody was not there, by its words or by a title that asks why."""
    key = key_of(layout.titles[place]) if place < len(layout.titles) else ""
    reasons = bool(texts) and hints.turned(key) and not hints.are_marks(texts)
    return reasons or hints.say_absent(texts)


def _is_mark_of_presence(row: list[Cell], place: int) -> bool:
    return place < len(row) and bool(mark_of(as_text(row[place])))


def _unknown_marks(rows: list[list[Cell]], layout: Layout, keys: dict[int, str]) -> list[dict[str, Any]]:
    """Ask about columns of marks under titles that nobody knows, or that call the absent."""
    known = {place for each in layout.lists for place in meanings_of(each)}
    asked = []
    for place in range(max(_widest(rows), len(layout.titles))):
        key = keys.get(place, "")
        if place in known or (hints.of_something_else(key) and not hints.turned(key)):
            continue
        if hints.are_marks(hints.texts_of(rows, place)):
            asked.append(
                question("marks_reversed" if hints.turned(key) else "marks_unknown", place, layout.titles)
            )
    return asked


def _signed_in_part(rows: list[list[Cell]], header: Header) -> list[dict[str, Any]]:
    """Ask who came where some have signed and others have not."""
    place = header.ignored.get("signature")
    texts = [] if place is None else hints.texts_of(rows, place)
    signed = [text for text in texts if mark_of(text) is not False]
    return [question("signed_in_part", place, header.titles)] if texts and len(signed) < len(rows) else []


def question(code: str, place: int | None, titles: list[str]) -> dict[str, Any]:
    """Something to be asked: {code, column: letter, title}."""
    title = titles[place] if place is not None and place < len(titles) else ""
    return {"code": code, "column": letter(place) if place is not None else "", "title": title[:200]}


def guessed(grid: Grid) -> Layout | None:
    """Return a sheet without a header as its cells say it, with the question whether it is so."""
    people = (place for place, row in enumerate(grid.rows) if any(map(hints.is_person, map(as_text, row))))
    first = next(people, None)
    if first is None:
        return None
    below = grid.rows[first:]
    found = {
        place: kind for place in range(_widest(below)) if (kind := hints.guess(hints.texts_of(below, place)))
    }
    if "name" not in found.values():
        return None
    titles = padded([as_text(cell) for cell in grid.rows[first - 1]] if first else [], _widest(grid.rows))
    asked = [question("no_header", None, titles), *_more_names(found, titles)]
    return Layout((_said(titles, first, _each_once(found), None),), asked)


def _more_names(found: dict[int, str], titles: list[str]) -> list[dict[str, Any]]:
    """Ask about the other columns of names of a sheet without a header."""
    names = [place for place, kind in found.items() if kind == "name"]
    return [
        question("second_names", place, titles)
        for place in names[1:]
        if not LEADS.search(key_of(titles[place]))
    ]


def _each_once(found: dict[int, str]) -> dict[int, str]:
    """The first column of each kind, and all columns of marks."""
    first = {kind: place for place, kind in reversed(found.items())}
    return {place: kind for place, kind in found.items() if kind == "attended" or first[kind] == place}


def padded(titles: list[str], width: int) -> list[str]:
    """Titles as wide as the sheet."""
    return titles + [""] * (width - len(titles))


def from_mapping(grid: Grid, mapping: dict[str, Any]) -> Layout:
    """Return a sheet as somebody said it: {header_row, columns: {letter: meaning}}."""
    first = max(int(mapping.get("header_row") or 0), 0)
    above = [as_text(cell) for cell in grid.rows[first - 1]] if 0 < first <= len(grid.rows) else []
    titles = padded(above, _widest(grid.rows))
    told = {place: str(mapping["columns"].get(letter(place), "")) for place in range(len(titles))}
    lists = _cut_apart({place: name for place, name in told.items() if name in MEANINGS})
    edges = [0, *(min(each) for each in lists[1:]), len(titles)]
    spans = list(zip(edges, edges[1:], strict=False)) if len(lists) > 1 else [None]
    return Layout(tuple(_said(titles, first, each, span) for each, span in zip(lists, spans, strict=True)))


def _cut_apart(told: dict[int, str]) -> list[dict[int, str]]:
    """A second column of names, or the number before it, begins another list beside the first."""
    lists: list[dict[int, str]] = [{}]
    for place, name in sorted(told.items()):
        if name in ("number", "name", "surname") and name in lists[-1].values():
            lists.append({})
        lists[-1][place] = name
    return [each for each in lists if set(each.values()) & set(NAMES)] or [{}]


def _said(titles: list[str], first: int, told: dict[int, str], span: tuple[int, int] | None) -> Header:
    marks = [place for place, name in told.items() if name in ("attended", "day")]
    days = marks if len(marks) > 1 or "day" in told.values() else []
    fields = {
        name: place
        for place, name in reversed(told.items())
        if name not in (*IGNORED, "day") and place not in days
    }
    ignored = {name: place for place, name in told.items() if name in IGNORED}
    return Header(
        titles,
        _one_name(fields),
        ignored,
        first,
        {place: titles[place][:60] or letter(place) for place in days},
        span,
    )
