"""What was written and printed: the media plan, press releases, posts, articles,
the brochure and who got it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from deploy.demo.people import Person, listed
from deploy.demo.places import PLACES

SITE = "https://www.example.com"
HANDED_OUT = {
    "mangystau": 14,
    "turkistan": 14,
    "kyzylorda": 12,
    "west_kz": 10,
    "almaty_obl": 12,
    "atyrau": 8,
    "zhambyl": 10,
}


DOWNLOADS = (
    ("04-11", 5),
    ("04-15", 4),
    ("05-07", 6),
    ("05-16", 5),
    ("06-02", 9),
    ("06-20", 4),
    ("07-15", 3),
    ("08-11", 4),
    ("09-08", 4),
    ("09-28", 2),
)
RECEIVERS = (
    "Центр «Береке», с. Карнак",
    "Центр «Достық», п. Шиели",
    "Центр «Бірлік», с. Узынагаш",
    "Центр «Шапағат», с. Перемётное",
    *(
        f"аппарат акима: {place}"
        for place in ("Шетпе", "Карнак", "Шиели", "Перемётное", "Шелек", "Индербор", "Мерке")
    ),
)


@dataclass(frozen=True)
class Issue:
    """One thing issued; `proof` is the kind of evidence attached, "" for none;
    `people` signed for a brochure."""

    kind: str
    day: date
    title: str
    by: str = "pr"
    region: str | None = None
    quantity: int = 1
    channel: str | None = None
    link: str | None = None
    proof: str = ""
    medium: str | None = None
    people: tuple[Person, ...] = ()


def on(text: str) -> date:
    """A day of 2022."""
    return date.fromisoformat(f"2022-{text}")


def documents() -> list[Issue]:
    """The media plan, the brochure, its reviews, its way to readers and to the centres."""
    title = "Брошюра «О механизмах участия граждан в принятии решений проблем местного сообщества»"
    return [
        Issue("media_plan", on("04-04"), "Медиаплан проекта на апрель-ноябрь 2022 года", proof="other"),
        Issue("brochure", on("04-08"), title, link=f"{SITE}/brochure.pdf", proof="publication_link"),
        Issue(
            "expert_review",
            on("04-06"),
            "Ким Валерий Андреевич, эксперт по государственному управлению",
            "coordinator",
            proof="review",
        ),
        Issue(
            "expert_review",
            on("04-07"),
            "Байжанова Әсем Нұрланқызы, юрист-практик",
            "coordinator",
            proof="review",
        ),
        *(handout(region, copies) for region, copies in HANDED_OUT.items()),
        Issue(
            "manual_handover",
            on("09-09"),
            "Четыре центра и семь аппаратов акимов",
            "coordinator",
            proof="handover_act",
        ),
    ]


def handout(region: str, copies: int) -> Issue:
    """Paper copies given out at the trainings of a region, with signatures."""
    days = {
        "mangystau": "04-14",
        "turkistan": "04-21",
        "kyzylorda": "04-28",
        "west_kz": "05-06",
        "almaty_obl": "05-13",
        "atyrau": "05-19",
        "zhambyl": "05-26",
    }
    people = listed(region, range(copies // 2), range(16, 16 + copies - copies // 2))
    return Issue(
        "brochure_handout",
        on(days[region]),
        f"Тренинги: {PLACES[region].name}",
        "assistant",
        region,
        copies,
        proof="signed_list",
        medium="paper",
        people=tuple(people),
    )


RELEASES = [
    ("04-05", None, "В семи областях начинается проект развития местного самоуправления"),
    ("04-20", "mangystau", "В Актау представили проект «восемь месяцев, семь областей»"),
    ("05-27", None, "Завершена серия тренингов: города и сёла семи областей"),
    ("06-01", None, "Объявлен конкурс малых грантов для инициативных групп"),
    ("06-28", None, "Подведены итоги конкурса: поддержаны 16 инициативных групп"),
    ("07-29", "turkistan", "Түркістанда жобаның барысы таныстырылды"),
    ("09-15", None, "Первые инициативные группы завершили свои проекты"),
]
POSTS = [
    ("04-05", "Instagram", None, "Старт! Кто такие местное сообщество и что оно может"),
    ("04-13", "Facebook", "mangystau", "Актау: 16 участников разобрали полномочия местного сообщества"),
    ("04-22", "Instagram", "turkistan", "Қарнақта тренинг өтті: бюджет туралы ашық сөйлестік"),
    ("04-29", "Instagram", "kyzylorda", "Шиелі тұрғындары сұрақ қоюды үйренді"),
    ("05-06", "Facebook", "west_kz", "Перемётное: как сельчанину влиять на бюджет округа"),
    ("05-16", "Telegram", None, "Пять вопросов акиму, которые вправе задать каждый"),
    ("05-21", "Instagram", "kyzylorda", "Шиеліде «Достық» орталығы ашылды"),
    ("05-27", "Facebook", "zhambyl", "Тараз и Мерке: последние тренинги весны"),
    ("06-02", "Telegram", None, "Конкурс малых грантов открыт: как подать заявку"),
    ("06-13", "Instagram", "almaty_obl", "Центр «Бірлік» в Узынагаше ждёт жителей с вопросами"),
    ("06-20", "Telegram", None, "Последний день приёма заявок"),
    ("06-29", "Instagram", None, "16 групп-победителей: знакомимся"),
    ("07-14", "Facebook", "west_kz", "Мастер-класс: местный бюджет простыми словами"),
    ("08-11", "Telegram", "almaty_obl", "Как написать социальный проект: конспект мастер-класса"),
    ("08-26", "Instagram", "mangystau", "Құрықта балалар алаңы ашылды"),
    ("09-08", "Facebook", "atyrau", "Откуда берутся доноры: ответы на вопросы участников"),
    ("09-22", "Instagram", "turkistan", "Шәуілдірде арық тазартылды: су бақшаларға жетті"),
]
ARTICLES = [
    ("05-10", "районная газета «Ауыл тынысы»", "turkistan", "Ауыл тағдыры – ауыл тұрғынының қолында"),
    (
        "07-05",
        "областная газета «Новости у моря»",
        "mangystau",
        "Миллион на добрые дела: три группы Мангистау получили гранты",
    ),
    ("09-16", "районная газета «Сельский день»", "west_kz", "Остановка, которую построили сами"),
]


def media() -> list[Issue]:
    """Press releases as files, posts with a link and mostly a picture, articles with a clipping."""
    return [
        *(
            Issue("press_release", on(day), title, region=region, channel="рассылка СМИ", proof="other")
            for day, region, title in RELEASES
        ),
        *(
            Issue(
                "social_post",
                on(day),
                title,
                region=region,
                channel=channel,
                link=f"{SITE}/posts/{number}",
                proof="screenshot" if number % 4 else "",
            )
            for number, (day, channel, region, title) in enumerate(POSTS, 1)
        ),
        *(
            Issue(
                "press_article",
                on(day),
                title,
                region=region,
                channel=paper,
                link=f"{SITE}/press/{number}",
                proof="screenshot" if number < 3 else "",
            )
            for number, (day, paper, region, title) in enumerate(ARTICLES, 1)
        ),
    ]


def all_issues() -> list[Issue]:
    """Everything issued, in the order of its day."""
    return sorted([*documents(), *media()], key=lambda issue: issue.day)


@dataclass(frozen=True)
class Planned:
    """One item of the media plan that is not published by 30 September."""

    kind: str
    status: str
    title: str
    day: date | None = None
    channel: str | None = None
    region: str | None = None
    activity: str | None = None
    owner: str = "Специалист по связям с общественностью"


def planned() -> list[Planned]:
    """What the autumn still brings: one item is late, two are due within two weeks."""
    return [
        Planned(
            "press_release",
            "approved",
            "Мастер-классы завершены: чему научились жители семи областей",
            on("09-29"),
            "рассылка СМИ",
        ),
        Planned(
            "social_post",
            "approved",
            "Осенний конкурс идей: что дальше с детской площадкой",
            on("10-05"),
            "Instagram",
            "mangystau",
        ),
        Planned("social_post", "draft", "Ауыл бюджеті қалай жасалады", on("10-12"), "Telegram", "turkistan"),
        Planned(
            "broadcast",
            "draft",
            "Сюжет о центре «Достық»: один день консультанта",
            on("10-19"),
            "областной телеканал",
            "kyzylorda",
            owner="Координатор проекта",
        ),
        Planned(
            "invitation",
            "idea",
            "Приглашение СМИ на итоговый брифинг",
            on("10-24"),
            "рассылка СМИ",
            activity="F.2",
        ),
        Planned("press_article", "idea", "Четыре истории успеха: от идеи до акта приёмки", on("11-07")),
        Planned("social_post", "idea", "Спасибо волонтёрам асара"),
    ]
