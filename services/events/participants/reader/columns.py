"""Which row is the header, and what each column means, by its words in Russian, Kazakh or English."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache

from shared.office.grids import Cell, as_text, letter

HEADER_WITHIN = 15
EXTRA = "extra."  # before the key of a question of the region, where a column answers it
LONGEST_HEADER = 120
SEEN = 4096  # texts whose words and meaning are kept: titles and cells are asked row by row
MONTH = (
    r"(?:янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|қаң|ақп|нау|сәу|мам|мау|шіл|там|қыр|қаз|қар"
    r"|жел|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[^\W\d_]*"
)
_SITTING = r"(?:день|күн|day|сесси\w+|session|модуль|module|занятие|сабақ|встреча|кездесу)"
_PLACE = (
    r"(?:[0-9]{1,2} ?(?:й|ый|ой|ий|ші|шы|я|ая|ое|st|nd|rd|th)?|i{1,3}|iv|v|перв\w+|втор\w+|трет\w+|"
    r"четверт\w+|пят\w+|бірінші|екінші|үшінші|төртінші|бесінші|"
    r"one|two|three|four|five|first|second|third|fourth|fifth)"
)
_PART = (
    r"(?: (?:утро\w*|вечер\w*|день|до обеда|после обеда|таң\w*|кеш\w*|am|pm|пн|вт|ср|чт|пт|сб|вс"
    r"|mon|tue|wed|thu|fri|sat|sun))?"
)
_YEAR = r"(?: 20[0-9]{2})?(?: г| ж)?"
DAY = (
    rf"^[0-3]?[0-9] [01]?[0-9](?: (?:20)?[0-9]{{2}})?{_PART}$|^20[0-9]{{2}} [01][0-9] [0-3][0-9]{_PART}$|"
    rf"^[0-3]?[0-9] {MONTH}{_YEAR}{_PART}$|^{MONTH} [0-3]?[0-9]{_YEAR}{_PART}$|"
    rf"^{_SITTING} ?№? ?{_PLACE}\b|^{_PLACE} ?{_SITTING}$|^д ?[1-9]$"
    r"|^(?:утро|вечер|день|до обеда|после обеда|таңертең|кешке|түске дейін|түстен кейін|morning|afternoon"
    r"|evening)$"
)

_WHOSE = (
    r"(?: (?:тренинга|семинара|вебинара|мероприятия|встречи|собрания|схода|сессии|форума|круглого стола"
    r"|проекта))?"
)
# Meaning, words, how sure (the surer column wins a meaning that two columns claim).
_MEANINGS: tuple[tuple[str, str, int], ...] = (
    (
        "number",
        r"^(?:№|n|no|nr|num|number|#|id|номер|рс|пп|№ ?пп|№ ?рс|рет саны|реттік (?:саны|нөмірі)|қатар)$",
        10,
    ),
    ("signature", r"подпис(?!к)|роспис|қолы\b|қол ?таңба|қол қою|signature", 12),
    ("reason", r"^(?:причина|себебі|reason)$", 10),
    ("name", r"\bфио\b|\bfio\b|аты ?жөн|\bтаә\b|\bажт\b", 11),
    (
        "name",
        r"фамили.*имя|имя.*фамили|тегі.*аты|аты.*тегі|(?:first|given).*last ?name|last.*first ?name",
        11,
    ),
    ("name", r"full ?name|полное имя|толық аты|(?:attendee|participant|registrant|guest|user) name$", 11),
    ("name", r"^(?:имя (?:участни|слушател)\w*|қатысушының аты|name of (?:the )?participant)$", 11),
    ("name", rf"^(?:участни(?:к|ца|ки)|қатысушы(?:лар)?|participants?|attendees?|слушател[ьи]){_WHOSE}$", 3),
    ("name", r"^член(?:ы)? (?:инициативной )?(?:группы|рабочей группы|комиссии|совета)$", 3),
    ("name", r"^(?:(?:бастамашыл |жұмыс )?топ|комиссия|кеңес) мүше(?:сі|лері)$", 3),
    ("name", r"^(?:список участников|қатысушылар тізімі)$", 3),
    ("surname", r"^(?:фамилия|тегі|surname|familiya)\b|\b(?:last|family|sur) ?name$|фамилия$", 9),
    (
        "given_name",
        r"^ио$|^инициалы$|^(?:имя|аты|есімі|given ?name|name|imya)\b|\b(?:first|given) ?name$|\bимя$",
        8,
    ),
    ("patronymic", r"отчеств|әкесінің аты|patronymic|middle ?name|otchestvo", 10),
    ("sex", r"\bпол\b|\bжыныс|\bsex$|^sex\b|gender|^мж$|^жм$|^ер ?әйел$|^pol$", 9),
    ("birth_year", r"рожд(?!.*мест)|туған ?(?:жыл|күн|кез)|^гр$|^др$|birth|\bborn\b|^[dy]ob$", 9),
    ("age", r"возраст(?!н)|^жасы?$|жасыңыз|\bage$|^age\b|полных лет", 8),
    ("settlement", r"насел[её]н|\bнас ?пункт|елді ?мекен|settlement|village", 10),
    ("settlement", r"\bсел[оа]\b|ауыл(?!дық округ)|\bаул\b|посел|\bкент|\bгород|\bқала|\btown\b|\bcity\b", 7),
    (
        "settlement",
        r"^(?!.*(?:e ?mail|почт|электрон|пошт|\bip\b)).*"
        r"(?:место жит|прожив|тұрғылықты|тұратын|мекен ?жай|\bадрес|address|residence)",
        5,
    ),
    ("settlement", r"сельск.* округ|ауылдық округ", 5),
    ("category", r"категори|\bсанат|category", 9),
    ("category", r"статус|мәртебе|\bstatus\b", 6),
    ("organisation", r"организаци|ұйым(?!дастыр)|мекеме|учрежден|место работы|жұмыс орны", 8),
    ("organisation", r"organi[sz]ation|workplace|company|affiliation|^institution$", 8),
    ("phone", r"телефон|\bтел\b|сотов|\bмоб|phone|ұялы|whatsapp|ватсап|mobile|\btelefon", 9),
    ("phone", r"^(?!.*(?:e ?mail|почт|пошт)).*(?:контакт|байланыс|contact)", 5),
    ("day", DAY, 9),
)
_CAME = re.compile(
    r"\b(?:присут(?:ст?|ств(?!овать|енн)\w*)?|участие(?! (?:в|на) \w+[ая]х\b)|посетил[аи]?"
    r"|явк[аиеу]|явил(?:ся|ась|ись)|посещ(?!ать)\w*|приш(?:ел|ла|ли)"
    r"|участвовал\w*|прибыл\w*|был[аи]?|қатысқан(?:ы|дары?)?|қатысты|қатысуы?|келді|келген(?:і|дері?)?"
    r"|келуі|болды"
    r"|attend(?:ed|ance)|attendee status|present|came|check(?:ed)? ?in|was there)\b"
)
_AS_A_WHOLE = frozenset(("отметка", "отм", "белгі"))
# «Келді/келмеді»
_OR_NOT = re.compile(r"(?<=\w) (?:неявк\w*|отсутств\w*|келме\w+|қатыспа\w+)$")
# what may stand in such a title and leaves it one of this gathering: where and when it was, how it is marked
_OF_THIS = re.compile(
    r"[0-9]{1,2}|[xvхы]|на|в|о|об|по|во|с|и|или|ли|а|ся|ла|лась|не|да|нет|иә|жоқ|ма|ме|ба|бе|no|not|yes|y"
    r"|n|yn|дн|факт\w*|отм|отметк[аи]|стат\w*|status|mark|лично|очно|онлайн|online|офлайн|offline|zoom|зум"
    r"|was|приня(?:л|ла|ли)|is|of|the|at|in|белгі\w*|туралы|участник\w*|слушател\w*|қатысушы\w*"
    r"|participants?|attendees?"
    r"|тренинг\w*|семинар\w*|вебинар\w*|мероприят\w*|встреч\w*|собран\w*|заседан\w*|заняти\w*|сесси\w*"
    r"|модул\w*|форум\w*|лекци\w*|мастер|класс\w*|кругл\w*|стол\w*|сход\w*|іс|шара\w*|жиын\w*|жиналыс\w*"
    r"|кездесу\w*|сабақ\w*|күн\w*|event|training|meeting|seminar|workshop|webinar|session|day"
    r"|д(?:ень|ня|ни|ней|нях)|дат[аы]|утро\w*|вечер\w*|перв\w+|втор\w+|трет\w+|i{1,3}|г|ж"
)
_DATED = re.compile(
    rf"\b[0-3]?[0-9] (?:[01]?[0-9] 20[0-9]{{2}}|{MONTH}(?: 20[0-9]{{2}})?)\b"
    r"|\b20[0-9]{2} [01]?[0-9] [0-3]?[0-9]\b"
)
_PATTERNS = tuple((meaning, re.compile(words), sure) for meaning, words, sure in _MEANINGS)
NAMED = re.compile(r"ф\.?\s?и\.?\s?о|фамили|тегі|аты|\bname|участник|қатысушы|имя", re.IGNORECASE)
_IGNORED = frozenset(("number", "signature", "reason"))
_NOT_WORDS = re.compile(r"[^\w№#]+|_+")
_POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s\b")  # "participant's name"
_IN_GROUP = re.compile(r"[\w ]+[/:-](\w+)")  # «participants-surname» of a form with groups
_SPELT = re.compile(r"\b\w(?: \w\b)+")


_SUREST = 13
_OWN: ContextVar[Mapping[str, str]] = ContextVar("headings of the region")


@contextmanager
def own_headings(headings: Mapping[str, str]) -> Iterator[None]:
    """Let headings mean what a region says of them while the block runs: {title: meaning}."""
    token = _OWN.set({key_of(title): name for title, name in headings.items()})
    try:
        yield
    finally:
        _OWN.reset(token)


@dataclass(frozen=True, slots=True)
class Header:
    """The header found: `first_row` is the index where data starts, `fields` meaning → column index,
    `days` column index → the day or session its marks are of; two lists side by side have a `span` each."""

    titles: list[str]
    fields: dict[str, int]
    ignored: dict[str, int]
    first_row: int
    days: dict[int, str] = field(default_factory=dict)
    span: tuple[int, int] | None = None

    @property
    def unknown(self) -> list[int]:
        """Columns with a title that mean nothing to us."""
        known = {*self.fields.values(), *self.ignored.values(), *self.days}
        return [place for place, title in enumerate(self.titles) if title and place not in known]

    def title(self, field: str) -> str:
        """Return the title of a field's column, or its letter where the file leaves it blank."""
        place = self.fields.get(field, self.fields.get("name", self.fields.get("surname", 0)))
        return self.titles[place] or letter(place)


