"""The words of lists in Russian, Kazakh and English: sexes, yes and no; categories are the language's."""

from shared.language.categories import FEMALE, MALE, spellings

CATEGORY_BY_WORD = spellings()

_FEMALE = "ж, жен, женский, женщина, женск, ә, әйел, қыз, әйел адам, f, female, w, woman"
_MALE = "м, муж, мужской, мужчина, мужск, е, ер, еркек, ер адам, ұл, m, male, man"
SEX_BY_WORD: dict[str, str] = dict.fromkeys(_FEMALE.split(", "), FEMALE) | dict.fromkeys(
    _MALE.split(", "), MALE
)

_YES = """
    да, +, ++, 1, есть, был, была, были, присутствовал, присутствовала, присутствует, присутств, прис,
    участвовал, участвовала, явился, явилась, пришел, пришла, приехал, приехала, иә, ия, иа, қатысты,
    қатысқан, келді, келген, болды, катысты, катыскан, келди, болды, yes, y, true, present, attended, came,
    checked in, v, x, х, ✓, ✔, √, ☑, ✅, онлайн, online, офлайн, offline, пришли, явились, присутствовали,
    1.0, истина, был(а), пришел(ла), явился(лась), опоздал, опоздала, бар,
    қатысып отыр, иә қатысты, да был, да была"""
# What only says that somebody was not there, wherever it is written.
_ABSENT = """
    нб, н/б, не был, не была, не было, не был(а), не пришел(ла), не явился(лась),
    небыл, небыла, отсутствовал, отсутствовала, отсутствует, отсутств,
    отсут, отс, не присутствовал, не присутствовала, не присутств, не явился, не явилась, не пришел,
    не пришла, не приехал, не приехала, непришел, непришла, не участвовал, не участвовала, не посетил,
    не посетила, қатыспады, қатыспаған, қатысқан жоқ, қатысқан емес, келмеді, келген жоқ, келген емес,
    болмады, болған жоқ, катыспады, катыскан жок, келмеди, келген жок, болмады, absent, did not attend,
    not attended, did not come, didnt come, didnt attend, did not show, no show, noshow, not present,
    неявка, н/я, ня, нет на месте, болел, болела, болеет, по болезни, уважительная причина, келмеген,
    ауырды, not checked in, absent excused, отказ, отказался, отказалась, отменил, отменила, не придет,
    не участник, не подтвердил, не подтвердила, бас тартты, cancelled, canceled, declined, denied, rejected,
    withdrawn, waitlisted, not attending"""
_NO = "нет, -, –, —, 0, 0.0, ложь, н, жоқ, жок, no, n, false, ☐, ✗, ✘, ❌, " + _ABSENT


def _words(listed: str) -> list[str]:
    return [" ".join(word.split()) for word in listed.split(",")]


ABSENT_WORDS = frozenset(_words(_ABSENT))
ATTENDED_BY_WORD: dict[str, bool] = dict.fromkeys(_words(_YES), True) | dict.fromkeys(_words(_NO), False)

NOTHING = frozenset(
    (
        "-",
        "–",
        "—",
        "--",
        ".",
        "..",
        "нет",
        "жоқ",
        "н/д",
        "нд",
        "n/a",
        "na",
        "none",
        "null",
        "нет данных",
        "не указан",
        "не указано",
        "белгісіз",
        "неизвестно",
    )
)
