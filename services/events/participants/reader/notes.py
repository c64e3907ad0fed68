"""Rows that are no people: titles, totals, signatures, subtitles; and a role written before a name."""

import re

from services.events.participants.reader import hints
from services.events.participants.reader.cells import OF_FATHER, mark_of, word_key

ROLE, PLACE, NOTE, STRUCK, UNSEEN, OUTSIDE = "role", "place", "note", "struck", "unseen", "outside"
TOTAL, SIGNATURE, HEADER, CAPTION = "total", "signature", "header", "caption"
MAYBE_PEOPLE = frozenset((ROLE, PLACE, NOTE, STRUCK, UNSEEN, OUTSIDE))

# «ведущий специалист» works elsewhere
_LEADING = (
    r"ведущ(?:ий|ая|ие)(?! (?:специалист|инспектор|эксперт|бухгалтер|инженер|методист|менеджер|юрист|аналитик"
    r"|консультант|научн|врач|библиотекар|сотрудник))"
)
_ROLE = re.compile(
    r"^(?:(?:итого|всего|барлығы|жалпы|жиыны|total|басшы|тренер|спикер|секретарь|хатшы|төраға|дата|"
    r"күні|қолы|бекітемін|"
    r"примечани[ея]|ескерту|организатор|ұйымдастырушы|руководитель|жетекші(?:сі)?|координатор(?:ы)?|"
    r"хост|host|"
    rf"үйлестіруші|модератор|{_LEADING}|"
    r"председатель|составил[аи]?|утвержда\w+|подпис\w+|ответственн\w+|жауапты|signature|signed|"
    r"organi[sz]er|trainer|speaker|"
    r"coordinator|prepared by)\b|м\.? ?[по]\.?$)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"^(?:итого|всего|барлығы|жалпы|жиыны|total|дата|күні|количество|кол-?во|из них|в том числе"
    r"|оның ішінде|соның ішінде|присутствовало|отсутствовало|явилось)\b|^.*\bсаны\s*:?$",
    re.IGNORECASE,
)
_RAN_IT = re.compile(
    rf"\b(?:тренер\w*|спикер\w*|модератор\w*|организатор\w*|{_LEADING}|лектор\w*|докладчик\w*|хост|host"
    r"|фасилитатор\w*|переводчик\w*|фотограф\w*|видеограф\w*|жаттықтырушы\w*|ұйымдастырушы\w*|баяндамашы\w*"
    r"|жүргізуші\w*|аудармашы\w*|organi[sz]er|presenter|speaker|trainer|facilitator|moderator|panelist"
    r"|interpreter|notetaker|бот|bot)\b"
)
_STAFF = re.compile(
    r"\b(?:персонал|координатор\w*|менеджер\w*|ассистент\w*|администратор\w*|водител\w*|үйлестіруші\w*"
    r"|(?:команд[аы]|сотрудни\w+) проекта|staff|coordinator)\b"
)
_AT_WORK = re.compile(
    r"(?:тренер|спикер|модератор|организатор|ведущ(?:ий|ая)|лектор|фасилитатор|эксперт-тренер|жаттықтырушы"
    r"|ұйымдастырушы|баяндамашы|жүргізуші|organi[sz]er|presenter|speaker|trainer|host|co ?host|facilitator"
    r"|moderator)(?: (?:тренинга|семинара|мероприятия|проекта|встречи))?"
)
_TOOK_PART = re.compile(
    r"(?:слушател\w*|участни\w*|гост[ьи]\w*|тыңдаушы\w*|қатысушы\w*|қонақ\w*|listener|participant|attendee"
    r"|guest)(?: (?:ница|ца|тренинга|семинара|мероприятия|встречи))?"
)
_LONE = re.compile(
    r":$|^(?:(?:под)?группа|топ|команда|секция|стол|отряд|group|team|table)\s*№?\s*[0-9a-zа-я]{0,2}$",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"^(?:с уважением|құрметпен|(?:best |kind )?regards|спасибо|добр(?:ый|ое) (?:день|утро|вечер)"
    r"|здравствуйте|сәлеметсі\w*|қайырлы (?:күн|таң|кеш)|рахмет(?=\W*$| сізд| барл| көп| үлкен))\b",
    re.IGNORECASE,
)
_RULED = re.compile(r"_{3,}")
_STAMP = re.compile(r"^м\.? ?[по]\.?$", re.IGNORECASE)
_PLACE = re.compile(
    r"(?:област[ьи]|облысы|район|ауданы|ауылдық округі|сельский округ|ауылы|аулы|кенті|қаласы|селосы)$"
    r"|^(?:с|п|пос|г|а|ст)\.\s?[^\W\d_]{3}|^(?:село|пос[её]лок|аул|город|станция|разъезд)\s",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"[СПГА]\.\s?[^\W\d_]")
_BRACKETED = re.compile(r"\s*[(\[]\s*(?P<role>[^()\[\]]+?)\s*[)\]]\s*$")
_AFTER = re.compile(r"\s*(?:[,;]\s*|[(\[]\s*|\s[-–—]\s)(?P<role>[^,;()\[\]]+?)\s*[)\]]?\s*$")
_ADDRESS = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|prof|проф|акад|доц|г-н|г-жа|мырза|ханым)\b\.?|(?:[^\W\d_]\.){2,})\s+(?=\S+\s+\S)",
    re.IGNORECASE,
)
_TITLED = re.compile(r"[^\W\d_][^\W\d_'’-]*(?:[-'’][^\W\d_]+)*\.?$")