@lru_cache(maxsize=SEEN)
def key_of(title: str) -> str:
    """Return the words of a title in lower case, without signs and with spelt-out letters joined."""
    plain = _POSSESSIVE.sub("", title.casefold().replace("ё", "е"))
    words = _NOT_WORDS.sub(" ", plain).strip()
    return _SPELT.sub(lambda found: found[0].replace(" ", ""), words)


def meaning(title: str) -> tuple[str, int] | None:
    """Return what a column title means and how sure that is, or None; the region's own word is the surest."""
    key = key_of(title)
    if not key or len(key) > LONGEST_HEADER:
        return None
    if own := _OWN.get({}).get(key):
        return own, _SUREST
    found = _of_words(key)
    if not found and title.isascii() and (inner := _IN_GROUP.fullmatch(title)):
        return meaning(inner[1])
    return found


@lru_cache(maxsize=SEEN)
def _of_words(key: str) -> tuple[str, int] | None:
    """The surest of what words mean everywhere, whatever a region says of them."""
    found = [(name, sure) for name, pattern, sure in _PATTERNS if pattern.search(key)]
    if of_attendance(key):
        found.append(("attended", 8))
    return max(found, key=lambda item: item[1], default=None)


def of_attendance(key: str) -> bool:
    """Tell whether a title says who came to this gathering and nothing else: «Посещали ли вы нас раньше?»,
    «Подтвердите присутствие», «Явка план» do not, and are asked about."""
    if key in _AS_A_WHOLE:
        return True
    came = _CAME.match(key)
    rest = _CAME.sub(" ", _DATED.sub(" ", _OR_NOT.sub("", key) if came else key))
    words = rest.split()
    return (
        _CAME.search(key) is not None
        and not key.startswith(("не ", "no ", "not "))
        and all(map(_OF_THIS.fullmatch, words))
    )


