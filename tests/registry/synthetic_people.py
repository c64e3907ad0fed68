"""Fictitious people and the ways one and the same person is written on the lists of a project."""

import random
from typing import Any

from services.registry.people.rules.sameness import PersonFacts

MALE = """Серік Нұрлан Ерлан Қайрат Бауыржан Мұрат Әлихан Дәурен Ғалым Болат Самат Арман Азамат Ержан
Тимур Өмірбек Айдын Жандос Руслан Ұлан Сұлтан Мақсат Қуаныш Әділ Дархан Нұржан Бекзат Алмас Асқар Марат
Сергей Андрей Николай Виктор Дмитрий Владимир Юрий Иван Павел Сырым Тоқтар Еркебұлан Мейірбек Шыңғыс
Рүстем Бақыт Амангелді Талғат""".split()
FEMALE = """Айгүл Сәуле Гүлмира Әйгерім Назгүл Динара Жанар Мәдина Айнұр Ғалия Қарлығаш Ұлжан Үміт
Бибігүл Гүлнар Сандуғаш Ақмарал Әсем Меруерт Раушан Шолпан Зейнеп Айжан Камила Карина Марина Ирина
Татьяна Светлана Елена Наталья Ольга Анна Людмила Екатерина Күлаш Перизат Ботагөз Нұргүл Әлия Жұлдыз
Салтанат Алтынай Индира Фариза Лаура Самал""".split()
KAZAKH_ROOTS = """
Ахмет Серік Оспан Жұмабай Сейіт Қасым Нұрмағамбет Бекбол Тұрсын Әбдірахман Ыбырай Есен
Қалдыбай Сүлеймен Жақсылық Мұқан Байжан Тілеген Шәріп Омар Иса Дүйсен Ермек Сағынтай Қожахмет Бөкей Әуез
Мұстафа Көшер Байтұрсын Нұрпейіс Тәжібай Өтеген Үсен Ғабит Сатыбалды Құдайберген
Әлімжан Жолдас Кенже Алдаберген Мырзабек Рысбек Тоқтамыс""".split()
RUSSIAN_SURNAMES = """
Иванов Петров Кузнецов Смирнов Попов Васильев Соколов Фёдоров Морозов Волков Сергеев Гришин
Пушкарёв""".split()
PLAIN_SURNAMES = "Ким Пак Цой Шевченко Бойко Шмидт Мюллер Коваленко".split()
VILLAGES = """Шелек Есік Ұзынағаш Қарғалы Құрық Шетпе Жетібай Форт Мақат Индер Доссор Махамбет Жаңақала
Казталовка Бөрлі Теректі Мерке Құлан Қордай Сарыкемер Шиелі Жалағаш Қармақшы Тереңөзек Кентау Арыс
Шәуілдір Төлеби""".split()
REGIONS = ("KZ-19", "KZ-47", "KZ-23", "KZ-27", "KZ-31", "KZ-43", "KZ-61")
TO_RUSSIAN = str.maketrans("әғқңөұүһіӘҒҚҢӨҰҮҺІ", "агкноуухиАГКНОУУХИ")
TO_LATIN = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "g",
    "д": "d",
    "е": "e",
    "ё": "yo",
    "ж": "zh",
    "з": "z",
    "и": "i",
    "й": "y",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ъ": "",
    "ы": "y",
    "ь": "",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}
LETTERS = "абвгдеиклмнопрстуя"


