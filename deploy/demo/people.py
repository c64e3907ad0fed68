"""The people of the story: invented, always the same ones,
with names as they are written in Kazakh and in Russian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from deploy.demo.places import PLACES, Place, in_kazakh

Name = TypeVar("Name")
EACH_REGION = 60
TOWN, VILLAGE = 16, 32
FIRST_PHONE = 1000
MEN = [
    pair.split("|")
    for pair in """
Серік|Серик Нұрлан|Нурлан Ерлан|Ерлан Қайрат|Кайрат Бауыржан|Бауыржан Мұрат|Мурат Дәурен|Даурен
Болат|Болат Самат|Самат Арман|Арман Азамат|Азамат Ержан|Ержан Айдын|Айдын Жандос|Жандос Ұлан|Улан
Қуаныш|Куаныш Дархан|Дархан Бекзат|Бекзат Асқар|Аскар Марат|Марат Талғат|Талгат Рүстем|Рустем
Тимур|Тимур Еркебұлан|Еркебулан Ғалым|Галым Өмірбек|Омирбек Нұржан|Нуржан Мақсат|Максат Алмас|Алмас
Санжар|Санжар Әділет|Адилет Шыңғыс|Шынгыс Темірлан|Темирлан Қанат|Канат Ескендір|Ескендир""".split()
]
WOMEN = [
    pair.split("|")
    for pair in """
Айгүл|Айгуль Сәуле|Сауле Гүлмира|Гульмира Назгүл|Назгуль Динара|Динара Жанар|Жанар Мәдина|Мадина
Айнұр|Айнур Қарлығаш|Карлыгаш Ұлжан|Улжан Бибігүл|Бибигуль Гүлнар|Гульнар Сандуғаш|Сандугаш
Ақмарал|Акмарал Әсем|Асем Меруерт|Меруерт Раушан|Раушан Шолпан|Шолпан Зейнеп|Зейнеп Айжан|Айжан
Перизат|Перизат Ботагөз|Ботагоз Нұргүл|Нургуль Әлия|Алия Жұлдыз|Жулдыз Салтанат|Салтанат Алтынай|Алтынай
Индира|Индира Фариза|Фариза Лаура|Лаура Самал|Самал Арайлым|Арайлым Жансая|Жансая Мөлдір|Молдир
Қымбат|Кымбат Роза|Роза Толғанай|Толганай""".split()
]
SURNAMES = [
    pair.split("|")
    for pair in """
Ахметов|Ахметов Сейітов|Сейтов Оспанов|Оспанов Жұмабаев|Жумабаев Қасымов|Касымов
Нұрмағамбетов|Нурмагамбетов Бекболов|Бекболов Тұрсынов|Турсынов Есенов|Есенов Қалдыбаев|Калдыбаев
Мұқанов|Муканов Байжанов|Байжанов Омаров|Омаров Дүйсенов|Дуйсенов Ермеков|Ермеков Қожахметов|Кожахметов
Мұстафин|Мустафин Көшербаев|Кошербаев Тәжібаев|Тажибаев Отегенов|Отегенов Үсенов|Усенов
Сатыбалдиев|Сатыбалдиев Құдайбергенов|Кудайбергенов Әлімжанов|Алимжанов Жолдасов|Жолдасов
Кенжебаев|Кенжебаев Алдабергенов|Алдабергенов Мырзабеков|Мырзабеков Рысбеков|Рысбеков Тоқтаров|Токтаров
Әбенов|Абенов Бисенов|Бисенов Досжанов|Досжанов Ерғалиев|Ергалиев Иманғалиев|Имангалиев
Қуанышев|Куанышев Смағұлов|Смагулов Шаймерденов|Шаймерденов Мәмбетов|Мамбетов Сарсенбаев|Сарсенбаев
Бердіғалиев|Бердигалиев Төлегенов|Толегенов Жақсылықов|Жаксылыков""".split()
]
RUSSIAN_MEN = "Андрей Сергей Николай Виктор Дмитрий Владимир Павел Алексей Юрий Игорь Константин".split()
RUSSIAN_WOMEN = (
    "Марина Ирина Татьяна Светлана Елена Наталья Ольга Анна Людмила Екатерина Вера Надежда Галина".split()
)
RUSSIAN_FATHERS = [
    name.split("|")
    for name in """
