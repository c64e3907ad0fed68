"""What a column holds, told by its cells alone."""

import re
from collections.abc import Callable

from services.events.participants.reader.cells import (
    BadCell,
    mark_of,
    read_category,
    read_sex,
    says_absent,
)
from shared.office.grids import Cell, as_text

LOOKED_AT = 500
MOSTLY = 0.6

_PHONE = re.compile(r"^(?:\+?[78])?7[0-9]{9}$")
_YEAR = re.compile(
    r"^(?:19[2-9][0-9]|20[0-2][0-9])(?: ?(?:г|ж).*)?$|"
    r"^[0-3]?[0-9][./-][01]?[0-9][./-](?:19|20)?[0-9]{2}$"
)
_PERSON = re.compile(r"^[^\W\d_][\w'’-]+(?:\s+[^\W\d_][\w.'’-]*){1,4}$")
_MARKS_OF_OTHERS = re.compile(
    r"соглас|келісім|consent|гост|guest|record|зал ожидан|waiting|подписк|newsletter|фото|photo|видео|"
    r"инвалид|мүгедек|disab|многодет|пенсион|льгот|ноутбук|laptop|транспорт|питани|тамақ|прожив|"
    r"vip|оплат|төле|paid|сертификат|certificate|анкет|тест|test|впервые|first time|примеч|ескерту|note|"
    r"^(?:волонт|ерікті|обед|кофе|ужин|завтрак|трансфер|проезд|гостиниц|отель|қонақ үй|член|үеұ мүше|формат|"
    r"молодеж|жастар|сельск|ауыл тұрғын|женщин|әйел)|^он ?лайн оф+ ?лайн|"
    r"^(?:форма|вид|тип|способ|язык) (?:участ|присут|обуч)|^(?:қатысу|оқу) (?:түрі|форма|тәсілі|тілі)|"
    r"^(?:м|ж|е|ә|муж\w*|жен\w*|ер|male|female)$|^(?:за|против|воздерж\w*|қолдайды|қарсы|қалыс\w*)$|"
    r"^(?:до|от|старше|свыше) [0-9]+ (?:лет|года)|^[0-9]+ жас|^лидер|^көшбасшы|^(?:есть|имеет) дет|"
    r"коммент|comment|mail|почт|итого|всего|total|барлығы|саны$|^кол ?во|количеств|duration|minutes|длительн"
)
_TURNED = re.compile(
    r"^(?:не |no |.*\b(?:not|didn)\b)|отсутств|неявк|не явивш|не пришедш|absent|қатыспа|келме"
)
_OF_ARRIVAL = re.compile(
    r"(?:время|дата|час) (?:прихода|прибыти\w+|входа|ухода)|кел(?:ген|у) уақыты|arriv|check ?in (?:date|time)"
)
_ROLE_HERE = r"\bрол[ьи]|\bрөл|\brole\b|(?:тип|вид|статус) участ|^участие\b|^қатысуы?\b|функци|кем был"
_OF_ROLE = re.compile(rf"{_ROLE_HERE}|статус|мәртебе|status|категори|санат|category")
_OF_ROLE_HERE = re.compile(_ROLE_HERE)
_REGISTERED = re.compile(
    r"timestamp|отметка времени|уақыт белгісі|registration|registered|регистрац|тіркел|order code|"
    r"submission|approval|дата заявки"
)


def texts_of(rows: list[list[Cell]], place: int) -> list[str]:
    """Return what a column says, without its empty cells."""
    cells = (as_text(row[place]) for row in rows[:LOOKED_AT] if place < len(row))
    return [text for text in cells if text]


def share(texts: list[str], fits: Callable[[str], object]) -> float:
    """Return which part of the texts fits."""
    return sum(bool(fits(text)) for text in texts) / len(texts) if texts else 0.0


def is_mark(text: str) -> bool:
    """Tell whether a cell says that somebody came or did not."""
    return mark_of(text) is not None


def are_marks(texts: list[str]) -> bool:
    """Tell whether a column holds marks and nothing else."""
    return bool(texts) and all(map(is_mark, texts))


def say_absent(texts: list[str]) -> bool:
    """Tell whether some cell of a column says that somebody was not there."""
    return any(map(says_absent, texts))


def is_phone(text: str) -> bool:
    """Tell whether a cell is a phone of Kazakhstan."""
    return bool(_PHONE.match(re.sub(r"[\s()+–-]", "", text)))


def is_person(text: str) -> bool:
    """Tell whether a cell looks like a name of several words, each with a capital."""
    return bool(_PERSON.match(text)) and all(word[0].isupper() for word in text.split())


def several_words(texts: list[str]) -> bool:
    """Tell whether most cells hold two words or more."""
    return share(texts, lambda text: len(text.split()) > 1) >= MOSTLY


def is_category(text: str) -> bool:
    """Tell whether a cell is a category of people."""
    return _read(lambda: read_category(text, lambda *_seen, **_kept: None))


def guess(texts: list[str]) -> str | None:
    """Return what a column without a title holds: name, phone, sex, category, attended, number …"""
    kinds: tuple[tuple[str, Callable[[str], object]], ...] = (
        ("phone", is_phone),
        ("birth_year", _YEAR.match),
        ("sex", lambda text: _read(lambda: read_sex(text))),
        ("category", is_category),
        ("name", is_person),
    )
    if is_numbering(texts):
        return "number"
    if are_marks(texts):
        return "attended"
    return next((kind for kind, fits in kinds if share(texts, fits) >= MOSTLY), None)


def is_numbering(texts: list[str]) -> bool:
    """Tell whether cells count on from a small number."""
    first = int_of(texts[0]) if texts else -1
    return 0 <= first < 1000 and texts == [str(first + place) for place in range(len(texts))]


def int_of(text: str) -> int:
    """Return the number a text is, or -1."""
    return int(text) if text.isdecimal() else -1


def of_something_else(key: str) -> bool:
    """Tell whether marks under such a title are not of attendance: consent, guest, certificate …"""
    return bool(_MARKS_OF_OTHERS.search(key))


def turned(key: str) -> bool:
    """Tell whether marks under such a title say who was absent."""
    return bool(_TURNED.search(key))


def of_role(key: str) -> bool:
    """Tell whether such a title is of what somebody was at the gathering, or of what he is."""
    return bool(_OF_ROLE.search(key))


def of_role_here(key: str) -> bool:
    """Tell whether such a title is of what somebody was at the gathering, and of nothing else."""
    return bool(_OF_ROLE_HERE.search(key))


def of_arrival(key: str) -> bool:
    """Tell whether such a title is of when somebody came: who has no such time did not come, perhaps."""
    return bool(_OF_ARRIVAL.search(key))


def of_registration(key: str) -> bool:
    """Tell whether such a title is of those who registered, not of those who came."""
    return bool(_REGISTERED.search(key))


def _read(reader: Callable[[], object]) -> bool:
    try:
        return reader() is not None
    except BadCell:
        return False
