"""The papers of a gathering: programme, signed list, minutes, feedback, slides, pictures,
in the gathering's language."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from deploy.demo import pictures, printing
from deploy.demo.meetings import Meeting
from deploy.demo.people import Person
from deploy.demo.places import PLACES, in_kazakh
from deploy.demo.printing import Block, File, handwriting, heading, items, new_page, short, table, text

CATEGORIES = {
    "leader": ("лидер сообщества", "қоғамдастық көшбасшысы"),
    "opinion_leader": ("лидер мнений", "пікір көшбасшысы"),
    "akimat": ("акимат", "әкімдік өкілі"),
    "ngo": ("НПО", "ҮЕҰ"),
    "youth": ("молодёжь", "жастар"),
    "resident": ("житель", "тұрғын"),
    "lsg_actor": ("субъект МСУ", "ЖӨБ субъектісі"),
    "assembly_member": ("член собрания", "жиналыс мүшесі"),
    "business": ("предприниматель", "кәсіпкер"),
}
LABELS = {
    "list": ("Список участников", "Қатысушылар тізімі"),
    "programme": ("Программа", "Бағдарлама"),
    "protocol": ("Протокол", "Хаттама"),
    "feedback": ("Отзыв участника", "Қатысушының пікірі"),
    "event": ("Мероприятие", "Іс-шара"),
    "day": ("Дата", "Күні"),
    "place": ("Место", "Өтетін жері"),
    "name": ("ФИО", "Аты-жөні"),
    "settlement": ("Населённый пункт", "Елді мекен"),
    "category": ("Категория", "Санаты"),
    "sign": ("Подпись", "Қолы"),
    "time": ("Время", "Уақыты"),
    "topic": ("Тема", "Тақырыбы"),
    "chair": ("Председатель", "Төраға"),
    "secretary": ("Секретарь", "Хатшы"),
    "organiser": ("Организатор", "Ұйымдастырушы"),
    "online": ("онлайн", "онлайн"),
    "absent": ("не явился", "келмеді"),
    "agenda": ("Повестка дня", "Күн тәртібі"),
    "problems": ("Проблемы местного значения", "Жергілікті маңызы бар мәселелер"),
    "decided": ("Решили", "Шешім"),
    "votes": ("Голоса", "Дауыс"),
    "useful": ("Что было полезно", "Не пайдалы болды"),
    "use": ("Где примените", "Қайда қолданасыз"),
    "mark": ("Оценка", "Баға"),
}
TOPICS = {
    "training": (
        ("Регистрация, знакомство", "Тіркелу, танысу"),
        ("Законодательство о местном сообществе", "Жергілікті қоғамдастық туралы заңнама"),
        ("Бюджет местного самоуправления", "Жергілікті өзін-өзі басқару бюджеті"),
        ("Инструменты гражданского участия", "Азаматтық қатысу құралдары"),
        ("Практика, обратная связь", "Тәжірибе, кері байланыс"),
    ),
    "master_class": (
        ("Подключение, правила", "Қосылу, ережелер"),
        ("Идея и проблема", "Идея және мәселе"),
        ("Бюджет проекта", "Жобаның бюджеті"),
        ("Вопросы и ответы", "Сұрақ-жауап"),
    ),
    "thematic_session": (
        ("Открытие", "Ашылуы"),
        ("Оценка потребностей", "Қажеттіліктерді бағалау"),
        ("Обсуждение проблем", "Мәселелерді талқылау"),
        ("Голосование", "Дауыс беру"),
    ),
}
TOPICS["round_table"] = TOPICS["briefing"] = TOPICS["thematic_session"]
PROBLEMS = (
    ("Освещение улиц", "Көшелерді жарықтандыру"),
    ("Вода для огородов", "Бақшаға су"),
    ("Досуг молодёжи", "Жастардың бос уақыты"),
    ("Детские площадки", "Балалар алаңдары"),
    ("Дорога к школе", "Мектепке баратын жол"),
    ("Доступная среда", "Кедергісіз орта"),
)
DECIDED = (
    "Внести первые три вопроса в план развития и в направления конкурса малых грантов",
    "Алғашқы үш мәселе ауылды дамыту жоспары мен шағын гранттар конкурсының бағыттарына енгізілсін",
)
PRAISE = (
    (
        "Понятно объяснили, кто за что отвечает в округе",
        "Округте кім не үшін жауап беретіні түсінікті айтылды",
    ),
    ("Разбор настоящего бюджета нашего округа", "Өз округіміздің нақты бюджетін талдадық"),
    ("Примеры обращений, которые сработали", "Нәтиже берген өтініштердің мысалдары"),
    ("Работа в группах и спокойный разговор", "Топтық жұмыс пен ашық әңгіме"),
)
PLANS = (
    ("Соберём жителей улицы и напишем обращение", "Көше тұрғындарын жинап, өтініш жазамыз"),
    ("Приду на слушания по бюджету", "Бюджет тыңдауына барамын"),
    ("Расскажу в школе и в клубе", "Мектеп пен клубта айтып беремін"),
    ("Подадим заявку на малый грант", "Шағын грантқа өтінім береміз"),
)
SLIDES = (
    [
        (
            "О проекте",
            [
                "Семь областей, восемь месяцев",
                "Тренинги, мастер-классы, заседания",
                "Малые гранты инициативным группам",
            ],
        ),
        (
            "Что останется после",
            ["Четыре community-центра", "Планы развития четырёх сёл", "Брошюра о механизмах участия"],
        ),
    ],
    [
        (
            "Жоба туралы",
            [
                "7 облысты қамтитын жоба",
                "Тренингтер, шеберлік сыныптары, отырыстар",
                "16 бастамашыл топқа шағын гранттар",
            ],
        ),
        (
            "Нәтижелер",
            ["4 орталық ашылды", "34 өтінім келіп түсті", "Ауыл тұрғындары өз мәселелерін өздері шешеді"],
        ),
    ],
)
STEMS = {"photo": "Фото", "feedback": "Отзывы", "presentation": "Презентация", "screenshot": "Скриншот"}


def label(key: str, kazakh: bool) -> str:
    """A word in the gathering's language."""
    return LABELS[key][kazakh]


