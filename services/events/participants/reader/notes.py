"""Rows that are no people: titles, totals, signatures, subtitles; and a role written before a name."""

import re

from services.events.participants.reader import hints
from services.events.participants.reader.cells import mark_of, word_key

ROLE, PLACE, NOTE, STRUCK = "role", "place", "note", "struck"
TOTAL, SIGNATURE, HEADER, CAPTION = "total", "signature", "header", "caption"
MAYBE_PEOPLE = frozenset((ROLE, PLACE, NOTE, STRUCK))

_ROLE = re.compile(
    r"^(?:(?:итого|всего|барлығы|жалпы|жиыны|total|басшы|тренер|спикер|секретарь|хатшы|төраға|дата|"
    r"күні|қолы|бекітемін|"
    r"примечани[ея]|ескерту|организатор|ұйымдастырушы|руководитель|жетекші(?:сі)?|координатор(?:ы)?|"
    r"үйлестіруші|модератор|ведущ(?:ий|ая)|"
    r"председатель|составил[аи]?|утвержда\w+|подпис\w+|ответственн\w+|жауапты|signature|signed|"
    r"organi[sz]er|trainer|speaker|"
    r"coordinator|prepared by)\b|м\.? ?[по]\.?$)",
    re.IGNORECASE,
)
_TOTAL = re.compile(r"^(?:итого|всего|барлығы|жалпы|жиыны|total|дата|күні)\b", re.IGNORECASE)
_RULED = re.compile(r"_{3,}")
_STAMP = re.compile(r"^м\.? ?[по]\.?$", re.IGNORECASE)
_PLACE = re.compile(r"(?:област[ьи]|облысы|район|ауданы|ауылдық округі|сельский округ)$", re.IGNORECASE)
_TITLED = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:[-'’][^\W\d_]+)*\.?$")


def why_note(filled: list[str]) -> str | None:
    """Return what a row of a few cells is if it is no person, by its words."""
    if len(filled) <= 3 and any(_RULED.search(text) or _STAMP.match(text) for text in filled):
        return SIGNATURE
    if len(filled) <= 3 and _TOTAL.match(filled[0]):
        return TOTAL
    if len(filled) <= 3 and _ROLE.match(filled[0]):
        return ROLE
    return PLACE if len(filled) == 1 and _PLACE.search(filled[0]) else None


_ABSENT_CAPTION = re.compile(
    r"(?:список )?(?:отсутств\w*|не (?:пришли|явились|были|участвовали|присутствовали|смогли)\b.*|неяв\w*|"
    r"не пришедш\w+|келмеген\w*|қатыспаған\w*|absent\w*|no ?shows?|did not (?:come|attend)|"
    r"резерв\w*|лист ожидания|wait(?:ing )?list|күту тізімі)"
)
_PRESENT_CAPTION = re.compile(
    r"(?:список )?(?:присутств\w*|участник\w*|участвовали|пришли|явились|были|келген\w*|қатысқан\w*|"
    r"қатысушы\w*|present|attended|participants)"
)
_NAME_AND_MARK = re.compile(
    r"(?P<name>.+?)(?:\s*[(\[](?P<inner>[^()\[\]]+)[)\]]|\s*[,;–—]\s*(?P<after>[^,;]+)|\s-\s(?P<dashed>.+))$"
)


def caption_of(filled: list[str]) -> bool | None:
    """Return whether a lone text heads those who came, True, or who did not, False; None for others."""
    key = word_key(filled[0]) if len(filled) == 1 else ""
    if _ABSENT_CAPTION.fullmatch(key):
        return False
    return True if _PRESENT_CAPTION.fullmatch(key) else None


def without_mark(name: str) -> tuple[str, bool | None]:
    """Return a name without the mark written after it («Ким Анна (не пришла)»), and what the mark says."""
    found = _NAME_AND_MARK.match(name)
    mark = (found["inner"] or found["after"] or found["dashed"] or "") if found else ""
    if not found or len(word_key(mark)) < 2 or mark_of(mark) is None:
        return name, None
    return found["name"].strip(), mark_of(mark)


def without_role(name: str) -> tuple[str, str]:
    """Return the role written before a name, and the name: «Тренер Олег» is "Тренер" and "Олег"."""
    if not _ROLE.match(name):
        return "", name
    words = name.split()
    kept: list[str] = []
    while words[1:] and _is_name(words[-1]):
        kept.insert(0, words.pop())
    return (" ".join(words), " ".join(kept)) if kept else ("", name)


def _is_name(word: str) -> bool:
    return bool(_TITLED.match(word)) and word[0].isupper() and not (len(word) > 1 and word.isupper())


def is_numbering(filled: list[str]) -> bool:
    """Tell the row "1 2 3 4 5" that forms print under their header."""
    return len(filled) > 1 and filled == [str(place) for place in range(1, len(filled) + 1)]


def is_subtitle(filled: list[str]) -> bool:
    """Tell a lone text that is no name: words without a capital after one with it."""
    words = filled[0].split() if len(filled) == 1 else []
    return (
        len(words) > 1
        and words[0][0].isupper()
        and not hints.is_person(filled[0])
        and any(len(word) > 4 and word.islower() and not word.endswith(_OF_FATHER) for word in words[1:])
        and words[1][0].islower()
    )


_OF_FATHER = ("ұлы", "қызы", "улы", "кызы", "оглы", "uly", "kyzy", "qyzy", "vich", "vna", "вич", "вна")
