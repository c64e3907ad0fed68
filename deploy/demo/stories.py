"""Success stories of finished sub-projects, and projects of participants that donors were asked for. All
invented; one story shows people nobody has asked, one is not published yet, one donor has not decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from deploy.demo import pictures, printing
from deploy.demo.contest import Bid, bids
from deploy.demo.contest_papers import OWNER
from deploy.demo.people import Person, listed
from deploy.demo.printing import File, short, text

ASKED, UNASKED, FACELESS = "asked", "unasked", "faceless"


@dataclass(frozen=True)
class Told:
    """A story of a group; `people` says whether those in its photo were asked, `quote` is of its leader."""

    group: str
    title: str
    action: str
    result: str
    numbers: str
    quote: str
    published: str
    channel: str
    link: str
    people: str
    by: str = "pr"

    @property
    def bid(self) -> Bid:
        """The application of the group."""
        return next(bid for bid in bids() if bid.group == self.group)

    @property
    def day(self) -> date | None:
        """When it was published."""
        return date.fromisoformat(f"2022-{self.published}") if self.published else None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The files it has."""
        consent = ("consent",) * (self.people == ASKED)
        copy = ("publication_link",) * (bool(self.published) and not self.link)
        return ("photo", *consent, *copy) if self.published else ()


TOLD = (
    Told(
        "ИГ «Береке»",
        "Вода у каждого двора",
        "Группа обошла все дворы, нашла старые чертежи, купила трубы на грант и за две недели "
        "заменила четыре колонки. Работали вечерами, по очереди.",
        "Работают все шесть колонок. Полить огород можно днём, а не ночью.",
        "6 колонок из 6, 210 дворов, 34 человека вышли на работу",
        "Мы десять лет ждали, что кто-то придёт. Оказалось, ждали нас самих.",
        "09-08",
        "Газета «Карнак тынысы»",
        "",
        ASKED,
    ),
    Told(
        "ИГ «Достық»",
        "Балаларға – алаң, көлікке – жол",
        "Топ мектеп жанындағы бос жерді тегістеп, қоршап, екі қақпа орнатты. Жұмысқа әкелер шықты.",
        "Балалар енді жолда емес, алаңда ойнайды. Кешке ересектер де жиналады.",
        "1 алаң, 120 бала, 28 ерікті",
        "",
        "09-13",
        "Instagram",
        "https://www.example.com/posts/dostyk-alan",
        ASKED,
        "partner-kyzylorda",
    ),
    Told(
        "ИГ «Бірлік»",
        "Сквер, который посадили сами",
        "Рядом с домом культуры группа посадила сорок саженцев, поставила скамьи и пандус.",
        "Пожилые ждут внуков с кружков в тени, дорожка доступна для колясок.",
        "40 саженцев, 8 скамей, 1 пандус",
        "",
        "09-16",
        "Сайт ассоциации",
        "https://www.example.com/posts/birlik-skver",
        FACELESS,
    ),
    Told(
        "ИГ «Теңіз самалы»",
        "Двор, где слышно детей",
        "Жители четырёх домов вместе собрали площадку: качели, песочницу, мягкое покрытие.",
        "Дети гуляют под окнами, а не у дороги.",
        "4 дома, 60 детей",
        "",
        "09-21",
        "Facebook",
        "https://www.example.com/posts/tengiz-aula",
        UNASKED,
    ),
    Told(
        "ИГ «Мерке бастауы»",
        "К роднику – с любым ведром",
        "Группа укрепила спуск камнем, поставила перила и навес.",
        "К воде подходят и бабушки, и дети.",
        "",
        "",
        "",
        "",
        "",
        FACELESS,
    ),
)


@dataclass(frozen=True)
class Given:
    """A participant's project that a donor was asked for; without a day he has not decided."""

    region: str
    place: int
    title: str
    donor: str
    origin: str
    amount: Decimal
    decided: str
    by: str

    @property
    def participant(self) -> Person:
        """Whose project it is."""
        return listed(self.region, self.place)[0]

    @property
    def day(self) -> date | None:
        """When the donor decided."""
        return date.fromisoformat(f"2022-{self.decided}") if self.decided else None

    @property
    def key(self) -> tuple[str, str]:
        """The name of the donor's letter."""
        return "donor", self.region


GIVEN = (
    Given(
        "turkistan",
        20,
        "Теплица при школе для детей с инвалидностью",
        "Общественный фонд «Жарқын болашақ»",
        "domestic",
        Decimal("1850000"),
        "09-14",
        "partner-turkistan",
    ),
    Given(
        "atyrau",
        21,
        "Мобильный пункт правовой помощи для сёл",
        "Программа малых грантов «Steppe Communities»",
        "foreign",
        Decimal("2400000"),
        "",
        "assistant",
    ),
)


def all_files() -> Iterator[tuple[tuple[str, ...], File]]:
    """The files of the stories and the letters of donors, by their keys."""
    for told in TOLD:
        yield from ((("story", told.group, kind), file_of(told, kind)) for kind in told.kinds)
    yield from ((given.key, letter_of(given)) for given in GIVEN if given.day)


def file_of(told: Told, kind: str) -> File:
    """A photo, a consent, a copy of the publication."""
    names = {"photo": "Фото.png", "consent": "Согласие.pdf", "publication_link": "Вырезка.png"}
    return File(f"{told.group} {names[kind]}", partial(MAKERS[kind], told))


def photo(told: Told) -> bytes:
    """What the place looks like now."""
    return printing.picture(pictures.before_after(told.title, told.bid.region, told.title))


def consent(told: Told) -> bytes:
    """The consent of whoever is shown and quoted."""
    leader = told.bid.leader
    words = (
        "Я согласен(на), чтобы моё фото и мои слова были опубликованы в истории успеха "
        f"«{told.title}», с указанием имени. Согласие можно отозвать."
    )
    facts = [("История", told.title), ("Группа", told.group), ("Дата", short(told.day or date(2022, 9, 1)))]
    return printing.paper("Согласие на публикацию", facts, [text(words)], [("Согласен(на)", leader.name)])


def clipping(told: Told) -> bytes:
    """The cutting of the newspaper."""
    day = short(told.day or date(2022, 9, 1))
    return printing.picture(pictures.clipping(told.title, told.channel, day, told.title))


MAKERS = {"photo": photo, "consent": consent, "publication_link": clipping}


def letter_of(given: Given) -> File:
    """The letter of a donor who decided."""
    return File("Письмо донора.pdf", partial(letter, given))


def letter(given: Given) -> bytes:
    """What the donor writes."""
    amount = f"{given.amount:,.0f} ₸".replace(",", "\u00a0")
    words = (
        f"Сообщаем, что проект «{given.title}» поддержан на сумму {amount}. "
        "Средства поступят в течение месяца после подписания договора."
    )
    day = short(given.day or date(2022, 9, 1))
    facts = [("Кому", given.participant.name), ("Копия", OWNER[0]), ("Дата", day)]
    signed = [("Исполнительный директор", "Сагинтаева М.")]
    head = (given.donor,)
    return printing.paper("О поддержке проекта", facts, [text(words)], signed, head=head, stamp="ОФ")
