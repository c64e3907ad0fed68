"""What the name of a file says of it, where it says it for certain: a day, a kind of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from shared.language import evidence

NUMBER_BEFORE, NUMBER_AFTER = r"(?<!\d)", r"(?!\d)"
YEAR_FIRST = re.compile(rf"{NUMBER_BEFORE}(20\d\d)[-_. ]?(\d\d)[-_. ]?(\d\d){NUMBER_AFTER}")
DAY_FIRST = re.compile(rf"{NUMBER_BEFORE}(\d{{1,2}})[-_. ](\d{{1,2}})[-_. ](20\d\d){NUMBER_AFTER}")
KINDS = (
    (evidence.PROGRAMME, r"программ|бағдарлама|бағдарлам|programm?e"),
    (evidence.FEEDBACK, r"отзыв|пікір|feedback|обратн"),
    (evidence.QUESTIONNAIRE, r"анкет|сауалнама|questionnaire"),
    (evidence.PROTOCOL, r"протокол|хаттама|protocol|minutes"),
    (evidence.JOURNAL, r"журнал|journal"),
    (evidence.SIGNED_LIST, r"спис(?:ок|к)|лист регистрац|тізім|явочн|\blist\b"),
    (evidence.PHOTO, r"фото|сурет|photo"),
)
WORD = re.compile(r"[^\W\d_]{4,}")


def day_in(name: str) -> date | None:
    """The one day a file's name says; None for no day, and where it says several."""
    found = set(days_in(name))
    return found.pop() if len(found) == 1 else None


def days_in(name: str) -> Iterator[date]:
    """Every day written in a name."""
    written = [found.groups() for found in YEAR_FIRST.finditer(name)]
    written += [found.groups()[::-1] for found in DAY_FIRST.finditer(name)]
    for year, month, day in written:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def kind_in(name: str) -> str:
    """The kind of evidence a file's name says; "" for none, and where it says several."""
    said = name.casefold().replace("_", " ")
    found = [kind for kind, words in KINDS if re.search(words, said)]
    return found[0] if len(found) == 1 else ""


def words_in(name: str) -> set[str]:
    """The words of a name, in small letters, its ending left out."""
    return {word.casefold() for word in WORD.findall(name.rpartition(".")[0] or name)}
