"""What an indicator counts: the unit as the plan's own language names it."""

from __future__ import annotations

import re
from functools import lru_cache

from services.registry.reader.words.wording import flat

UNKNOWN = "не указана"
PERCENT = "%"
PERSON = "человек"
GROUP = "инициативная группа"
SHORT_GROUP = re.compile(r"(?:групп\w*|топ\w*)$")  # what a cell calls it when its name has said which
# what values count that no measure does, with a short word that may be people or hours
OTHER_THINGS = re.compile(
    r"^(?:ч\b|мин\b|просмотр|қаралым|сем(?:ей|ь[яи])\b|отбасы|сел[оа]?\b|групп|топ\b|балл|тенге|теңге|раз\b"
    r"|рет\b)"
    r"|(?<![^\W_])(?:час(?:а|ов)?|минут\w*|дн(?:я|ей)|день|недел\w*|сағат\w*|күн|апта)(?![^\W_])"
)
GATHERINGS = frozenset(
    ("тренинг", "семинар", "форум", "круглый стол", "мастер-класс", "заседание", "брифинг", "конференция")
)
GATHERING = "мероприятие"  # any of them
ANY_GATHERING = {GATHERING, *GATHERINGS}
# whom plans count, as they call them
PEOPLE = re.compile(
    r"(?<![^\W_])(?:люд|лиц(?:[оа]?\b|ам)|персон|женщин|мужчин|молод|юнош|девуш|дет(?:и|ей|ям)\b|ребен|ребят"
    r"|подрост|школьни|учащи|учени[кц]|студент|выпускни|учител|педагог|преподават|воспит|родител|мам\b"
    r"|матер(?!иал)"
    r"|отцов|пенсионер|пожил|ветеран|инвалид|л?овз\b|специалист|сотрудни|работни|\w*служащ|руководител|менедж"
    r"|актив(?!ност)|добровол|эксперт(?!из)|тренер|спикер|получател|потребител|\w*получател|депутат"
    r"|аким(?!ат)|предприним|фермер"
    r"|безработн|самозан|журналист|блогер|библиотекар|врач|меди[кц]|медработн|психолог|юрист|бухгалтер"
    r"|координатор"
    r"|консультант|куратор|наставни|респондент|опрошен|\w*обучен|обративш|посетител|клиент|член"
    r"|гост[ейи]|делегат"
    r"|зрител|охвачен|\w*сельчан|переселен|кандас|қандас|мигрант|осужд|многодетн|одинок|кадр|лидер"
    r"|коуч(?!инг)"
    r"|тыңдаушы|тұрғын|әйел|ерлер|ер адам|жас(?:тар)?\w{0,3}\b|бала(?:лар)?\b|оқушы|түлек|мұғалім|ұстаз"
    r"|ата-ана|зейнет|мүгедек|маман|\w*қызметкер|жұмыскер|жұмыссыз|\w*басшы|белсенді|ерікті|сарапшы"
    r"|жаттықтыр|\w*алушы|өкіл|әкім(?!дік|діг)|кәсіпкер|кітапханашы|дәрігер|заңгер|келуші|мүше|қонақ"
    r"|ана(?:лар)?\b"
    r"|әке(?:лер)?\b|үйлестір|модератор|имам|а[кқ]са[кқ]ал|старейшин|бизнесмен|чиновник|уч\b"
    r"|\w+(?:ит|(?<!показ)ат)ел(?:ь|[ьяюи]|е[йм]|ям|ями)\b)"
)
MEMBERS = re.compile(r"(?:член|л[иі]дер|мүше|представител|активист)\w* ")  # «членов инициативных групп»
# what says neither whom nor what: a unit of any thing, a verb, the way it is held
NOTHING_COUNTED = re.compile(
    r"(?<![^\W_])(?:ед|единиц\w*|шт|штук\w*|кол-?во|количеств\w*|числ[оа]|бірлік\w*|саны|дана"
    r"|буд[еу]т|было|быть|долж\w+|планиру\w+|запланирован\w*|проведен\w*|организован\w*|охвачен\w*"
    r"|обучен\w*|всего|вместе|включительно|он-?лайн|оф+-?лайн|очно|заочно|дистанционно|гибридно|более"
    r"|ежегодно"
    r"|бол(?:уы|ады|сын|ады)|тиіс|керек|құрайды|жоспарлан\w*|өткіз\w*|қамт\w+|қатысады|барлығы|қоса алғанда)"
    r"(?![^\W_])\.?"
)
ENDS_NOUN = re.compile(
    r"(?<![^\W_])(?:[вксоу]|во|на|за|для|по|ко|из|со|от|об|при|и|или|до|через|среди|между|и?ли|және|мен"
    r"|бойынша"
    r"|үшін)(?![^\W_]).*"
)
# Pattern over flat text (ru and kk stems), unit; the earliest in a name wins, the upper of two at one place.
NAMED_UNITS = (
    (r"информационн\w+ сообщени|ақпараттық хабарлама", "информационное сообщение"),
    (r"инициативн\w+ групп|бастамашыл топ", GROUP),
    (r"кругл\w+ стол|дөңгелек үстел", "круглый стол"),
    (r"мастер-? ?класс|шеберлік сыны", "мастер-класс"),
    (r"успешн\w+ истори|истори\w+ успех|кейс|success stor|табыс тарих", "кейс"),
    (r"спис(?:ок|к)|тізім", "список"),
    (
        r"участни|граждан|человек|чел\b|лидер|жител|слушател|"
        r"волонт|бенефициар|представител|прошедш\w+ обуч|охват аудитор|адам|қатысушы|азамат|көшбасшы",
        "человек",
    ),
    (r"центр|орталық|орталығ", "центр"),
    (r"план|жоспар", "план"),
    (r"журнал", "журнал"),
    (r"отчет|есеп|есеб", "отчёт"),
    (r"меморандум", "меморандум"),
    (r"соглашени|договор|келісім", "договор"),
    (r"заседани|отырыс", "заседание"),
    (r"заяв(?:ок|к)|өтінім", "заявка"),
    (r"проект|жоба", "проект"),
    (r"положени|протокол|регламент|ереже|хаттама|документ|құжат", "документ"),
    (r"программ|бағдарлама", "программа"),
    (r"тренинг", "тренинг"),
    (r"семинар", "семинар"),
    (r"отзыв|пікір", "отзыв"),
    (r"экземпляр|дана\b", "экземпляр"),
    (r"брошюр|пособи|кітапша", "брошюра"),
    (r"презентаци|таныстырылым", "презентация"),
    (r"брифинг", "брифинг"),
    (r"консультаци|кеңес беру|берілген кеңес", "консультация"),
    (r"анкет|сауалнама", "анкета"),
    (r"публикаци|жарияланым", "публикация"),
    (r"пост(?:ы|ов|а|ах|тар|тер)?\b", "пост"),
    (r"стат(?:ья|ьи|ей|ьях)|мақала", "статья"),
    (r"форум", "форум"),
    (r"конференци", "конференция"),
    (r"мероприяти|іс-? ?шара", "мероприятие"),
    (r"фотограф|фото\b", "фотография"),
    (r"видео", "видеоролик"),
)
UNITS = tuple((re.compile(rf"\b(?:{pattern})"), unit) for pattern, unit in NAMED_UNITS)
ANY_UNIT = re.compile(
    "|".join(rf"(?P<u{at}>\b(?:{pattern}))" for at, (pattern, _unit) in enumerate(NAMED_UNITS))
)


