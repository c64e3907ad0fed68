"""The papers behind publications: the media plan, the brochure, reviews, sheets of hand-outs,
releases, posts and cuttings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from deploy.demo import pictures, printing
from deploy.demo.printing import File, heading, items, new_page, short, table, text
from deploy.demo.publications import RECEIVERS, Issue, media

OWNER = ("ОЮЛ «Гражданский альянс Мангистауской области» (ГАМО)",)
CHAPTERS = (
    (
        "Кто такие местное сообщество",
        ("все жители села или округа", "собрание выбирает делегатов", "сход собирается по важным вопросам"),
    ),
    ("На что можно повлиять", ("бюджет округа", "план развития села", "благоустройство и досуг")),
    (
        "Как это сделать",
        ("обращение к акиму", "участие в собрании", "слушания по бюджету", "проект инициативной группы"),
    ),
    ("Где помогут", ("центры «Береке», «Достық», «Бірлік», «Шапағат»", "партнёры проекта в семи областях")),
)


def paper_of(issue: Issue) -> File:
    """The file that proves a publication."""
    names = {
        "media_plan": "Медиаплан.pdf",
        "brochure": "Брошюра.pdf",
        "expert_review": f"Отзыв эксперта {short(issue.day)}.pdf",
        "manual_handover": "Акт передачи пособия.pdf",
        "press_release": f"Пресс-релиз {short(issue.day)}.docx",
        "social_post": f"Пост {short(issue.day)}.png",
        "press_article": f"Статья {short(issue.day)}.png",
    }
    name = names.get(issue.kind) or f"Ведомость выдачи {short(issue.day)}.pdf"
    return File(name, partial(MAKERS[issue.kind], issue))


def media_plan(issue: Issue) -> bytes:
    """What was to be written, when and where."""
    kinds = {"press_release": "пресс-релиз", "social_post": "пост", "press_article": "статья"}
    planned = sorted((item for item in media() if item.kind in kinds), key=lambda item: item.day)
    rows = [[f"{item.day:%m.%Y}", kinds[item.kind], item.channel or ""] for item in planned]
    return printing.paper(
        issue.title,
        [("Утверждён", short(issue.day))],
        [table(["Месяц", "Материал", "Канал"], [0, 1, 2], rows)],
        [("Руководитель проекта", "Г. Абенова")],
        head=OWNER,
        stamp="ГАМО",
    )


def brochure(issue: Issue) -> bytes:
    """A short edition of the guide."""
    blocks = [part for title, lines in CHAPTERS for part in (heading(title), items(*lines), new_page())]
    return printing.paper(
        "О механизмах участия граждан в принятии решений проблем местного сообщества",
        [("Тираж", "80 экземпляров и электронная версия"), ("Год", "2022")],
        blocks[:-1],
        [],
        head=OWNER,
    )


def expert_review(issue: Issue) -> bytes:
    """An expert's opinion of the guide."""
    name, _comma, post = issue.title.partition(", ")
    words = [
        "Пособие изложено простым языком и следует действующему законодательству о местном самоуправлении.",
        "Примеры взяты из жизни сёл; образцы обращений можно использовать без доработки.",
        "Рекомендую пособие собраниям местного сообщества, сельским акиматам и ресурсным центрам.",
    ]
    return printing.paper(
        "Отзыв на информационную брошюру",
        [("Эксперт", f"{name}, {post}"), ("Дата", short(issue.day))],
        [text(line) for line in words],
        [(post, name)],
    )


def handout(issue: Issue) -> bytes:
    """Who got a paper copy, with signatures."""
    rows = [
        [str(number), person.name, person.settlement, "1", ""]
        for number, person in enumerate(issue.people, 1)
    ]
    columns = ["№", "ФИО", "Населённый пункт", "Экз.", "Подпись"]
    return printing.paper(
        "Ведомость выдачи брошюр",
        [("Тренинги", issue.title.split(": ")[1]), ("Дата", short(issue.day))],
        [table(columns, [0, 5, 3, 0, 0], rows, [person.name for person in issue.people])],
        [("Выдала", "Сейтова Д.")],
        head=OWNER,
    )


def handover(issue: Issue) -> bytes:
    """The act by which centres and akimats got the guide."""
    rows = [[str(number), name, "1"] for number, name in enumerate(RECEIVERS, 1)]
    return printing.paper(
        "Акт приёма-передачи пособия",
        [("Дата", short(issue.day))],
        [
            text("Пособие передано для учебно-методической работы ресурсных центров и сельских акиматов."),
            table(["№", "Получатель", "Экз."], [0, 1, 0], rows),
        ],
        [("Сдал", "Досжанов Е."), ("Принял (за центры)", "Қалдыбаева Р.")],
        head=OWNER,
        stamp="ГАМО",
    )


def press_release(issue: Issue) -> bytes:
    """A short letter to the press."""
    return printing.letter(
        issue.title,
        [
            f"Дата: {short(issue.day)}",
            "Для кого: республиканские, областные и районные СМИ",
            "Проект «Организация комплекса мероприятий, "
            "направленных на развитие местного самоуправления» идёт с апреля "
            "по ноябрь 2022 года в семи областях за счёт государственного "
            "гранта НАО «Центр поддержки гражданских инициатив».",
            "Жители сёл и городов учатся пользоваться своими правами, "
            "обсуждают бюджет округа и сами решают вопросы местного значения.",
            "Контакт: специалист по связям с общественностью, +7 700 000 00 03",
        ],
    )


def social_post(issue: Issue) -> bytes:
    """The post as it looked."""
    return printing.picture(
        pictures.post(issue.title, issue.channel or "", short(issue.day), issue.title, issue.region)
    )


def press_article(issue: Issue) -> bytes:
    """The cutting."""
    return printing.picture(
        pictures.clipping(issue.title, issue.channel or "", short(issue.day), issue.title)
    )


MAKERS: dict[str, Callable[[Issue], bytes]] = {
    "media_plan": media_plan,
    "brochure": brochure,
    "expert_review": expert_review,
    "brochure_handout": handout,
    "manual_handover": handover,
    "press_release": press_release,
    "social_post": social_post,
    "press_article": press_article,
}
