"""Which row of a table is its heading, and what its columns are taken for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from shared.imports.cells import key_of
from shared.imports.declaring import Meaning
from shared.imports.reading import Table
from shared.office.grids import letter

WITHIN, EXAMPLES, SHOWN = 15, 3, 60
REASONS = frozenset(("причина", "себебі", "reason"))
TOTAL = re.compile(r"(итого|всего|барлығы|жалпы|жиыны|total)\b", re.IGNORECASE)
WORDED, DAY = re.compile(r"[^\W\d_]"), re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?: \d{1,2}:\d{2})?")
ENDINGS = ("ның", "нің", "дың", "дің", "тың", "тің", "сы", "сі", "ы", "і")
COUNTED = re.compile(r"\b(?:саны|количество|кол во|число)\b")
Meanings = Mapping[str, Meaning]


@dataclass(frozen=True)
class Layout:
    """How a table is read: `heading` is the number of its heading row as people count (0: none), `columns`
    say what each place is taken for."""

    heading: int
    columns: Mapping[int, str]


@dataclass(frozen=True)
class Shown:
    """A column of a file as the mapping step shows it."""

    letter: str
    title: str
    examples: list[str]
    meaning: str


def understood(table: Table, known: Meanings) -> Layout:
    """The heading with the most titles that are known, and what they mean; without one the first row."""
    found = [(number, claimed(row, known)) for number, row in enumerate(table.rows[:WITHIN], start=1)]
    number, columns = max(found, key=lambda pair: (len(pair[1]), -pair[0]), default=(1, {}))
    return Layout(number if columns else first_filled(table), columns)


def first_filled(table: Table) -> int:
    """The first row that has more than one cell filled in with words, else the first that says anything."""
    rows = list(enumerate(table.rows, start=1))
    titled = (number for number, row in rows if sum(bool(text) and not text.isdecimal() for text in row) > 1)
    return next(titled, next((number for number, row in rows if any(row)), 1))


def claimed(row: list[str], known: Meanings) -> dict[int, str]:
    """What the titles of a row mean: one column of each meaning, the one that is called as its titles say
    first («Заголовок» before «Тема»). The very title is surer than one that only begins with it («Тема
    консультации» for «Тема»)."""
    keys = [key_of(text) for text in row]
    taken: dict[int, str] = {}
    for fits in (is_called, begins):
        for name, meaning in known.items():
            pairs = ((title, at) for title in meaning.titles for at, key in enumerate(keys) if key)
            free = (at for title, at in pairs if at not in taken and fits(keys[at], title))
            if name not in taken.values() and (place := next(free, None)) is not None:
                taken[place] = name
    return taken


def is_called(key: str, title: str) -> bool:
    """Whether a column is called just so, in Kazakh with whatever ending: «Ауыл», «Ауылы»."""
    return same_words(key.split(), title.split())


def begins(key: str, title: str) -> bool:
    """Whether a column's title says more than one that is known: it begins with its words; how many they
    are is another thing: «Мүшелері», «Мүшелерінің саны»."""
    words, known = key.split(), title.split()
    longer = len(title) > 3 and len(words) > len(known) and not COUNTED.search(key)
    return longer and same_words(words[: len(known)], known)


def same_words(one: list[str], other: list[str]) -> bool:
    """Whether titles are the same word by word, but for Kazakh endings."""
    return len(one) == len(other) and all(
        mine == theirs or stems(mine) & stems(theirs) for mine, theirs in zip(one, other, strict=True)
    )


@lru_cache(maxsize=4096)
def stems(word: str) -> frozenset[str]:
    """A word, and what it may be without an ending."""
    found = (word.removesuffix(ending) for ending in ENDINGS)
    return frozenset(stem for stem in (word, *found) if len(stem) > 2)


def shown(table: Table, layout: Layout) -> list[Shown]:
    """The columns of a table as a page shows them."""
    titles, below = titles_of(table, layout.heading), table.rows[layout.heading :]
    return [
        Shown(letter(place), title, first_cells(below, place), layout.columns.get(place, ""))
        for place, title in enumerate(titles)
    ]


def titles_of(table: Table, heading: int) -> list[str]:
    """The titles of a table's columns; empty where it has no heading."""
    width = max(map(len, table.rows), default=0)
    titles = heading_of(table, heading)
    return [*titles, *[""] * (width - len(titles))]


def title_at(table: Table, heading: int, place: int) -> str:
    """The title of one column; empty where it has none. It is asked for every cell."""
    titles = heading_of(table, heading)
    return titles[place] if place < len(titles) else ""


def heading_of(table: Table, heading: int) -> list[str]:
    """The heading as it stands, its last titles may be lacking."""
    return table.rows[heading - 1] if 0 < heading <= len(table.rows) else []


def first_cells(rows: list[list[str]], place: int) -> list[str]:
    """The first cells of a column that say something."""
    texts = [row[place][:SHOWN] for row in rows[:50] if place < len(row) and row[place]]
    return texts[:EXAMPLES]


def sum_of(titles: list[str]) -> str:
    """A set of titles as it is remembered: no title may hold a name."""
    return hashlib.sha256("|".join(map(key_of, titles)).rstrip("|").encode()).hexdigest()


def is_left_out(row: list[str], heading: list[str]) -> bool:
    """Whether a row below the heading is none of the table: empty, a total, the heading again, or only the
    numbers of the columns."""
    texts = [text for text in row if text]
    numbers = [text for text in texts if text.isdecimal()]
    counted = len(texts) > 2 and numbers == texts == [str(at) for at in range(1, len(texts) + 1)]
    return not texts or is_total(texts) or row == heading or counted


def is_total(texts: list[str]) -> bool:
    """Whether a row sums up others: it begins so, and neither words alone nor a day stand beside it, as
    beside «Жалпы ауыл жиналысы», which is a gathering."""
    words = (text for text in texts[1:] if WORDED.search(text) and not any(map(str.isdigit, text)))
    day = any(map(DAY.fullmatch, texts[1:]))
    return bool(TOTAL.match(texts[0])) and not day and not any(words)


def is_reason(title: str) -> bool:
    """Whether a column holds the reasons that we wrote into it."""
    return key_of(title) in REASONS
