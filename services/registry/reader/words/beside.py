"""What stands beside a number and makes another thing of it: a rate, a change, a word glued to it."""

from __future__ import annotations

import re

from services.registry.reader.words.comparators import ANY, ANY_WORD, comparator_of, comparisons_in, misspelt
from services.registry.reader.words.leftovers import without_all
from services.registry.reader.words.numbers import KAZAKH_CASE, RUSSIAN_VALUES

THINGS = (
    r"регион|область|район|село|тренинг|семинар|мероприятие|центр|группу|участника|человека|заняти[ея]"
    r"|сесси[юи]"
    r"|модуль|курс|площадку|поток|урок|выезд|визит|встречу|форум|стол|мастер-класс|организацию|нпо"
)
THINGS_KAZAKH = r"өңірге|облысқа|ауданға|тренингке|іс-шараға|орталыққа|топқа|адамға"
RATE = (
    r"(?<![^\W_])(?:(?:в|за|каждый|каждую|раз в) (?:день|сутки|неделю|месяц|квартал|полугодие|полгода|год)"
    r"|в (?:регионе|районе|группе|каждо[мй])|на (?:тренинге|семинаре|встрече|мероприятии|заседании|каждо[мй])"
    rf"|(?:на|за) (?:(?:1|одну?|одного|кажд\w+) )?(?:{THINGS}|единицу|ед\b|чел\b)"
    r"|(?:от|с) (?:кажд\w+ )?(?:региона|области|района|села|города)"
    rf"|(?:{THINGS_KAZAKH}) шаққанда"
    r"|еже(?:дневно|недельно|месячно|квартально|годно)"
    r"|(?:күн|апта|ай|тоқсан|жыл) сайын|айына|аптасына|тоқсанына|жылына|айда|аптада|тоқсанда|күнде)(?![^\W_])"
    r"|/\s?(?:мес|день|дн|нед|кв|год|чел|ед|регион|тренинг|занят|семинар|сесс|групп|курс|ай|жыл|адам"
    r"|топ)[^\W\d_]*"
)
LIMITED = re.compile(
    r"(?<![^\W_])(?:если|при услови\w+|при наличии|по возможности|кроме|за исключением|исключая|помимо"
    r"|не счита\w+|не включая|не учитыва\w+|без уч[её]та|за вычетом|сверх|в зависимости|по необходимости"
    r"|при необходимости|желательно|в идеале|предположительно|уточн\w+|егер|мүмкін(?:дігінше)?|қажет\w*"
    r"|мо(?:жет|гут) (?:быть )?(?:измен|увелич|умен|сокра)\w*"
    r"|кажд\w+|любо[йм]|әр(?:бір)?|әрқайсы\w*"  # of each: a condition nobody read
    r"|нарастающ\w+|накопи\w+|накопл\w+|кумулятив\w*|дублир\w*|не ?обязательн\w*|в равн\w+|поровну"
    r"|плюс-минус|несколько|бірнеше|арттыр\w*|көбейт\w*|азайт\w*|төмендет\w*|өсір\w*|қысқарт\w*"
    r"|қоспағанда|есептемегенде|санамағанда|басқа|байланысты|нақтылан\w+)(?![^\W_])"
    rf"|{RATE}|(?:{THINGS_KAZAKH}|тренингіне|сабаққа|ауылға)(?= [0-9])"
)
CHANGED = re.compile(
    r"(?<![^\W_])(?:на|по|минус|плюс|еще|дополнительно|тағы|қосымша"
    r"|(?:рост|увелич|прирост|сниж|сокращ|умен[ьш]|повыш)\w*(?: на)?"
    r"|(?:өс|арт|азай|төменде)\w*)\s$"
)
TIMES = re.compile(r"^\s?(?:раза?|есе(?:ге)?)(?: больше| меньше| выше| көп| аз)?(?![^\W_])")
SIGNED = re.compile(r"(?<!\S)[-−]$|^\s*[-−]\s$")
# a letter that may be a digit («3O человек») or a thousand («10к», «10 т.»)
PER_HOUR = re.compile(r"^\s?чел\w*\.?\s?[-/]\s?[^\W\d_]+")
GLUED = re.compile(
    r"^[^\W\d_]+[0-9]|^[oозzбlі](?![^\W_])|^\s?[кkтtмm](?![^\W_])"
    r"|^(?![гжч]\b|м[²³])[^\W\d_](?![^\W_])|^\s(?![всоуиаягжч]\b|м[²³])[^\W\d_](?![^\W_])"
)
UNENDED = re.compile(r"^\s?(?:-|до|…|\.{2,})\s*$")
POINTS = re.compile(r"^\s?(?:п\.?\s?п\b|проц\w*\.?\s?пункт)")
# «2-ден»: two each, from two, …; «15 адамнан»: fifteen people of each
IN_CASE = re.compile(
    r"^-?\s?(?:[дтн][ае]н|[ғқкг][ае]|[дт][ае]й)(?![^\W_])|^\s(?!граждан)[^\W\d_]{3,}[дтн][ае]н(?![^\W_])"
)
ENDS_IN_CASE = re.compile(rf"{KAZAKH_CASE}$")
ADJECTIVE = (
    r"(?:процентн|дневн|часов(?!\b)|недельн|месячн|летн|кратн|этапн|сторонн|местн|уровнев"
    r"|күндік|сағаттық|апталық)"
)
ORDINAL = re.compile(
    r"^\s?-\s?(?:(?:й|я|е|ый|ой|ий|ая|ое|ші|шы|інші|ыншы)(?![^\W_])|қосымша|тармақ|кесте|бет\b)"
    rf"|^(?:-?(?:х|ти|ми|и))?(?:\s|\s?-\s?)?{ADJECTIVE}[^\W\d_]*"
)
REFERENCE = re.compile(
    r"(?<![^\W_])(?:см\b|смотри|согласно|приложени\w+|пункт\w*|п\.|табл\w*|стр\b"
    r"|раздел\w*|қосымша\w*|тармақ\w*)"
)
NOT = re.compile(r"(?<![^\W_])н[еи](?![^\W_])")
# each person once is another count than each time he came
ONCE = re.compile(r"(?<![^\W_])(?:уникальн\w*|без повтор\w*|неповторя\w*|бірегей\w*|қайталанба\w*)(?![^\W_])")
STRANGE_LATIN = re.compile(r"(?<![^\W_])[^\W\d_]*[a-z][^\W\d_]+\.?\s$")
COMPARING = re.compile(ANY)
SHORT_LIMIT = re.compile(r"(?<![^\W_])(?:min|max|мин|макс)(?![^\W_])\.?\s*$")
UNKNOWN_NOT = re.compile(r"^не\s?[^\W\d_]{0,6}\.?\s|(?<![^\W_])[^\W\d_]{1,2}/[^\W\d_]{1,2}\s?$")