class Village:
    """A made-up country: `people` is the register, every one with all
    that could be known, ids "p0", "p1" …"""

    def __init__(self, size: int, seed: int) -> None:
        self.random = random.Random(seed)
        self.people: list[PersonFacts] = []
        self._phones = iter(range(10_000))
        while len(self.people) < size:
            trap = self.random.random()
            if trap < 0.30:
                self._add_family()
            elif trap < 0.40 and self.people:
                self._add_namesake()
            else:
                self._add(self._stranger())

    def _add(self, person: PersonFacts) -> PersonFacts:
        person = person._replace(id=f"p{len(self.people)}")
        self.people.append(person)
        return person

    def _stranger(self, **known: Any) -> PersonFacts:
        sex = known.pop("sex", None) or self.random.choice(("female", "male"))
        place = self.random.randrange(len(VILLAGES))
        name = written(self.random, self._surname(sex), self._given(sex), self.random.choice(MALE), sex)
        person = PersonFacts(
            "",
            name,
            sex,
            self.random.randint(1948, 2005),
            VILLAGES[place],
            REGIONS[place % len(REGIONS)],
            self._phone(),
        )
        return person._replace(**known)

    def _given(self, sex: str) -> str:
        return self.random.choice(FEMALE if sex == "female" else MALE)

    def _surname(self, sex: str) -> str:
        kind = self.random.random()
        if kind < 0.08:
            return self.random.choice(PLAIN_SURNAMES)
        if kind < 0.22:
            return self.random.choice(RUSSIAN_SURNAMES) + ("а" if sex == "female" else "")
        root = self.random.choice(KAZAKH_ROOTS)
        if kind < 0.35:
            return root
        return root + ("ов" if root[-1] not in "ейі" else "ев") + ("а" if sex == "female" else "")

    def _phone(self) -> str:
        return f"+7700000{next(self._phones, self.random.randrange(10_000)):04}"

    def _add_family(self) -> None:
        """A couple, children with the father's name, a mother-in-law: one phone, one village."""
        father = self._add(self._stranger(sex="male"))
        shared = {"phone": father.phone, "settlement": father.settlement, "region": father.region}
        surname, given, _ = father.name.split(" ", 2)
        used = {given}
        for place in range(self.random.randint(1, 3)):
            sex = self.random.choice(("female", "male"))
            child = self._given(sex)
            if child in used:
                continue
            used.add(child)
            ending = "а" if sex == "female" and surname.endswith(("ов", "ев", "ин", "ёв")) else ""
            born = (father.birth_year or 1960) + 24 + (0 if self.random.random() < 0.1 else 2 * place)
            name = written(self.random, surname + ending, child, given, sex)
            self._add(self._stranger(sex=sex, name=name, birth_year=min(born, 2008), **shared))
        self._add(self._stranger(sex="female", **shared))

    def _add_namesake(self) -> None:
        """Another person of the same name: elsewhere,
        at times with the same father's name or the same year."""
        model = self.random.choice(self.people)
        surname, given, _ = model.name.split(" ", 2)
        known = {"sex": model.sex, "name": model.name}
        if self.random.random() < 0.7:
            known["name"] = written(self.random, surname, given, self.random.choice(MALE), model.sex)
        if self.random.random() < 0.15:
            known["birth_year"] = model.birth_year
        other = self._stranger(**known)
        if other.settlement != model.settlement:
            self._add(other)

    def known(self, person: PersonFacts) -> PersonFacts:
        """The person as the register happens to know him:
        now and then without year, phone or father's name."""
        chance, name = self.random.random, person.name
        if chance() < 0.35:
            name = " ".join(name.split(" ")[:2])
        return person._replace(
            name=name,
            birth_year=person.birth_year if chance() < 0.65 else None,
            phone=person.phone if chance() < 0.85 else None,
            settlement=person.settlement if chance() < 0.95 else None,
            sex=person.sex if chance() < 0.8 else None,
        )

    def on_list(self, person: PersonFacts, row: int) -> PersonFacts:
        """The person as the next list of participants shows him."""
        chance = self.random.random
        phone = person.phone if chance() < 0.85 else None
        if chance() < 0.07:
            phone = self._phone()
        year = person.birth_year if chance() < 0.6 else None
        if year and chance() < 0.03:
            year += self.random.choice((-1, 1))
        place = person.settlement if chance() < 0.92 else None
        if place and chance() < 0.4:
            place = self.random.choice(("с. {}", "село {}", "{} ауылы", "{}")).format(
                place.translate(TO_RUSSIAN)
            )
        return PersonFacts(
            f"row{row}",
            self._spelt(person),
            person.sex if chance() < 0.6 else None,
            year,
            place,
            person.region if chance() < 0.95 else None,
            phone,
        )

    def _spelt(self, person: PersonFacts) -> str:
        surname, given, patronymic = person.name.split(" ", 2)
        chance = self.random.random
        if chance() < 0.02 and person.sex == "female":
            surname = self._surname("female")
        kind = chance()
        if kind < 0.04:
            return f"{surname} {given[0]}. {patronymic[0]}."
        name = f"{surname} {given}" if kind < 0.45 else f"{surname} {given} {patronymic}"
        if chance() < 0.15:
            name = " ".join([given, surname, *name.split(" ")[2:]]) if chance() < 0.5 else name.upper()
        if chance() < 0.5:
            name = name.translate(TO_RUSSIAN)
        if chance() < 0.04:
            name = latin(name)
        return self._typo(name) if chance() < 0.06 else name

    def _typo(self, name: str) -> str:
        place = self.random.randrange(1, len(name) - 1)
        kind = self.random.randrange(4)
        if kind == 0:
            return name[:place] + name[place + 1 :]
        if kind == 1:
            return name[:place] + self.random.choice(LETTERS) + name[place + 1 :]
        if kind == 2:
            return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
        return name[:place] + self.random.choice(LETTERS) + name[place:]


def written(dice: random.Random, surname: str, given: str, father: str, sex: str) -> str:
    """A full name with the father's name in the Kazakh or the Russian manner."""
    if dice.random() < 0.5 and father not in "Сергей Андрей Николай Юрий Виктор Дмитрий Владимир Иван Павел":
        return f"{surname} {given} {father}{'қызы' if sex == 'female' else 'ұлы'}"
    stem = father[:-1] + "е" if father[-1] in "йі" else father
    joined = {
        "Сергее": "Сергеев",
        "Андрее": "Андреев",
        "Николае": "Николаев",
        "Юрие": "Юрьев",
        "Дмитрие": "Дмитриев",
    }
    joint = joined.get(stem, stem.rstrip("е") + ("ев" if stem.endswith("е") else "ов"))
    if father == "Павел":
        joint = "Павлов"
    return f"{surname} {given} {joint}{'на' if sex == 'female' else 'ич'}"


def latin(name: str) -> str:
    """The name as in a passport's Latin line."""
    return "".join(TO_LATIN.get(letter, letter) for letter in name.translate(TO_RUSSIAN).casefold()).title()