def is_heading(texts: list[str]) -> dict[int, str] | None:
    """What a row means as a heading, by its places, where every filled cell is one and one is of names;
    None for any other row."""
    found: dict[int, str] = {}
    for place, text in enumerate(texts):
        if not text:
            continue
        claim = meaning(text)
        if claim is None:  # a row of people mostly says so in its first cell
            return None
        found[place] = claim[0]
    return found if len(found) > 1 and {"name", "surname", "given_name"} & set(found.values()) else None


def heading_at(rows: list[list[Cell]], place: int) -> Header:
    """Return the heading that one row is."""
    return _header([as_text(cell) for cell in rows[place]], place + 1)


def find_header(rows: list[list[Cell]]) -> Header | None:
    """Return the best header among the first 15 rows,
    one row or two (a title over sub-titles); None without names."""
    best: tuple[int, int, bool, int] | None = None
    header = None
    for place, row in enumerate(rows[:HEADER_WITHIN]):
        titles = [as_text(cell) for cell in row]
        below = [as_text(cell) for cell in rows[place + 1]] if place + 1 < len(rows) else []
        for merged in (False, True):
            if merged and not _is_header_like(below):
                continue
            found = _header(_under(titles, below) if merged else titles, place + 1 + merged)
            rank = (len(found.fields) + _count_days(found.titles), _sureness(found), not merged, -place)
            if rank[1] and (best is None or rank > best):
                best, header = rank, found
    return header


