"""What stands beside a number and makes another thing of it: a rate, a change, a word glued to it."""

from __future__ import annotations

import re

from services.registry.reader.words.comparators import comparator_of

THINGS = r"регион|область|район|село|тренинг|семинар|мероприятие|центр|группу|участника|человека"
THINGS_KAZAKH = r"өңірге|облысқа|ауданға|тренингке|іс-шараға|орталыққа|топқа|адамға"
RATE = (
    r"(?<![^\W_])(?:(?:в|за|каждый|каждую|раз в) (?:день|сутки|неделю|месяц|квартал|полугодие|год)"
    rf"|(?:на|за) (?:(?:1|одну?|одного|кажд\w+) )?(?:{THINGS}|единицу|чел\b)"
    rf"|(?:{THINGS_KAZAKH}) шаққанда"
    r"|еже(?:дневно|недельно|месячно|квартально|годно)"
    r"|(?:күн|апта|ай|тоқсан|жыл) сайын|айына|аптасына|тоқсанына|жылына|айда|аптада|тоқсанда|күнде)(?![^\W_])"
    r"|/\s?(?:мес|день|дн|нед|кв|год|чел|ед|регион|тренинг|ай|жыл|адам)[^\W\d_]*"
)
LIMITED = re.compile(
    r"(?<![^\W_])(?:если|при услови\w+|при наличии|по возможности|кроме|за исключением|исключая|егер)"
    r"(?![^\W_])"
    rf"|{RATE}"
)
CHANGED = re.compile(
    r"(?<![^\W_])(?:на|минус|плюс|(?:рост|увелич|прирост|сниж|сокращ|умен[ьш]|повыш)\w*(?: на)?"
    r"|(?:өс|арт|азай|төменде)\w*)\s$"
)
TIMES = re.compile(r"^\s?(?:раза?|есе)(?: больше| меньше| выше| көп| аз)?(?![^\W_])")
SIGNED = re.compile(r"(?<!\S)[-−]\s?$")
GLUED = re.compile(r"^[^\W\d_]+[0-9]|^[oозzбlі](?![^\W_])")  # a letter that may be a digit: «3O человек»
ADJECTIVE = (
    r"(?:дневн|часов(?!\b)|недельн|месячн|летн|кратн|этапн|сторонн|местн|уровнев|күндік|сағаттық|апталық)"
)
ORDINAL = re.compile(
    r"^\s?-\s?(?:(?:й|я|е|ый|ой|ий|ая|ое|ші|шы|інші|ыншы)(?![^\W_])|қосымша|тармақ|кесте|бет\b)"
    rf"|^(?:-?(?:х|ти|ми|и))?(?:\s|\s?-\s?)?{ADJECTIVE}[^\W\d_]*"
)
REFERENCE = re.compile(
    r"(?<![^\W_])(?:см\b|смотри|согласно|приложени\w+|пункт\w*|п\.|табл\w*|стр\b"
    r"|раздел\w*|қосымша\w*|тармақ\w*)"
)
UNKNOWN_NOT = re.compile(r"^не\s?[^\W\d_]{0,6}\.?\s|(?<![^\W_])[^\W\d_]{1,2}/[^\W\d_]{1,2}\s?$")


def changes_number(text: str, start: int, end: int) -> list[str]:
    """What beside the number at `start`…`end` of a flat text makes another thing of it, as written."""
    before, after = text[:start], text[end:]
    signs = [SIGNED.search(before), CHANGED.search(before), REFERENCE.search(before), LIMITED.search(text)]
    signs += [GLUED.match(after), ORDINAL.match(after), TIMES.match(after)]
    found = [match[0] for match in signs if match]
    unknown = UNKNOWN_NOT.search(before)
    if unknown and comparator_of(text, start, end) is None:
        found.append(unknown[0].strip())
    return found
