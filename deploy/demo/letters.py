"""Letters of the project: an invitation of the media, a hall that was asked for and given, a report that was
asked for and sent, thanks of a partner in Kazakh, and one nobody answered. Who is named is invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

IN, OUT = "in", "out"
GRANTOR = "grantor"  # stands for the organisation the plan names
TOPIC = "социального проекта по развитию местного самоуправления"
HALL = (
    "Уважаемый Ерлан Серікұлы!\n"
    f"В рамках {TOPIC} просим предоставить зал дома культуры на 30 человек для тематической сессии.\n"
    "Нужны проектор и вход без ступеней. Порядок в зале гарантируем."
)


@dataclass(frozen=True)
class Written:
    """A letter; `kind` is what its other side is, where it is not in the register yet, `answers` the key of
    the letter it answers."""

    key: str
    day: date
    party: str
    kind: str
    subject: str
    direction: str = OUT
    region: str | None = None
    until: date | None = None
    answers: str = ""
    their_number: str | None = None
    body: str = ""
    language: str = "ru"
    by: str = "coordinator"


WRITTEN = (
    Written(
        "media",
        date(2022, 5, 4),
        "Областная газета «Ауыл үні»",
        "media",
        "Приглашение СМИ на открытие Community-центра",
        body=(
            "Уважаемые коллеги!\n"
            "Приглашаем корреспондента и фотографа 12 мая 2022 года в 11:00 в село Карнак, дом культуры.\n"
            "Повод: открытие Community-центра «Береке». Будут жители, инициативная группа и представители "
            "акимата; комментарии даст руководитель центра.\n"
            f"Мероприятие проходит в рамках {TOPIC} за счёт государственного гранта."
        ),
    ),
    Written(
        "hall",
        date(2022, 5, 18),
        "Аппарат акима Перемётинского сельского округа",
        "akimat",
        "О предоставлении зала для тематической сессии",
        until=date(2022, 5, 25),
        body=HALL,
    ),
    Written(
        "hall given",
        date(2022, 5, 24),
        "Аппарат акима Перемётинского сельского округа",
        "akimat",
        "Зал предоставлен, 2 июня с 10:00 до 17:00",
        IN,
        answers="hall",
        their_number="02-14/118",
    ),
    Written(
        "thanks",
        date(2022, 8, 30),
        "Қарнақ ауылының мәдениет үйі",
        "other",
        "Алғыс хат",
        region="turkistan",
        language="kk",
        by="partner-turkistan",
        body=(
            "Құрметті Жанар Ерланқызы!\n"
            "Тренингтер мен сессияларды өткізуге көмектескеніңіз, ауыл ісіне бей-жай қарамағаныңыз үшін "
            "шынайы алғысымызды білдіреміз.\n"
            "Ынтымақтастығымыз жалғаса береді деп сенеміз."
        ),
    ),
    Written(
        "report asked",
        date(2022, 9, 9),
        GRANTOR,
        "grantor",
        "О представлении промежуточного отчёта",
        IN,
        until=date(2022, 9, 20),
        their_number="03-21/456",
    ),
    Written(
        "unanswered",
        date(2022, 9, 14),
        "Аппарат акима Шиелийского района",
        "akimat",
        "О зале для заседания 12 октября",
        until=date(2022, 9, 26),
        body=HALL.replace("Уважаемый Ерлан Серікұлы!", "Уважаемый Асқар Мұратұлы!"),
    ),
    Written(
        "report sent",
        date(2022, 9, 19),
        GRANTOR,
        "grantor",
        "О направлении промежуточного отчёта",
        answers="report asked",
        body=(
            f"Направляем промежуточный отчёт о ходе {TOPIC} за апрель – август 2022 года.\n"
            "Приложение: отчёт на 24 листах, подтверждающие документы в электронном виде."
        ),
    ),
)
