"""What settlements are called in Kazakh: towns, centres of districts, other known villages.

A name typed in Russian is said as the country's classifier of places says it in Kazakh; of one that is not
known the kind of place is said in Kazakh and the name stays as somebody wrote it.
"""

from __future__ import annotations

import re

from shared.language.wordings import KAZAKH_LETTER

VILLAGE, TOWN, TOWNSHIP, STATION, SIDING = "ауылы", "қаласы", "кенті", "станциясы", "разъезі"
KINDS = {
    **dict.fromkeys(("с", "село", "а", "аул"), VILLAGE),
    **dict.fromkeys(("г", "гор", "город"), TOWN),
    **dict.fromkeys(("п", "пос", "поселок", "посёлок", "пгт"), TOWNSHIP),
    **dict.fromkeys(("ст", "станция"), STATION),
    "разъезд": SIDING,
}
TYPED = re.compile(
    rf"(?:(?P<kind>{'|'.join(sorted(KINDS, reverse=True))})\b\.? *)?(?P<name>[^\W\d_][\w -]*)", re.I
)
TOLD = """
    Актау Ақтау, Жанаозен Жаңаөзен, Курык Құрық, Жетыбай Жетібай, Мангистау Маңғыстау, Боранкул Боранқұл,
    Кызылтобе Қызылтөбе, Даулет Дәулет, Умирзак Өмірзақ, Сайотес Сайөтес, Кызылсай Қызылсай,
    Туркестан Түркістан, Сарыагаш Сарыағаш, Жетысай Жетісай, Ленгер Леңгір, Карнак Қарнақ, Темирлан Темірлан,
    Шаульдер Шәуілдір, Аксукент Ақсукент, Аксу Ақсу, Казыгурт Қазығұрт, Шолаккорган Шолаққорған,
    Турара_Рыскулова Тұрар_Рысқұлов, Асыката Асықата, Коксаек Көксәйек, Бабайкорган Бабайқорған,
    Карабулак Қарабұлақ, Шорнак Шорнақ, Бирлик Бірлік,
    Кызылорда Қызылорда, Аральск Арал, Казалинск Қазалы, Байконыр Байқоңыр, Байконур Байқоңыр, Шиели Шиелі,
    Жалагаш Жалағаш, Теренозек Тереңөзек, Айтеке_би Әйтеке_би, Жанакорган Жаңақорған, Торетам Төретам,
    Тасбогет Тасбөгет, Сексеул Сексеуіл,
    Уральск Орал, Аксай Ақсай, Жанибек Жәнібек, Перемётное Переметный, Фёдоровка Федоровка, Чапаево Чапаев,
    Сайхин Сайқын, Жангала Жаңақала, Каратобе Қаратөбе, Шынгырлау Шыңғырлау, Тайпак Тайпақ, Акжаик Ақжайық,
    Кульсары Құлсары, Макат Мақат, Аккистау Аққыстау, Курмангазы Құрманғазы, Сагиз Сағыз,
    Каратау Қаратау, Жанатас Жаңатас, Мерке Меркі, Кулан Құлан, Кордай Қордай, Асса Аса, Толе_би Төле_би,
    Мойынкум Мойынқұм, Бауыржан_Момышулы Бауыржан_Момышұлы, Акколь Ақкөл,
    Талдыкорган Талдықорған, Конаев Қонаев, Капшагай Қапшағай, Талгар Талғар, Есик Есік, Каскелен Қаскелең,
    Ушарал Үшарал, Уштобе Үштөбе, Сарканд Сарқан, Узынагаш Ұзынағаш, Чилик Шелек, Отеген_батыр Өтеген_батыр,
    Баканас Бақанас, Чунджа Шонжы, Нарынкол Нарынқол, Жансугуров Жансүгіров, Балпык_би Балпық_би,
    Сарыозек Сарыөзек, Кабанбай Қабанбай, Тургень Түрген, Акши Ақши, Каргалы Қарғалы, Бесагаш Бесағаш,
    Туздыбастау Тұздыбастау,
    Караганда Қарағанды, Темиртау Теміртау, Балхаш Балқаш, Жезказган Жезқазған, Сатпаев Сәтбаев,
    Каражал Қаражал, Сарань Саран, Каркаралинск Қарқаралы, Ботакара Ботақара, Актогай Ақтоғай, Улытау Ұлытау,
    Костанай Қостанай, Житикара Жітіқара, Аркалык Арқалық, Карасу Қарасу, Аманкарагай Аманқарағай,
    Экибастуз Екібастұз, Баянаул Баянауыл, Щербакты Шарбақты, Теренколь Тереңкөл,
    Петропавловск Петропавл, Саумалколь Саумалкөл, Кишкенеколь Кішкенекөл,
    Кокшетау Көкшетау, Макинск Мақинск, Есиль Есіл, Косшы Қосшы, Зеренда Зеренді, Акмол Ақмол,
    Коргалжын Қорғалжын,
    Усть-Каменогорск Өскемен, Аягоз Аягөз, Урджар Үржар, Кокпекты Көкпекті, Маканчи Мақаншы, Караул Қарауыл,
    Курчум Күршім,
    Актобе Ақтөбе, Кандыагаш Қандыағаш, Эмба Ембі, Шалкар Шалқар, Темир Темір, Алга Алға, Мартук Мәртөк,
    Кобда Қобда, Уил Ойыл, Иргиз Ырғыз, Шубаркудук Шұбарқұдық
"""


def plain(name: str) -> str:
    """A name as it is looked up: without capitals, dashes and the dots of ё."""
    return " ".join(name.casefold().replace("ё", "е").replace("-", " ").split())


PAIRS = [tuple(pair.replace("_", " ") for pair in told.split()) for told in TOLD.split(",")]
NAMES = {plain(russian): kazakh for russian, kazakh in PAIRS}
ASKED = 3  # letters from which a place is looked for by its Kazakh name


def in_kazakh(settlement: str) -> str:
    """A settlement as Kazakh says it: «с. Карнак» is «Қарнақ ауылы», «г. Уральск» «Орал қаласы». What is
    Kazakh already, or says more than a place and its kind, stays as it was typed."""
    found = None if KAZAKH_LETTER.search(settlement) else TYPED.fullmatch(settlement.strip())
    if not found:
        return settlement
    name = NAMES.get(plain(found["name"]), found["name"])
    return f"{name} {KINDS[found['kind'].casefold()]}" if found["kind"] else name


def typed_as(words: str) -> list[str]:
    """The Russian names of settlements that Kazakh calls by these words: «Қарнақ ауылы» may be kept as
    «с. Карнак»."""
    found = re.sub(rf"\s+({'|'.join(set(KINDS.values()))})$", "", words.casefold().strip())
    if len(found) < ASKED:
        return []
    return [
        russian for russian, kazakh in PAIRS if found in kazakh.casefold() and found not in plain(russian)
    ]