def paper_of(meeting: Meeting, kind: str) -> File:
    """The file that proves one kind of evidence of a gathering."""
    where = meeting.place or label("online", meeting.kazakh)
    stem = STEMS.get(kind) or label("list" if kind == "signed_list" else kind, meeting.kazakh)
    if kind == "signed_list" and meeting.mode == "online":
        return File(f"Выгрузка регистрации {short(meeting.day)}.pdf", partial(registration, meeting))
    suffix = "png" if kind in ("photo", "screenshot") else "pdf"
    return File(f"{stem} {where} {short(meeting.day)}.{suffix}", partial(MAKERS[kind], meeting))


def facts(meeting: Meeting) -> list[tuple[str, str]]:
    """What stands under the title of each paper."""
    kazakh = meeting.kazakh
    return [
        (label("event", kazakh), meeting.title),
        (label("day", kazakh), short(meeting.day)),
        (label("place", kazakh), f"{region(meeting)}, {meeting.place or label('online', kazakh)}"),
    ]


def region(meeting: Meeting) -> str:
    """The region in the gathering's language."""
    place = PLACES[meeting.region]
    return place.name_kk if meeting.kazakh else place.name


def head(meeting: Meeting) -> tuple[str, str]:
    """The letterhead."""
    return (PLACES[meeting.region].partner, "ОЮЛ «Гражданский альянс Мангистауской области» (ГАМО)")


def lang(meeting: Meeting) -> str:
    """The code of the language."""
    return "kk" if meeting.kazakh else "ru"


def name_of(person: Person, meeting: Meeting) -> str:
    """The name as the gathering's list has it."""
    return person.kazakh_name if meeting.kazakh else person.name


def programme(meeting: Meeting) -> bytes:
    """Hours and topics."""
    kazakh, topics = meeting.kazakh, TOPICS[meeting.type]
    rows = [[f"{10 + number}:00", topic[kazakh]] for number, topic in enumerate(topics)]
    hours = table([label("time", kazakh), label("topic", kazakh)], [0, 1], rows)
    return official("programme", meeting, [hours], organiser(meeting))


def official(key: str, meeting: Meeting, blocks: list[Block], signatures: list[tuple[str, str]]) -> bytes:
    """A paper under the partner's letterhead."""
    return printing.paper(
        label(key, meeting.kazakh),
        facts(meeting),
        blocks,
        signatures,
        head=head(meeting),
        lang=lang(meeting),
    )


def plain(key: str, meeting: Meeting, blocks: list[Block]) -> bytes:
    """A paper nobody signs at the end."""
    return printing.paper(label(key, meeting.kazakh), facts(meeting), blocks, [], lang=lang(meeting))


def organiser(meeting: Meeting) -> list[tuple[str, str]]:
    """Who signs for the gathering."""
    return [(label("organiser", meeting.kazakh), PLACES[meeting.region].partner)]


def signed_list(meeting: Meeting) -> bytes:
    """Everybody listed, with a signature of those who came."""
    lines = [line_of(person, meeting) for person in (*meeting.people, *meeting.absent)]
    lines += [stranger_line(stranger, meeting) for stranger in meeting.strangers]
    rows, signed = [row for row, _signed in lines], [name for _row, name in lines]
    return official("list", meeting, [listed(meeting, "sign", rows, signed)], organiser(meeting))


