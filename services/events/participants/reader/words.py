"""The words of lists in Russian, Kazakh and English: sexes, yes and no; categories are the language's."""

from shared.language.categories import FEMALE, MALE, spellings

CATEGORY_BY_WORD = spellings()

_FEMALE = "ж, жен, женский, женщина, женск, ә, әйел, қыз, әйел адам, f, female, w, woman"
_MALE = "м, муж, мужской, мужчина, мужск, е, ер, еркек, ер адам, ұл, m, male, man"
SEX_BY_WORD: dict[str, str] = dict.fromkeys(_FEMALE.split(", "), FEMALE) | dict.fromkeys(
    _MALE.split(", "), MALE
)

_YES = """
    да, +, 1, есть, был, была, были, присутствовал, присутствовала, присутствует, участвовал,
    участвовала, явился, явилась, пришел, пришла, иә, ия, қатысты, қатысқан, келді, келген, болды, yes,
    y, true, present, attended, came, checked in, v, x, х, ✓, ✔, √, ☑, ✅, онлайн, online, офлайн, offline,
    пришли, явились, присутствовали, был(а), пришел(ла), явился(лась), опоздал, опоздала, бар, қатысып отыр"""
_NO = """
    нет, -, –, —, 0, н, нб, не был, не была, не было, отсутствовал, отсутствовала, отсутствует,
    не присутствовал, не присутствовала, не явился, не явилась, не пришел, не пришла, не участвовал,
    не участвовала, жоқ, қатыспады, қатыспаған, қатысқан жоқ, келмеді, келген жоқ, болмады, болған жоқ,
    no, n, false, absent, did not attend, not attended, did not come, no show, ☐, ✗, ✘, ❌,
    неявка, н/я, ня, нет на месте, болел, болела, болеет, по болезни, уважительная причина, келмеген,
    ауырды, not checked in"""
ATTENDED_BY_WORD: dict[str, bool] = {" ".join(word.split()): True for word in _YES.split(",")}
ATTENDED_BY_WORD |= {" ".join(word.split()): False for word in _NO.split(",")}

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