def changes_number(text: str, start: int, end: int) -> list[str]:
    """What beside the number at `start`…`end` of a flat text makes another thing of it, as written."""
    before, after = text[:start], text[end:]
    signs = [SIGNED.search(before), CHANGED.search(before), REFERENCE.search(before), LIMITED.search(text)]
    signs += [NOT.search(without_all(COMPARING, before)), UNENDED.match(after), POINTS.match(after)]
    signs += [GLUED.match(after), PER_HOUR.match(after), ORDINAL.match(after), TIMES.match(after)]
    signs += [ONCE.search(text), SHORT_LIMIT.search(after)]
    if comparator_of(text, start, end) is None:
        signs += [UNKNOWN_NOT.search(before), STRANGE_LATIN.search(before), _case(text, start, end)]
    return [match[0].strip() for match in signs if match] + _limits(text)


def changes_total(text: str) -> bool:
    """Whether a flat text without a number makes another thing of the number it explains: «без повторов»."""
    return bool(LIMITED.search(text) or ONCE.search(text))


def _limits(text: str) -> list[str]:
    """Words of comparison that say two things, and words that are all but one."""
    several = len(comparisons_in(text)) > 1
    return misspelt(text) + (ANY_WORD.findall(text) if several else [])


def _case(text: str, start: int, end: int) -> re.Match[str] | None:
    """The Kazakh ending of a number that no word of comparison asks for; «ста» is Russian."""
    written = text[start:end]
    kazakh = "" if written.split()[-1] in RUSSIAN_VALUES else written
    return IN_CASE.match(text[end:]) or ENDS_IN_CASE.search(kazakh)
