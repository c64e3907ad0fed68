"""The papers of the centres and of the contest: acts, memoranda, the regulation,
score sheets, agreements, reports."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from deploy.demo import contest, pictures, printing
from deploy.demo.centres import Centre
from deploy.demo.contest import Bid
from deploy.demo.people import listed
from deploy.demo.places import PLACES
from deploy.demo.printing import File, heading, items, short, table, text

OWNER = ("ОЮЛ «Гражданский альянс Мангистауской области» (ГАМО)",)
LEAD = ("Руководитель проекта", "Абенова Г.")
CRITERIA = (
    "Актуальность проблемы",
    "Участие жителей",
    "Реалистичность бюджета",
    "Устойчивость результата",
    "Доступность для всех",
)
OWN_SHARE = Decimal("0.15")
COMMISSION = listed("mangystau", range(53, 60))


def tenge(amount: Decimal) -> str:
    """An amount with thin groups."""
    return f"{amount:,.0f} ₸".replace(",", "\u00a0")


def centre_paper(centre: Centre, kind: str) -> File:
    """The file that proves a centre."""
    name = {"opening_act": "Акт об открытии.pdf", "memorandum": "Меморандум.pdf", "photo": "Открытие.png"}[
        kind
    ]
    makers = {"opening_act": opening_act, "memorandum": memorandum, "photo": opening}
    return File(f"{centre.settlement} {name}", partial(makers[kind], centre))


def opening_act(centre: Centre) -> bytes:
    """The act by which a centre was opened."""
    facts = [
        ("Центр", centre.name),
        ("Адрес", f"{centre.settlement}, {centre.address}"),
        ("Дата", short(centre.opened)),
    ]
    words = (
        "Комиссия в составе представителей проекта, принимающей стороны и жителей осмотрела помещение. "
        "Центр оснащён столами, "
        "компьютером, информационным стендом и журналом регистрации консультаций и открыт для жителей."
    )
    rules = items("вход без порогов", "приём граждан по вторникам и четвергам", "консультации бесплатны")
    return printing.paper(
        "Акт об открытии community-центра",
        facts,
        [text(words), rules],
        [LEAD, ("Принимающая сторона", centre.host)],
        head=(PLACES[centre.region].partner, *OWNER),
        stamp="ГАМО",
    )


def memorandum(centre: Centre) -> bytes:
    """What the project and the host promised one another."""
    facts = [("Центр", centre.name), ("Стороны", f"ГАМО и {centre.host}"), ("Дата", short(centre.opened))]
    promises = items(
        "помещение предоставляется безвозмездно",
        "консультант принимает два раза в неделю",
        "отчёт о работе центра – ежемесячно",
    )
    blocks = [
        heading("Предмет"),
        text("Стороны вместе обеспечивают работу центра и его доступность для жителей."),
        heading("Обязательства"),
        promises,
    ]
    return printing.paper(
        "Меморандум о сотрудничестве",
        facts,
        blocks,
        [LEAD, ("Партнёр", centre.host)],
        head=OWNER,
        stamp="ГАМО",
    )


def opening(centre: Centre) -> bytes:
    """The day of the opening."""
    return printing.picture(pictures.opening(centre.name, centre.region, centre.name))


def contest_paper(kind: str) -> File:
    """Regulation, score sheets or the protocol of the contest."""
    return {
        "regulation": File("Положение о конкурсе.pdf", regulation),
        "score_sheet": File("Оценочные листы.pdf", score_sheets),
        "protocol": File("Протокол итогов конкурса.pdf", protocol),
    }[kind]


def regulation() -> bytes:
    """The rules of the contest."""
    chapters = {
        "1. Фонд": "Фонд конкурса – 7 000 000 ₸, по 1 000 000 ₸ на каждую из семи областей. "
        "Средняя стоимость проекта не выше 500 000 ₸.",
        "2. Кто участвует": "Инициативные группы не менее трёх жителей одного населённого пункта.",
        "3. Сроки": f"Приём заявок с {short(contest.OPENS)} по {short(contest.CLOSES)} "
        "по времени г. Нур-Султан.",
        "4. Критерии": "; ".join(CRITERIA) + ".",
        "5. Решение": "Семь членов комиссии оценивают каждый критерий от 1 до 5; "
        "итоги оформляются протоколом.",
    }
    blocks = [block for title, words in chapters.items() for block in (heading(title), text(words))]
    facts = [("Утверждено", short(contest.REGULATION))]
    return printing.paper(f"Положение. {contest.TITLE}", facts, blocks, [LEAD], head=OWNER, stamp="ГАМО")


def score_sheets() -> bytes:
    """The sheets of the seven members, added up."""
    rows = [
        [f"{bid.group}, {bid.settlement}", *(str(score(bid, criterion)) for criterion in range(5))]
        for bid in contest.bids()
    ]
    return printing.paper(
        "Сводный оценочный лист",
        [("Дата", short(contest.COMMISSION)), ("Членов комиссии", "7")],
        [table(["Заявка", *(f"К{number}" for number in range(1, 6))], [1, 0, 0, 0, 0, 0], rows)],
        [("Член комиссии", member.name) for member in COMMISSION],
        head=OWNER,
    )


def score(bid: Bid, criterion: int) -> int:
    """Points of one criterion, of thirty-five: more for those that won."""
    return (29 if bid.award else 20) + (bid.number * 5 + criterion * 3) % 6


def protocol() -> bytes:
    """Who won and how much."""
    rows = [
        [PLACES[bid.region].name, f"{bid.group}, {bid.settlement}", tenge(bid.requested), tenge(bid.award)]
        for bid in sorted(contest.bids(), key=lambda bid: bid.region)
        if bid.award
    ]
    facts = [
        ("Дата", short(contest.PROTOCOL)),
        ("Заявок", str(len(contest.bids()))),
        ("Поддержано", str(len(rows))),
    ]
    return printing.paper(
        "Протокол итогов конкурса малых грантов",
        facts,
        [table(["Область", "Инициативная группа", "Запрошено", "Присуждено"], [2, 3, 0, 0], rows)],
        [("Председатель", COMMISSION[0].name), ("Секретарь", COMMISSION[1].name)],
        head=OWNER,
        stamp="Комиссия",
    )


def application(bid: Bid) -> File:
    """The group's application as it was sent."""
    lines = [
        f"Область: {PLACES[bid.region].name}",
        f"Населённый пункт: {bid.settlement}",
        f"Инициативная группа: {bid.group}",
        f"Лидер: {bid.leader.name}",
        f"Проект: {bid.title}",
        f"Проблема: {bid.problem}",
        f"Запрашиваемая сумма: {tenge(bid.requested)}",
        f"Дата: {short(bid.registered)}",
    ]
    return File(
        f"Заявка {bid.settlement}.docx", partial(printing.letter, "Заявка на конкурс малых грантов", lines)
    )


