"""What people wrote about the project in social networks, good and bad: invented, without their names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

from deploy.demo import pictures, printing
from deploy.demo.printing import File, short

POSTS = "https://www.example.com/posts"
LINKED, PICTURED, BARE = "linked", "pictured", "bare"
CALLED = {"instagram": "Instagram", "facebook": "Facebook", "telegram": "Telegram", "whatsapp": "WhatsApp"}


@dataclass(frozen=True)
class Opinion:
    """A review; `shown` is what proves it: a link, a picture, or neither yet."""

    day: date
    network: str
    tone: str
    region: str
    said: str
    shown: str = PICTURED
    by: str = "pr"

    @property
    def key(self) -> tuple[str, str, str]:
        """The name of its picture."""
        return "opinion", self.region, self.day.isoformat()


def told(day: str, network: str, tone: str, region: str, said: str, shown: str = PICTURED) -> Opinion:
    """A review of a day of 2022; partners write down those of their regions."""
    partners = {"turkistan": "partner-turkistan", "kyzylorda": "partner-kyzylorda"}
    by = partners.get(region, "pr")
    return Opinion(date.fromisoformat(f"2022-{day}"), network, tone, region, said, shown, by)


OPINIONS = (
    told("05-06", "instagram", "positive", "mangystau", "Тренинг в Актау очень полезный, спасибо тренерам!"),
    told("05-14", "facebook", "positive", "almaty_obl", "Наконец-то понятно, как работает сход. Рахмет!"),
    told("05-23", "instagram", "positive", "turkistan", "Карнакта орталық ашылды, ауылға керек дүние."),
    told(
        "05-28",
        "telegram",
        "positive",
        "west_kz",
        "В Перемётном открыли центр, уже записалась на консультацию.",
    ),
    told("06-03", "instagram", "positive", "kyzylorda", "Шиелідегі тренингке қатыстым, өте пайдалы болды."),
    told(
        "06-10",
        "facebook",
        "neutral",
        "atyrau",
        "Прошёл тренинг по самоуправлению. Ждём продолжения в районе.",
    ),
    told("06-16", "instagram", "positive", "zhambyl", "Меркедегі кездесу ұнады, сұрақтарға жауап алдық."),
    told("06-24", "whatsapp", "positive", "turkistan", "Раушан апай өтініш жазуға көмектесті, рақмет."),
    told(
        "07-05", "instagram", "positive", "almaty_obl", "Брошюра простая и понятная, раздала соседям.", LINKED
    ),
    told(
        "07-19",
        "facebook",
        "negative",
        "west_kz",
        "Зал был тесный, половина людей стояла в коридоре.",
        LINKED,
    ),
    told(
        "08-02",
        "instagram",
        "positive",
        "kyzylorda",
        "Шағын грант туралы анық айтылды, өтінім береміз.",
        LINKED,
    ),
    told(
        "08-11",
        "telegram",
        "positive",
        "mangystau",
        "Подали заявку от инициативной группы, помогли с бюджетом.",
    ),
    told(
        "08-25", "instagram", "positive", "turkistan", "Балалар алаңы салынып жатыр! Көшеміз рақмет айтады."
    ),
    told("09-06", "facebook", "neutral", "zhambyl", "Итоги конкурса опубликованы на сайте альянса.", LINKED),
    told("09-15", "instagram", "positive", "atyrau", "Скамейки и освещение в Индерборе уже стоят, молодцы."),
    told("09-22", "whatsapp", "positive", "west_kz", "В центре «Шапағат» всегда подскажут, спасибо!", BARE),
)


def pictured() -> list[Opinion]:
    """Those of which somebody kept a picture."""
    return [opinion for opinion in OPINIONS if opinion.shown == PICTURED]


def picture_of(opinion: Opinion) -> File:
    """The screenshot."""
    return File(f"Отзыв {short(opinion.day)}.png", partial(screenshot, opinion))


def screenshot(opinion: Opinion) -> bytes:
    """The review as a telephone shows it."""
    seed, where = "/".join(opinion.key), CALLED[opinion.network]
    return printing.picture(
        pictures.post(seed, where, short(opinion.day), f"«{opinion.said}»", opinion.region)
    )