def why_note(filled: list[str]) -> str | None:
    """Return what a row of a few cells is if it is no person, by its words; of numbers nothing is said."""
    said = [text for text in filled if not text.isdigit()] or filled
    first, numbered = said[0], said[0] is not filled[0]
    if len(filled) <= 3 and any(_RULED.search(text) or _STAMP.match(text) for text in filled):
        return SIGNATURE
    if len(said) <= 3 and _TOTAL.match(first):
        return TOTAL
    if _GREETING.match(filled[0]) or len(said) == 1 and (first[0] == "*" or _LONE.search(first)):
        return NOTE
    if len(said) <= 3 and (_ran_it_here if numbered else _has_role)(first):
        return ROLE
    return PLACE if len(said) == 1 and _is_place(first, len(filled) > 1) else None


def _has_role(text: str) -> bool:
    """Tell whether a role stands before a name or after it."""
    return bool(_ROLE.match(text) or role_after(text))


def _ran_it_here(text: str) -> bool:
    """Tell whether the text behind the number of a row is of somebody who ran the gathering: «Тренер Олег»,
    «Ким Анна (Host)»; «Ким Анна, председатель КСК» took part."""
    return bool(_RAN_IT.match(word_key(text))) or ran_it(role_after(text))


def _is_place(text: str, beside_numbers: bool) -> bool:
    """Tell a village or a district; «С. Иванов» beside a number is a person."""
    return bool(_PLACE.search(text)) and not (beside_numbers and _INITIAL.match(text))


