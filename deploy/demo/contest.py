"""The contest of mini-grants: thirty-four applications, sixteen awards,
eleven finished by 30 September."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from deploy.demo.people import Person, listed

TITLE, TITLE_KK = "Конкурс малых грантов", "Шағын гранттар конкурсы"
REGULATION, OPENS, CLOSES = date(2022, 5, 27), date(2022, 6, 1), date(2022, 6, 20)
COMMISSION, PROTOCOL = date(2022, 6, 24), date(2022, 6, 27)
FIRST_PAYMENT = date(2022, 7, 6)
FIRST_SHARE = Decimal("0.70")
REFUSED = "Не хватило баллов: заявка осталась ниже проходной в своей области"

Payment = tuple[Decimal, date, str]


@dataclass(frozen=True)
class Bid:
    """An application; `award` is what it got (tenge),
    `finished` the day its sub-project was accepted, `lacks` missing evidence."""

    region: str
    group: str
    settlement: str
    title: str
    problem: str
    requested: Decimal
    award: Decimal | None
    finished: date | None
    state: str
    lacks: tuple[str, ...]
    leader: Person
    registered: date
    number: int

    @property
    def by(self) -> str:
        """Who enters it: the region's partner or the assistant."""
        return f"partner-{self.region}" if self.region in ("turkistan", "kyzylorda") else "assistant"

    @property
    def payments(self) -> list[Payment]:
        """What was paid of the award: seventy per cent first, the rest when it was finished;
        the last award waits for its papers."""
        if self.award is None or self.state == "unpaid":
            return []
        first = (self.award * FIRST_SHARE).quantize(Decimal("1"))
        paid = [(first, FIRST_PAYMENT, f"платёжное поручение № {100 + self.number}")]
        if self.finished:
            paid.append(
                (
                    self.award - first,
                    max(self.finished, FIRST_PAYMENT),
                    f"платёжное поручение № {160 + self.number}",
                )
            )
        return paid