def counts_others(said: str, counted: str, name: str) -> bool:
    """Whether the noun of a number is none of what a measure counts and its name speaks of: hours or visits
    where people are counted, regions where trainings are."""
    noun = NOTHING_COUNTED.sub(" ", ENDS_NOUN.sub("", said)).strip(" .")
    if not noun or (SHORT_GROUP.match(noun) and counted == GROUP):
        return False
    if counted == PERSON and MEMBERS.match(noun):
        return False
    things = units_in(noun)
    counted = (find_unit(name) or counted) if counted == GATHERING else counted
    if OTHER_THINGS.search(said):
        return True
    if counted not in (PERSON, GATHERING, *GATHERINGS):
        return PERSON in things and counted not in things  # «4 списка участников» are lists
    if things:
        return counted not in things and not (GATHERING in (counted, *things) and things & ANY_GATHERING)
    return not (counted == PERSON and PEOPLE.search(noun)) and not _alike(noun, name)


def _alike(noun: str, name: str) -> bool:
    """Whether two phrases share a word but for its ending."""
    first, second = (re.findall(r"[^\W\d_]{4,}", flat(text)) for text in (noun, name))
    return bool({word[:5] for word in first} & {word[:5] for word in second})


def units_in(text: str) -> set[str]:
    """The units of all the countable things a flat text names."""
    return {unit for pattern, unit in UNITS if pattern.search(text)} if ANY_UNIT.search(text) else set()


@lru_cache(maxsize=256)
def find_unit(text: str) -> str | None:
    """The unit of the first countable thing a text names; None where it names none we know."""
    found = ANY_UNIT.search(flat(text))
    return NAMED_UNITS[int(found.lastgroup[1:])][1] if found and found.lastgroup else None
