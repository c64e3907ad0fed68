"""What is asked about a sheet before anybody counts: other people beside the names, marks nobody knows."""

from typing import Any

from services.events.participants.reader import hints, notes
from services.events.participants.reader.cells import mark_of
from services.events.participants.reader.columns import Header, key_of, meaning
from services.events.participants.reader.shape import (
    LEADS,
    NAMES,
    PLAIN,
    Layout,
    meanings_of,
    people_of,
    place_of_names,
    question,
    width_of,
)
from shared.office.grids import Cell, Grid, as_text

STRIPES = 4  # rows from which on colours by turns are stripes


def second_names(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask about another column of people that is no list under the same titles."""
    known = {place for each in layout.lists for place in meanings_of(each)}
    below = grid.rows[layout.first_row :]
    used = place_of_names(layout.lists[0])
    if "surname" in layout.lists[0].fields:
        known |= {place for place, title in enumerate(layout.titles) if (meaning(title) or ("",))[0] in NAMES}
    own = hints.texts_of(below, used)
    return [
        question("second_names", place, layout.titles)
        for place in range(max(width_of(below), len(layout.titles)))
        if place not in known
        and _may_name(layout.titles[place : place + 1], layout.titles[used])
        and hints.share(found := hints.texts_of(below, place), hints.is_person) >= hints.MOSTLY
        and found != own
    ] + _other_surnames(below, layout, used)


def turned_round(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask about a list on its side: people as titles, above names that are words of headings."""
    own = hints.texts_of(grid.rows[layout.first_row :], place_of_names(layout.lists[0]))
    people = [place for place in layout.unknown if hints.is_person(layout.titles[place])]
    aside = hints.share(own, meaning) >= hints.MOSTLY
    return [question("second_names", place, layout.titles) for place in people[:1] if aside]


def _may_name(titles: list[str], beside: str) -> bool:
    """Whether people under a title, or under none, may be of the list: children beside their parents may."""
    title = next(iter(titles), "")
    of_others = LEADS.search(key_of(title)) and not LEADS.search(key_of(beside))
    return not title or ((meaning(title) or ("",))[0] == "name" and not of_others)


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


def attendance(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask who came where marks stand under a title nobody knows, or where all have only registered."""
    first = layout.lists[0]
    rows = people_of(grid, first, *(first.span or (0, len(first.titles))))
    absent = _split_marks(grid, layout) or _noted_absent(rows, layout)
    if layout.marked or absent:
        return absent
    if hints.turned(key_of(first.title("name"))):
        return [question("absent_noted", place_of_names(first), layout.titles)]
    keys = {place: key_of(title) for place, title in enumerate(layout.titles)}
    asked = _unknown_marks(_named(rows, first), layout, keys)
    registered = [place for place, key in keys.items() if hints.of_registration(key)]
    if not asked and registered:
        asked.append(question("registered", registered[0], layout.titles))
    return asked or _signed_in_part(rows, first)


def _split_marks(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask about a column of marks whose second title, right under the first, says «нет»."""
    below = grid.rows[layout.first_row] if layout.first_row < len(grid.rows) else []
    texts = list(map(as_text, below))
    named = any(place < len(texts) and texts[place] for place in map(place_of_names, layout.lists))
    marks = {place: mark_of(text) for place, text in enumerate(texts) if text}
    if named or len(marks) < 2 or None in marks.values():
        return []
    turned = [place for place, said in marks.items() if not said]
    return [question("marks_reversed", place, layout.titles) for place in turned[:1]]


def _named(rows: list[list[Cell]], header: Header) -> list[list[Cell]]:
    """The rows that name somebody; what stands between them and the heading is no mark."""
    place = place_of_names(header)
    return [row for row in rows if place < len(row) and as_text(row[place])]


def _noted_absent(rows: list[list[Cell]], layout: Layout) -> list[dict[str, Any]]:
    """Ask about a column that is no attendance, where some cell says that somebody did not come
    and no mark of the row says so too."""
    marks = {each.fields["attended"] for each in layout.lists if "attended" in each.fields}
    marks |= {place for each in layout.lists for place in each.days}
    came = [row for row in rows if not marks or any(_is_mark_of_presence(row, place) for place in marks)]
    return [
        question("absent_noted", place, layout.titles)
        for place in range(max(width_of(rows), len(layout.titles)))
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
    for place in range(max(width_of(rows), len(layout.titles))):
        key = keys.get(place, "")
        if place in known or (hints.of_something_else(key) and not hints.turned(key)):
            continue
        if hints.are_marks(hints.texts_of(rows, place)):
            asked.append(
                question("marks_reversed" if hints.turned(key) else "marks_unknown", place, layout.titles)
            )
    return asked


def _signed_in_part(rows: list[list[Cell]], header: Header) -> list[dict[str, Any]]:
    """Ask who came where some have signed on no day and others have, or some have a time and others none."""
    titles = enumerate(header.titles)
    signed = [place for place, title in titles if (meaning(title) or ("",))[0] == "signature"]
    arrived = [place for place, title in enumerate(header.titles) if hints.of_arrival(key_of(title))]
    asked = {"signed_in_part": [signed], "arrived_in_part": [[place] for place in arrived]}
    return [
        question(code, places[0], header.titles)
        for code, columns in asked.items()
        for places in columns
        if places and _says_in_part(rows, places)
    ][:1]


def _says_in_part(rows: list[list[Cell]], places: list[int]) -> bool:
    """Whether some rows say in one of these columns that somebody was there, and others in none: who signed
    on any day came."""
    texts = [[as_text(row[place]) for place in places if place < len(row)] for row in rows]
    said = [any(text and mark_of(text) is not False for text in row) for row in texts]
    return any(map(any, texts)) and not all(said)


def more_names(found: dict[int, str], titles: list[str]) -> list[dict[str, Any]]:
    """Ask about the other columns of names of a sheet without a header."""
    names = [place for place, kind in found.items() if kind == "name"]
    return [
        question("second_names", place, titles)
        for place in names[1:]
        if not LEADS.search(key_of(titles[place]))
    ]


def coloured(grid: Grid, layout: Layout) -> list[dict[str, Any]]:
    """Ask who came where no mark says so and people's rows differ by the colour of their cells, or boxes to
    tick lie over them; stripes over every other row say nothing."""
    if _says_who_came(grid, layout):
        return []
    if grid.seen.boxes or grid.seen.ruled:
        return [question("boxes" if grid.seen.boxes else "coloured", None, [])]
    first = layout.lists[0]
    told = {first.fields[name] for name in PLAIN if name in first.fields}  # a phone that is yet to be found
    places = {place for _row, place in grid.seen.fills} - told
    colours = [
        tuple(grid.seen.fills.get((row, place), "") for place in places)
        for row in range(layout.first_row, len(grid.rows))
        if _is_of_person(grid.rows[row], place_of_names(first))
    ]
    apart = len({*colours}) > 1 and not _striped(colours)
    return [question("coloured", None, [])] if apart else []


def _says_who_came(grid: Grid, layout: Layout) -> bool:
    """Whether a column of marks holds some."""
    below = grid.rows[layout.first_row :]
    marks = {place for each in layout.lists for place in (*each.days, each.fields.get("attended", -1))}
    return any(hints.texts_of(below, place) for place in marks - {-1})


def _striped(colours: list[tuple[str, ...]]) -> bool:
    """Whether rows are plain and coloured by turns."""
    odd, even = {*colours[::2]}, {*colours[1::2]}
    plain = not any(map(any, odd)) or not any(map(any, even))
    return len(colours) >= STRIPES and len(odd) == len(even) == 1 and plain


def _is_of_person(row: list[Cell], place: int) -> bool:
    """Whether a row names somebody and is no caption, total or signature."""
    filled = [text for text in map(as_text, row) if text]
    named = place < len(row) and bool(as_text(row[place]))
    return named and not notes.why_note(filled) and notes.caption_of(filled) is None