Андреевич|Андреевна Сергеевич|Сергеевна Николаевич|Николаевна Викторович|Викторовна
Дмитриевич|Дмитриевна Павлович|Павловна Владимирович|Владимировна Алексеевич|Алексеевна
Иванович|Ивановна Петрович|Петровна Михайлович|Михайловна""".split()
]
RUSSIAN_SURNAMES = (
    "Кузнецов Смирнов Васильев Соколов Морозов Волков Гришин "
    "Пушкарёв Лебедев Козлов Ким Цой Шевченко Бойко Шмидт"
).split()
CATEGORIES = (
    "akimat",
    "leader",
    "ngo",
    "resident",
    "opinion_leader",
    "leader",
    "lsg_actor",
    "youth",
    "resident",
    "leader",
    "assembly_member",
    "akimat",
    "business",
    "ngo",
    "resident",
    "youth",
)
WORKPLACES = {
    "ngo": ("ОФ «Қамқорлық»", "ОО «Ардагерлер»", "ОФ «Айналайын»", "ОО «Наш двор»"),
    "lsg_actor": ("совет старейшин", "совет матерей", "участковая комиссия"),
    "assembly_member": ("собрание местного сообщества",),
    "opinion_leader": ("средняя школа", "районная библиотека", "районная больница"),
    "business": ("КХ «Береке»", "ИП, магазин", "КХ «Нұр»"),
    "youth": ("молодёжный ресурсный центр", "колледж", "волонтёрский клуб"),
    "leader": ("домовой комитет", "сельский клуб", "совет общественности"),
}
AGES = {"youth": (1995, 9), "akimat": (1970, 22), "leader": (1962, 30)}


@dataclass(frozen=True)
class Person:
    """Somebody who takes part; `name` is how he writes himself,
    `kazakh_name` how a list in Kazakh has him."""

    number: int
    region: str
    sex: str
    name: str
    kazakh_name: str
    birth_year: int
    settlement: str
    category: str
    organisation: str | None
    phone: str | None

    def row(self, kazakh: bool, attended: bool = True) -> dict[str, Any]:
        """A line of a list, in Kazakh or as the person writes himself, as the events service takes it."""
        return {
            "name": self.kazakh_name if kazakh else self.name,
            "sex": self.sex,
            "birth_year": self.birth_year,
            "settlement": in_kazakh(self.settlement) if kazakh else self.settlement,
            "category": self.category,
            "organisation": self.organisation,
            "phone": self.phone,
            "attended": attended,
        }


@cache
def people(region: str) -> tuple[Person, ...]:
    """The sixty people of a region: 0-15 live in its town, 16-31 in its village, the rest all over it."""
    place, first = PLACES[region], list(PLACES).index(region) * EACH_REGION
    return tuple(make_person(place, first + index, index) for index in range(EACH_REGION))


def make_person(place: Place, number: int, index: int) -> Person:
    """One person; every choice follows from the number, with steps that share no factor
    with the length of a list."""
    sex, category = "female" if number * 7 % 11 < 6 else "male", nth(CATEGORIES, index)
    born, home = born_in(category, number), home_of(place, index)
    kazakh_name, russian_name = names_of(place, number, index, sex)
    writes_kazakh = born >= 1988 or (place.region == "kyzylorda" and number % 2)
    return Person(
        number,
        place.region,
        sex,
        kazakh_name if writes_kazakh else russian_name,
        kazakh_name,
        born,
        home,
        category,
        workplace(category, home, number),
        phone_of(number),
    )


def born_in(category: str, number: int) -> int:
    """The year of birth."""
    first, span = AGES.get(category, (1955, 38))
    return first + number * 23 % span


def names_of(place: Place, number: int, index: int, sex: str) -> tuple[str, str]:
    """The name in Kazakh and in Russian spelling."""
    russian = index % place.russians == place.russians - 1
    return russian_names(number, sex) if russian else kazakh_names(number, sex)


def phone_of(number: int) -> str | None:
    """The telephone; one in five gives none."""
    hundreds, rest = divmod(FIRST_PHONE + number, 100)
    return f"+7 700 000 {hundreds:02} {rest:02}" if number % 5 else None


def workplace(category: str, home: str, number: int) -> str | None:
    """Where the person works or serves."""
    if category == "akimat":
        return "аппарат акима города" if home.startswith("г.") else "аппарат акима сельского округа"
    return nth(WORKPLACES.get(category, (None,)), number)


def home_of(place: Place, index: int) -> str:
    """Where the person lives."""
    if index < TOWN:
        return place.town
    return place.village if index < VILLAGE else place.others[index % len(place.others)]


def kazakh_names(number: int, sex: str) -> tuple[str, str]:
    """Surname, first name and father's name, in Kazakh and in Russian spelling."""
    given = nth(WOMEN if sex == "female" else MEN, number * 13)
    surname, father = nth(SURNAMES, number * 17), nth(MEN, number * 11)
    ending, *children = ("а", "қызы", "овна") if sex == "female" else ("", "ұлы", "ович")
    kazakh, russian = (
        f"{family}{ending} {name} {parent}{child}"
        for family, name, parent, child in zip(surname, given, father, children, strict=True)
    )
    return kazakh, russian


def nth(names: Sequence[Name], number: int) -> Name:
    """A name of a list, round and round."""
    return names[number % len(names)]


def russian_names(number: int, sex: str) -> tuple[str, str]:
    """A Russian, Korean, Ukrainian or German name; both lists write it alike."""
    givens = RUSSIAN_WOMEN if sex == "female" else RUSSIAN_MEN
    surname, father = nth(RUSSIAN_SURNAMES, number * 7), nth(RUSSIAN_FATHERS, number * 3)
    ending = "а" if sex == "female" and surname.endswith(("ов", "ев", "ёв", "ин")) else ""
    name = f"{surname}{ending} {nth(givens, number)} {father[sex == 'female']}"
    return name, name


def listed(region: str, *numbers: int | range) -> list[Person]:
    """People of a region by their places in it: `listed("turkistan", 3, range(16, 20))`."""
    pool = people(region)
    return [pool[index] for part in numbers for index in ([part] if isinstance(part, int) else part)]