def _count_days(titles: list[str]) -> int:
    return sum((meaning(title) or ("",))[0] == "day" for title in titles)


def likely_titles(rows: list[list[Cell]]) -> list[str]:
    """Return the texts of the row that would be the header if its words were known,
    to name them in a refusal."""
    texts = [[text for text in map(as_text, row) if text] for row in rows[:HEADER_WITHIN]]
    return max(texts, key=len, default=[])


def _header(titles: list[str], first_row: int) -> Header:
    claims: dict[str, tuple[int, int]] = {}
    for place, title in enumerate(titles):
        claim = meaning(title)
        if claim and (claim[0] not in claims or claim[1] > claims[claim[0]][1]):
            claims[claim[0]] = (place, claim[1])
    places = {name: place for name, (place, _) in claims.items()}
    ignored = {name: place for name, place in places.items() if name in _IGNORED}
    fields = {name: place for name, place in places.items() if name not in _IGNORED and name != "day"}
    return Header(titles, _with_one_name(fields), ignored, first_row)


def _with_one_name(fields: dict[str, int]) -> dict[str, int]:
    """A lone «Имя» or "Name" is the whole name; beside a full name the separate parts are not needed."""
    if "name" in fields:
        return {
            field: place
            for field, place in fields.items()
            if field not in ("surname", "given_name", "patronymic")
        }
    if "given_name" in fields and "surname" not in fields:
        return {"name" if field == "given_name" else field: place for field, place in fields.items()}
    return fields


def _sureness(header: Header) -> int:
    """How sure all the columns are together; 0 where no column holds names."""
    if "name" not in header.fields and "surname" not in header.fields:
        return 0
    found = [meaning(header.titles[place]) for place in header.fields.values()]
    return sum(claim[1] for claim in found if claim)


def _is_header_like(titles: list[str]) -> bool:
    filled = [title for title in titles if title]
    return bool(filled) and 2 * sum(meaning(title) is not None for title in filled) >= len(filled)


def _under(titles: list[str], below: list[str]) -> list[str]:
    width = max(len(titles), len(below))
    upper, lower = titles + [""] * (width - len(titles)), below + [""] * (width - len(below))
    return [under or over for over, under in zip(upper, lower, strict=True)]