_ABSENT_CAPTION = re.compile(
    r"(?:(?:приглаш\w*|зарегистр\w*|участник\w*|список|кто|которые|но|и|из|них) ){0,4}"
    r"(?:отсутств\w*.*|по (?:уважительн\w+ причин|болезни|семейн)\w*.*|неяв\w*.*"
    r"|не (?:[^\W\d_]+(?:ли|лись|вш\w+|шедш\w+)|приш(?:ел|ла)|был[ао]?|явил(?:ся|ась)|счит\w+|учит\w+"
    r"|засчит\w+|включ\w+|будут|придут|приедут|смогут)(?: .*)?"
    r"|(?:за|пере)?боле(?:ют|ет|л[аи]?|вш\w+)|больн(?:ые|ой|ая|ых)|отказ(?!ов)\w*.*|отмен\w*"
    r"|в (?:отпуске|командировке|декрете).*|уехал\w*"
    r"|выбыл\w*|исключ\w*.*|убрать.*|удалить.*|лишние|запасн\w+.*|резерв\w*|лист ожидания"
    r"|(?:себепті )?келмеген\w*|(?:себепті )?қатыспаған\w*|ауыр(?:ған|ып)\w*.*|бас тартқан\w*|демалыстағы\w*"
    r"|күту тізімі|absent\w*|no ?shows?|did not .*|wait(?:ing )?list|cancel\w*|declined|excluded)"
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
    short = len(word_key(mark)) < 2 and (not found or not found["inner"] or mark.isdigit())
    if not found or short or mark_of(mark) is None:
        return _without_last_words(name)
    return found["name"].strip(), mark_of(mark)


def _without_last_words(name: str) -> tuple[str, bool | None]:
    """A name of two words or more without the words in small letters after it that say who came."""
    words = name.split()
    for last in range(min(3, len(words) - 2), 0, -1):
        tail = " ".join(words[-last:])
        if len(tail) > 1 and tail.islower() and mark_of(tail) is not None:
            return " ".join(words[:-last]), mark_of(tail)
    return name, None


def without_role(name: str) -> tuple[str, str]:
    """Return the role written before a name or after it, and the name: «Тренер Олег» is "Тренер" and "Олег",
    «директор Ким Анна» "директор" and "Ким Анна"."""
    if role := role_after(name):
        return role, name[: name.rindex(role)].rstrip(" ,;([-–—")
    if address := _ADDRESS.match(name):
        return address[0].strip(), name[address.end() :]
    return _small_before(name) or _role_before(name)


def _small_before(name: str) -> tuple[str, str] | None:
    """Words in small letters before a name and the name, None where there are none."""
    words = name.split()
    small = next((place for place, word in enumerate(words) if not word[0].islower()), 0)
    found = small and len(words) - small > 1 and all(map(_is_name, words[small:]))
    return (" ".join(words[:small]), " ".join(words[small:])) if found else None


def _role_before(name: str) -> tuple[str, str]:
    if not _ROLE.match(name):
        return "", name
    words = name.split()
    kept: list[str] = []
    while words[1:] and _is_name(words[-1]):
        kept.insert(0, words.pop())
    return (" ".join(words), " ".join(kept)) if kept else ("", name)


def role_after(name: str) -> str:
    """Return the role written after a name: «Ким Анна, тренер», «Oleg Li (Host, me)»."""
    found = _BRACKETED.search(name) or _AFTER.search(name)
    role = found["role"] if found else ""
    return role if _ROLE.match(role) or ran_it(role) else ""


def _is_name(word: str) -> bool:
    return bool(_TITLED.match(word)) and word[0].isupper() and not (len(word) > 1 and word.isupper())


def is_at_work(text: str) -> bool:
    """Tell whether a cell says that somebody ran the gathering: a trainer, a speaker, an organiser."""
    return bool(_AT_WORK.fullmatch(word_key(text)))


def ran_it(text: str) -> bool:
    """Tell whether words beside a name say that somebody ran the gathering."""
    return bool(_RAN_IT.search(word_key(text)))


def worked_there(text: str) -> bool:
    """Tell whether what somebody was at the gathering is no participant: whoever ran it, its staff."""
    return ran_it(text) or bool(_STAFF.search(word_key(text)))


def says_role(text: str) -> bool:
    """Tell whether a cell says what somebody was at the gathering, who took part or who ran it, and not
    whether he came."""
    return bool(_TOOK_PART.fullmatch(word_key(text))) or worked_there(text)


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
        and any(len(word) > 4 and word.islower() and not word.endswith(OF_FATHER) for word in words[1:])
        and words[1][0].islower()
    )