def award_paper(bid: Bid, kind: str) -> File:
    """The file that proves one thing about an award."""
    name = {
        "agreement": "Договор.pdf",
        "group_protocol": "Протокол группы.pdf",
        "act": "Акт приёмки.pdf",
        "report": "Отчёт группы.docx",
        "photo": "До и после.png",
    }[kind]
    return File(f"{bid.settlement} {name}", partial(MAKERS[kind], bid))


def agreement(bid: Bid) -> bytes:
    """The contract of a mini-grant."""
    assert bid.award
    facts = [
        ("Дата", short(contest.PROTOCOL)),
        ("Группа", f"{bid.group}, {bid.settlement}"),
        ("Сумма", tenge(bid.award)),
    ]
    blocks = [
        text(f"ГАМО предоставляет, а инициативная группа принимает средства на проект «{bid.title}»."),
        items("70 % – после подписания", "30 % – после приёмки", "отчёт с чеками – в течение десяти дней"),
    ]
    return printing.paper(
        f"Договор мини-гранта № {bid.number}",
        facts,
        blocks,
        [LEAD, ("Лидер группы", bid.leader.name)],
        head=OWNER,
        stamp="ГАМО",
    )


def act(bid: Bid) -> bytes:
    """The act by which the finished sub-project was accepted."""
    assert bid.award and bid.finished
    rows = [["Мини-грант", tenge(bid.award)], ["Собственный вклад группы", tenge(bid.award * OWN_SHARE)]]
    return printing.paper(
        "Акт приёмки",
        [("Проект", bid.title), ("Место", bid.settlement), ("Дата", short(bid.finished))],
        [
            text("Работы выполнены полностью, средства израсходованы по назначению."),
            table(["Показатель", "Сумма"], [1, 0], rows),
        ],
        [LEAD, ("Лидер группы", bid.leader.name)],
        head=OWNER,
        stamp="ГАМО",
    )


def report(bid: Bid) -> bytes:
    """What the group says it did."""
    return printing.letter(
        "Отчёт инициативной группы",
        [
            f"Группа: {bid.group}, {bid.settlement}",
            f"Проект: {bid.title}",
            f"Что было: {bid.problem}",
            "Что сделано: закуплены материалы, работы выполнены силами жителей, результат принят сходом.",
            f"Кто помог: {9 + bid.number % 14} жителей, сельский акимат",
            "Чеки: приложены",
        ],
    )


def photo(bid: Bid) -> bytes:
    """Before and after."""
    return printing.picture(pictures.before_after(bid.group, bid.region, bid.title))


MAKERS: dict[str, Callable[[Bid], bytes]] = {
    "agreement": agreement,
    "act": act,
    "report": report,
    "photo": photo,
}
