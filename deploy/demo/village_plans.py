"""What four villages plan: two have approved it, two are at work. The people in the groups are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from deploy.demo import printing
from deploy.demo.people import listed
from deploy.demo.places import PLACES
from deploy.demo.printing import File, heading, items, short, text

Said = tuple[Any, ...]
AKIMAT = "аппарат акима сельского округа"


@dataclass(frozen=True)
class Village:
    """The plan of one village, part by part; `by` is the account that writes it, `approved` None in work."""

    region: str
    settlement: str
    by: str
    formed: date
    goal: str
    members: tuple[Said, ...]
    problems: tuple[Said, ...] = ()
    measures: tuple[Said, ...] = ()
    activities: tuple[Said, ...] = ()
    indicators: tuple[Said, ...] = ()
    approved: date | None = None
    body: str = "assembly"
    number: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The name of its protocol."""
        return "village_plan", self.region

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Its parts as the registry takes them; an activity still names its problem by its title."""
        people = listed(self.region, range(16, 16 + len(self.members)))
        members = [(person.name, *said) for person, said in zip(people, self.members, strict=True)]
        return {
            key: [dict(zip(NAMES[key], said, strict=False)) for said in rows]
            for key, rows in (
                ("members", members),
                ("problems", self.problems),
                ("measures", self.measures),
                ("activities", self.activities),
                ("indicators", self.indicators),
            )
        }


NAMES = {
    "members": ("name", "office", "represents"),
    "problems": ("title", "sector", "priority", "votes"),
    "measures": ("for_whom", "title"),
    "activities": ("title", "problem", "starts_on", "ends_on", "owner", "funding"),
    "indicators": ("title", "unit", "base", "target", "due_on"),
}
KARNAK = Village(
    "turkistan",
    "с. Карнак",
    "partner-turkistan",
    date(2022, 8, 16),
    "2024 жылдың соңына дейін әр үйге ауызсу жетеді, көшелер жарық болады, ал жастар мен мүгедектігі бар "
    "тұрғындар ауыл өміріне тең қатысады.",
    (
        ("chair", "ауылдық округ әкімінің аппараты"),
        ("secretary", "«Береке» орталығы"),
        ("member", "жастар"),
        ("member", "ата-аналар комитеті"),
        ("member", "мүгедектігі бар тұрғындар"),
        ("member", "ауыл кәсіпкерлері"),
    ),
    (
        ("Ауызсу үш көшеге жетпейді", "water", "high", 12),
        ("Көшелер жарықтандырылмаған", "light", "high", 9),
        ("Жастардың бос уақыт өткізетін орны жоқ", "youth", "medium", 7),
        ("Клуб пен емханаға арбамен кіру мүмкін емес", "inclusion", "medium", 6),
    ),
    (
        ("Мүгедектігі бар тұрғындар", "Клуб, емхана және әкімдікке пандус пен тұтқа орнату"),
        ("Жас балалы аналар", "Жиналыстар кезінде орталықта балаларға арналған бөлме ашу"),
        ("Қарттар", "Жиналыс шешімдерін үйлеріне апарып түсіндіру, дауыс беруді үйде өткізу"),
        ("Жастар", "Жұмыс тобында және бюджет тыңдауларында екі орынды жастарға беру"),
    ),
    (
        ("Су желісін Абай, Яссауи және Бірлік көшелеріне тарту", 0, "2022-10-10", "2023-09-30",
         "ауылдық округ әкімінің аппараты", "аудандық бюджет, 18 млн ₸"),
        ("42 күн шамын орнату", 1, "2022-10-01", "2023-05-31", "«Жарық көше» бастамашыл тобы",
         "шағын грант және тұрғындардың жарнасы"),
        ("Спорт алаңы мен жастар клубын ашу", 2, "2023-03-01", "2023-10-31", "жастар кеңесі",
         "ауылдық бюджет, демеушілер"),
        ("Үш қоғамдық ғимаратқа пандус салу", 3, "2023-04-01", "2023-08-31",
         "ауылдық округ әкімінің аппараты", "ауылдық бюджет"),
        ("Жоспардың орындалуы туралы жыл сайынғы жиын", None, "2023-12-01", "2024-12-20", "жұмыс тобы",
         "қаржы қажет емес"),
    ),
    (
        ("Ауызсуға қосылған үйлердің үлесі", "%", 62, 98, "2023-12-31"),
        ("Жарықтандырылған көшелердің үлесі", "%", 20, 85, "2023-06-30"),
        ("Кедергісіз кіретін қоғамдық ғимараттар", "ғимарат", 0, 3, "2023-08-31"),
        ("Жиналыстарға қатысқан жастардың үлесі", "%", 8, 25, "2024-12-31"),
    ),
    date(2022, 9, 14),
    "assembly",
    "7",
)  # fmt: skip
UZYNAGASH = Village(
    "almaty_obl",
    "с. Узынагаш",
    "coordinator",
    date(2022, 8, 5),
    "К концу 2024 года в селе чисто и безопасно, дети идут в школу по освещённому тротуару, а люди "
    "с инвалидностью и пожилые могут сами попасть в любое общественное здание.",
    (
        ("chair", AKIMAT),
        ("secretary", "центр «Бірлік»"),
        ("member", "родительский комитет школы"),
        ("member", "молодёжный совет"),
        ("member", "совет ветеранов"),
        ("member", "люди с инвалидностью"),
        ("member", "предприниматели села"),
    ),
    (
        ("Нет тротуара и света на дороге к школе", "roads", "high", 10),
        ("Стихийная свалка у реки", "utilities", "high", 8),
        ("В дом культуры и амбулаторию нельзя попасть на коляске", "inclusion", "medium", 6),
        ("Подросткам негде заниматься вечером", "youth", "medium", 5),
        ("Не хватает поливной воды", "water", "low", 3),
    ),
    (
        ("Люди с инвалидностью", "Пандусы и поручни в доме культуры и амбулатории, место в автобусе"),
        ("Пожилые", "Выездной приём акима на дому раз в квартал, крупный шрифт в объявлениях"),
        ("Мамы с маленькими детьми", "Детский уголок на собраниях, собрания не позже 18:00"),
        ("Дунганская община", "Объявления и протоколы собраний на трёх языках"),
    ),
    (
        ("Тротуар и 30 фонарей от улицы Жамбыла до школы", 0, "2022-10-03", "2023-08-25", AKIMAT,
         "районный бюджет, 12 млн ₸"),
        ("Убрать свалку, поставить контейнеры и договориться о вывозе", 1, "2022-10-01", "2022-12-20",
         "инициативная группа «Таза ауыл»", "малый грант, средства жителей"),
        ("Пандусы и поручни в двух зданиях", 2, "2023-04-03", "2023-07-31", AKIMAT,
         "бюджет сельского округа"),
        ("Вечерняя секция и кружок в доме культуры", 3, "2022-11-01", "2023-05-31", "молодёжный совет",
         "спонсоры"),
        ("Очистить арык и составить график полива", 4, "2023-03-01", "2023-05-15", "кооператив «Су»",
         "взносы хозяйств"),
        ("Отчёт о плане на собрании местного сообщества", None, "2023-06-01", "2024-12-15", "рабочая группа",
         "не требуется"),
    ),
    (
        ("Дети, которые ходят в школу по тротуару", "%", 15, 90, "2023-09-01"),
        ("Дворы с договором на вывоз мусора", "%", 34, 80, "2023-06-30"),
        ("Общественные здания с доступным входом", "здание", 1, 3, "2023-07-31"),
        ("Подростки, занятые вечером", "человек", 25, 90, "2023-05-31"),
        ("Жители на собраниях местного сообщества", "человек", 40, 120, "2024-12-31"),
    ),
    date(2022, 9, 27),
    "residents_meeting",
    "4",
)  # fmt: skip
SHIELI = Village(
    "kyzylorda",
    "п. Шиели",
    "partner-kyzylorda",
    date(2022, 8, 23),
    "Кент тұрғындары жергілікті бюджетке қатысады, көшелер таза, ал балалар мен қарттарға қауіпсіз.",
    (
        ("chair", "кент әкімінің аппараты"),
        ("secretary", "«Достық» орталығы"),
        ("member", "мұғалімдер"),
        ("member", "жастар"),
        ("member", "ардагерлер кеңесі"),
    ),
    (
        ("Нөсерден кейін көшелерді су басады", "utilities", "high", 9),
        ("Мектеп жанында жаяу жүргінші өткелі жоқ", "safety", "high", 8),
        ("Интернет баяу, қашықтан оқу мүмкін емес", "internet", "medium", 5),
    ),
    (("Қарттар", "Әлеуметтік такси: аптасына екі рет емханаға апару"),),
    (
        ("Арықтарды тазалап, су өткізгіш құбырлар салу", 0, "2022-11-01", "2023-04-30",
         "кент әкімінің аппараты", "аудандық бюджет"),
        ("Екі мектептің жанына өткел мен белгі қою", 1, "2022-10-15", "2022-11-30",
         "кент әкімінің аппараты", "кент бюджеті"),
    ),
)  # fmt: skip
PEREMYOTNOE = Village(
    "west_kz",
    "с. Перемётное",
    "coordinator",
    date(2022, 9, 20),
    "",
    (("chair", AKIMAT), ("member", "центр «Шапағат»"), ("member", "жители улицы Гагарина")),
    (
        ("Автобусная остановка разрушена, дети ждут на обочине", "roads", "high", 9),
        ("Зимой негде собираться: клуб не отапливается", "youth", "medium", 7),
    ),
)
VILLAGES = (KARNAK, UZYNAGASH, SHIELI, PEREMYOTNOE)


def approved() -> list[Village]:
    """Those whose village has approved the plan, with a protocol each."""
    return [village for village in VILLAGES if village.approved]


def protocol_of(village: Village) -> File:
    """The signed protocol as it came from the scanner."""
    return File(f"Протокол {village.number} {PLACES[village.region].name}.pdf", partial(protocol, village))


def protocol(village: Village) -> bytes:
    """What the people of the village decided."""
    assert village.approved
    chair, secretary = listed(village.region, 16, 17)
    facts = [
        ("Село", village.settlement),
        ("Дата", short(village.approved)),
        ("Протокол", f"№ {village.number}"),
    ]
    agenda = items("отчёт рабочей группы", "обсуждение проекта плана", "утверждение плана развития")
    decided = text(
        "Инклюзивный план развития села утвердить. За: единогласно. Против: нет. Воздержались: нет."
    )
    blocks = [heading("Повестка дня"), agenda, heading("Решили"), decided]
    signatures = [("Председатель собрания", chair.name), ("Секретарь", secretary.name)]
    return printing.paper(
        "Протокол собрания местного сообщества", facts, blocks, signatures, stamp=village.settlement
    )