def listed(meeting: Meeting, last: str, rows: list[list[str]], signed: list[str] | None = None) -> Block:
    """People with their numbers; the last column is for a signature or a time."""
    columns = ["№", *(label(key, meeting.kazakh) for key in ("name", "settlement", "category", last))]
    numbered = [[str(number), *row] for number, row in enumerate(rows, 1)]
    return table(columns, [0, 5, 3, 4, 0], numbered, signed)


def line_of(person: Person, meeting: Meeting) -> tuple[list[str], str]:
    """Somebody's line of the list, and the signature of who came."""
    kazakh, came = meeting.kazakh, person in meeting.people
    home = in_kazakh(person.settlement) if kazakh else person.settlement
    mark = "" if came else label("absent", kazakh)
    row = [name_of(person, meeting), home, CATEGORIES[person.category][kazakh], mark]
    return row, person.name if came else ""


def stranger_line(stranger: dict[str, object], meeting: Meeting) -> tuple[list[str], str]:
    """The line of somebody written as a hurried hand does."""
    name, home = str(stranger["name"]), str(stranger["settlement"])
    return [name, home, CATEGORIES["resident"][meeting.kazakh], ""], name + meeting.title


def registration(meeting: Meeting) -> bytes:
    """Who registered for an online gathering and when he came in."""
    rows = [registered(person, meeting, number) for number, person in enumerate(meeting.people, 1)]
    return plain("list", meeting, [listed(meeting, "time", rows)])


def registered(person: Person, meeting: Meeting, number: int) -> list[str]:
    """Somebody's line of the registration, with the time he came in."""
    category = CATEGORIES[person.category][meeting.kazakh]
    return [name_of(person, meeting), person.settlement, category, f"15:{number * 7 % 25:02}"]


def protocol(meeting: Meeting) -> bytes:
    """Minutes with the problems people voted on."""
    kazakh = meeting.kazakh
    blocks = [
        heading(label("agenda", kazakh)),
        items(*(topic[kazakh] for topic in TOPICS.get(meeting.type, TOPICS["round_table"]))),
        heading(label("problems", kazakh)),
        table(["№", label("problems", kazakh), label("votes", kazakh)], [0, 1, 0], votes(meeting)),
        heading(label("decided", kazakh)),
        text(DECIDED[kazakh]),
    ]
    return official("protocol", meeting, blocks, officers(meeting))


def votes(meeting: Meeting) -> list[list[str]]:
    """Four problems with the votes each got."""
    first, count = meeting.day.day % len(PROBLEMS), len(meeting.people)
    chosen = [PROBLEMS[(first + step) % len(PROBLEMS)][meeting.kazakh] for step in range(4)]
    return [[str(n + 1), problem, str(max(count - n * 2, 1))] for n, problem in enumerate(chosen)]


def officers(meeting: Meeting) -> list[tuple[str, str]]:
    """Chair and secretary: the first two of the list."""
    roles = (label("chair", meeting.kazakh), label("secretary", meeting.kazakh))
    return [(role, name_of(person, meeting)) for role, person in zip(roles, meeting.people, strict=False)]


def feedback(meeting: Meeting) -> bytes:
    """One sheet a participant, filled in by hand."""
    writers = meeting.people[2 : 2 + meeting.proofs["feedback"]]
    blocks: list[Block] = []
    for number, person in enumerate(writers):
        blocks += [*answers(person, meeting, number), new_page()]
    return plain("feedback", meeting, blocks[:-1])


def answers(person: Person, meeting: Meeting, number: int) -> list[Block]:
    """One sheet."""
    kazakh, seed = meeting.kazakh, person.number + number
    return [
        heading(f"{label('feedback', kazakh)} № {number + 1}"),
        text(label("useful", kazakh)),
        handwriting(PRAISE[seed % 4][kazakh]),
        text(label("use", kazakh)),
        handwriting(PLANS[seed // 2 % 4][kazakh]),
        text(f"{label('mark', kazakh)} (1-5)"),
        handwriting(f"{5 - seed % 2}"),
        handwriting(f"– {name_of(person, meeting)}"),
    ]


def presentation(meeting: Meeting) -> bytes:
    """A few slides of a public presentation."""
    return printing.slides(
        meeting.title, f"{region(meeting)}, {short(meeting.day)}", SLIDES[meeting.kazakh], lang(meeting)
    )


def photo(meeting: Meeting) -> bytes:
    """The room."""
    return printing.picture(pictures.hall(meeting.title, meeting.title, len(meeting.people)))


def screenshot(meeting: Meeting) -> bytes:
    """The online meeting."""
    return printing.picture(
        pictures.online(meeting.title, meeting.title, [name_of(person, meeting) for person in meeting.people])
    )


MAKERS: dict[str, Callable[[Meeting], bytes]] = {
    "programme": programme,
    "signed_list": signed_list,
    "protocol": protocol,
    "feedback": feedback,
    "presentation": presentation,
    "photo": photo,
    "screenshot": screenshot,
}
