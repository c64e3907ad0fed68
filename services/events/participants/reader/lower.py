"""What the rows of a list say of its columns: another heading among them, marks that may mean two things."""

from dataclasses import replace

from services.events.participants.reader import hints
from services.events.participants.reader.cells import is_cross, mark_of
from services.events.participants.reader.columns import Header, heading_at, is_heading, meaning
from services.events.participants.reader.layout import understood
from services.events.participants.reader.shape import Layout, meanings_of
from shared.office.grids import Grid, as_text


def is_another_heading(line: list[str], above: Header) -> bool:
    """Tell whether a row below a heading is one again: all of it known, or its names called as above
    and another column called otherwise."""
    if is_heading(line):
        return True
    place = above.fields.get("name", above.fields.get("surname", 0))
    called = place < len(line) and (meaning(line[place]) or ("",))[0] in ("name", "surname", "given_name")
    said = {at: text for at, text in enumerate(line) if text and at != place}
    titles = dict(enumerate(above.titles))
    return called and bool(said) and any(titles.get(at) != text for at, text in said.items())


def under_heading(grid: Grid, row: int, above: Layout) -> Layout | None:
    """Return the list under another heading inside a sheet, up to the next one; None where it leaves
    a question, or where only one of the two lists says who came."""
    first = above.lists[0]
    ends = (
        place
        for place in range(row + 1, len(grid.rows))
        if is_another_heading(list(map(as_text, grid.rows[place])), first)
    )
    end = next(ends, len(grid.rows))
    part = replace(grid, rows=grid.rows[:end])
    found = heading_at(part.rows, row)
    layout = understood(part, found)
    alone = len(layout.lists) == 1 and not layout.questions
    return layout if alone and layout.marked == above.marked else None


def crossed(grid: Grid, layout: Layout) -> set[int]:
    """The columns of marks where a cross stands beside another yes, and may be a no."""
    below = grid.rows[layout.first_row :]
    places = {place for each in layout.lists for place in meanings_of(each)}
    return {place for place in places if _says_yes_twice(hints.texts_of(below, place))}


def _says_yes_twice(texts: list[str]) -> bool:
    return any(map(is_cross, texts)) and any(mark_of(text) and not is_cross(text) for text in texts)
