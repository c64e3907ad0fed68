"""How a sheet is understood: its lists, what a column means, and what is asked before anything counts."""

import re
from dataclasses import replace
from typing import Any

from services.events.participants.reader import hints, notes
from services.events.participants.reader.asking import attendance, more_names, second_names, turned_round
from services.events.participants.reader.columns import Header, find_header, key_of, meaning
from services.events.participants.reader.shape import (
    IGNORED,
    LEADS,
    MEANINGS,
    NAMES,
    Layout,
    meanings_of,
    people_of,
    place_of_names,
    question,
    width_of,
)
from shared.office.grids import Cell, Grid, as_text, letter


def heading_of(rows: list[list[Cell]]) -> Header | None:
    """Return the header of a sheet: the best, or one of several columns above it under which people stand
    already; «Список участников» over the name of a fund is none."""
    found = find_header(rows)
    above = find_header(rows[: found.first_row - 1]) if found else None
    if above is None or found is None or len(meanings_of(above)) < 2:
        return found
    between = hints.texts_of(rows[above.first_row : found.first_row - 1], place_of_names(above))
    return above if any(map(hints.is_person, between)) else found


def understood(grid: Grid, header: Header) -> Layout:
    """Return how a sheet under a header is understood."""
    spans = side_by_side(grid, header)
    lists = tuple(_list(grid, header, span if len(spans) > 1 else None) for span in spans)
    layout = Layout(lists)
    asked = [*second_names(grid, layout), *turned_round(grid, layout), *attendance(grid, layout)]
    return replace(layout, questions=asked)


def side_by_side(grid: Grid, header: Header) -> list[tuple[int, int]]:
    """Return the first and last place of each list that stands beside another under the same titles."""
    keys = [re.sub(r" ?[0-9]+$", "", key_of(title)) for title in header.titles]
    start = place_of_names(header)
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


def _list(grid: Grid, header: Header, span: tuple[int, int] | None) -> Header:
    """One list: the columns of its span by their titles and by their cells."""
    first, last = span or (0, len(header.titles))
    rows = people_of(grid, header, first, last)
    titles = header.titles if span else padded(header.titles, width_of(rows))
    columns = {place: hints.texts_of(rows, place) for place in range(first, last if span else len(titles))}
    claims = {place: claim for place in columns if (claim := meaning(titles[place]))}
    _by_cells(titles, claims, columns)
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


def _by_cells(titles: list[str], claims: dict[int, tuple[str, int]], columns: dict[int, list[str]]) -> None:
    """Mend what titles claim by what the cells say."""
    for place, texts in columns.items():
        mended = _mended(titles[place], place, texts, claims, columns)
        if mended is None:
            claims.pop(place, None)
        else:
            claims[place] = mended


def _mended(
    title: str,
    place: int,
    texts: list[str],
    claims: dict[int, tuple[str, int]],
    columns: dict[int, list[str]],
) -> tuple[str, int] | None:
    """What a column means by its title and its cells together."""
    name, sure = claims.get(place, ("", 0))
    if name == "name":
        return _called(key_of(title), sure, claims)
    if name == "given_name" and hints.several_words(texts) and _holds_surname(place, claims, columns):
        return "name", 10
    if name == "category" and sure < 9 and not any(map(hints.is_category, texts)):
        return ("attended", 6) if hints.are_marks(texts) else None
    if name == "attended" and texts and all(map(notes.says_role, texts)):
        return None
    if name == "day" and texts and hints.share(texts, hints.is_mark) < 0.5:
        return None
    return (name, sure) if name else _untold(texts, claims)


def _untold(texts: list[str], claims: dict[int, tuple[str, int]]) -> tuple[str, int] | None:
    """What a column under a title nobody knows holds: phones, where no other column claims them."""
    if "phone" in {claim[0] for claim in claims.values()}:
        return None
    return ("phone", 4) if hints.share(texts, hints.is_phone) >= hints.MOSTLY else None


def _called(key: str, sure: int, claims: dict[int, tuple[str, int]]) -> tuple[str, int]:
    """Whose names stand under a title: a trainer's where there are no others, given names beside surnames."""
    if LEADS.search(key):
        return "name", 2
    beside_surnames = any(claim[0] == "surname" for claim in claims.values())
    return ("given_name", 8) if key.startswith("имя ") and beside_surnames else ("name", sure)


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
    return called_apart(several, titles)


def called_apart(places: list[int], titles: list[str]) -> dict[int, str]:
    """What columns are called, with the letter where two are called alike: «утро» of two days."""
    names = [titles[place][:60] for place in places]
    return {
        place: name if name and names.count(name) == 1 else f"{name} {letter(place)}".strip()
        for place, name in zip(places, names, strict=True)
    }


def _one_name(fields: dict[str, int]) -> dict[str, int]:
    """A lone «Имя» is the whole name; beside a full name its parts are not needed."""
    if "name" in fields:
        return {name: place for name, place in fields.items() if name not in ("surname", "given_name")}
    if "given_name" in fields and "surname" not in fields:
        return {"name" if name == "given_name" else name: place for name, place in fields.items()}
    return fields


def guessed(grid: Grid) -> Layout | None:
    """Return a sheet without a header as its cells say it, with the question whether it is so."""
    people = (place for place, row in enumerate(grid.rows) if any(map(hints.is_person, map(as_text, row))))
    first = next(people, None)
    if first is None:
        return None
    below = grid.rows[first:]
    found = {
        place: kind for place in range(width_of(below)) if (kind := hints.guess(hints.texts_of(below, place)))
    }
    if "name" not in found.values():
        return None
    titles = padded([as_text(cell) for cell in grid.rows[first - 1]] if first else [], width_of(grid.rows))
    asked = [question("no_header", None, titles), *more_names(found, titles)]
    return Layout((_said(titles, first, _each_once(found), None),), asked)


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
    titles = padded(above, width_of(grid.rows))
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
        called_apart(days, titles),
        span,
    )