BIDS = {
    "mangystau": """
        «Теңіз самалы» | с. Курык | Детская площадка во дворе |\
            Во дворе четырёх домов нет места для детей | 360 | 340 | 08-24 |
        «Жасыл Шетпе» | с. Шетпе | Зелёная улица с капельным поливом |\
            Саженцы гибнут без полива | 350 | 330 | 09-05 | report
        «Аналар кеңесі» | с. Жетыбай | Свет на дороге к школе | Дети идут в школу в темноте | 330 | 310 | |
        «Форт жастары» | г. Форт-Шевченко | Дворовый клуб | Подросткам негде собраться | 400 | | | refused
        «Қамқор көршілер» | с. Бейнеу | Пандусы для трёх домов |\
            Жильцы на колясках не выходят из дома | 420 | | | refused""",
    "turkistan": """
        «Береке» | с. Карнак | Ремонт уличных водяных колонок |\
            Из шести колонок работают две | 380 | 350 | 08-30 |
        «Таза бұлақ» | с. Шаульдер | Очистка арыка | Вода не доходит до огородов | 350 | 330 | 09-19 | photo
        «Жастар» | г. Кентау | Площадка для уличной гимнастики |\
            В квартале нет спортивной площадки | 350 | 320 | |
        «Әжелер мектебі» | с. Шаян | Мастерская лоскутного шитья |\
            Пожилым женщинам нужен заработок | 300 | | | refused
        «Темірлан ауласы» | с. Темирлан | Скамейки и навес у поликлиники |\
            Очередь стоит на солнце | 280 | | | refused
        «Арыс тынысы» | г. Арыс | Сквер у вокзала | Пустырь у вокзала зарос | 450 | | | waiting""",
    "kyzylorda": """
        «Достық» | п. Шиели | Поле для мини-футбола | Дети играют на проезжей части | 495 | 490 | 09-02 |
        «Сыр өрнегі» | п. Жалагаш | Войлочная мастерская для женщин |\
            Ремесло забывается, работы нет | 490 | 480 | 09-20 |
        «Арал үміті» | г. Аральск | Посадка саксаула вокруг города |\
            Песок заносит крайние улицы | 450 | | | waiting
        «Тереңөзек көркі» | п. Теренозек | Оформление центральной площади |\
            На площади нет тени | 380 | | | refused
        «Қазалы жастары» | п. Айтеке би | Коворкинг в библиотеке |\
            Молодёжи негде учиться вечером | 410 | | | refused""",
    "west_kz": """
        «Шапағат» | с. Перемётное | Остановочный павильон | Автобус ждут под дождём | 470 | 450 | 09-09 |
        «Казталовские берега» | с. Казталовка | Укрепление тропы у реки |\
            Тропа осыпается каждую весну | 450 | 430 | |
        «Добрые соседи» | г. Аксай | Двор без барьеров | Во дворе нет съездов для колясок | 390 | | | refused
        «Жәнібек әуені» | с. Жанибек | Кружок домбры | Инструментов не хватает на всех | 340 | | | refused
        «Сельский клуб» | с. Фёдоровка | Кинозал под открытым небом |\
            Летом в селе нечем заняться | 460 | | | refused""",
    "almaty_obl": """
        «Бірлік» | с. Узынагаш | Сквер у дома культуры | Рядом с центром негде посидеть | 495 | 490 | 08-31 |
        «Таза Шелек» | с. Шелек | Площадки для раздельного сбора |\
            Мусор сжигают во дворах | 480 | 460 | 09-14 | report
        «Есік бақтары» | г. Есик | Сад на школьном дворе | Школьный двор пуст | 370 | | | refused
        «Талгарские тропы» | г. Талгар | Разметка пешеходных троп |\
            Туристы теряются, склон вытоптан | 420 | | | refused
        «Кеген жайлауы» | с. Кеген | Информационный щит и лавочки |\
            Приезжие не знают о селе | 260 | | | refused""",
    "atyrau": """
        «Жайық» | п. Индербор | Скважина с ручным насосом |\
            В паводок посёлок остаётся без воды | 460 | 440 | |
        «Мақат жарығы» | п. Макат | Освещение школьного двора |\
            Секции заканчиваются в темноте | 430 | 420 | 09-21 | photo
        «Доссор ауласы» | п. Доссор | Детская площадка | Старая площадка опасна | 410 | | | refused
        «Құлсары аналары» | г. Кульсары | Игровая комната при поликлинике |\
            Дети скучают в очереди | 300 | | | refused""",
    "zhambyl": """
        «Мерке бастауы» | с. Мерке | Обустройство родника |\
            К роднику трудно подойти с ведром | 480 | 460 | 09-16 |
        «Ізгілік» | с. Кулан | Комната для особенных детей |\
            Детям с инвалидностью негде заниматься | 450 | 440 | | unpaid
        «Қордай көшесі» | с. Кордай | Тротуар к детскому саду |\
            Родители идут по проезжей части | 440 | | | refused
        «Шу жастары» | г. Шу | Дворовая лига | Подросткам нужен инвентарь | 320 | | | refused""",
}
STATES = ("refused", "waiting", "unpaid")


def bids() -> list[Bid]:
    """The applications in the order of their days, numbered from one."""
    rows = [
        (region, place, line)
        for region, text in BIDS.items()
        for place, line in enumerate(text.strip().splitlines())
    ]
    spread = sorted(rows, key=lambda row: (row[1], row[0]))
    return [bid(number, region, line) for number, (region, _, line) in enumerate(spread, 1)]


def bid(number: int, region: str, line: str) -> Bid:
    """One application from its line: group, settlement, title, problem,
    requested and award in thousands, finished, a note."""
    group, settlement, title, problem, requested, award, finished, note = (
        part.strip() for part in line.split("|")
    )
    leader = listed(region, 17 + number % 8)[0]
    return Bid(
        region,
        f"ИГ {group}",
        settlement,
        title,
        f"{problem}.",
        Decimal(requested) * 1000,
        Decimal(award) * 1000 if award else None,
        date.fromisoformat(f"2022-{finished}") if finished else None,
        note if note in STATES else "",
        (note,) if note and note not in STATES else (),
        leader,
        date(2022, 6, 2 + number // 2),
        number,
    )
