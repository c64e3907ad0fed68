"""Questionnaires: what a question may be, the marks of a scale, and the one we begin with."""

from __future__ import annotations

from typing import Any

from shared.language.words import Word, msgid

SATISFACTION, SCALE, CHOICE, TEXT, GRID = "satisfaction", "scale", "choice", "text", "grid"
QUESTIONS: dict[str, Word] = {
    SATISFACTION: msgid("satisfaction, 1–5: makes the figure"),
    SCALE: msgid("scale, 1–5"),
    CHOICE: msgid("one of several answers"),
    GRID: msgid("several lines, 1–5 each"),
    TEXT: msgid("an answer in words"),
}
MARKS, SATISFIED = (1, 2, 3, 4, 5), (4, 5)
GATHERING, CENTRE, REGION = "gathering", "centre", "region"
PURPOSES = (GATHERING, CENTRE, REGION)  # what people are asked about
ON_PAPER, ONLINE = "paper", "online"
WAYS: dict[str, Word] = {ON_PAPER: msgid("on paper"), ONLINE: msgid("online")}


def said(ru: str, kk: str) -> dict[str, str]:
    """Words in the two languages of a questionnaire."""
    return {"ru": ru, "kk": kk}


FIRST: dict[str, Any] = {
    "title": said("Анкета удовлетворённости", "Қанағаттану сауалнамасы"),
    "intro": said(
        "Анкета анонимная и занимает две минуты. Оценка: 1 – совсем нет, 5 – полностью да.",
        "Сауалнама анонимді, екі минут алады. Баға: 1 – мүлде жоқ, 5 – толықтай иә.",
    ),
    "questions": [
        {
            "kind": SATISFACTION,
            **said("Насколько вы довольны нашей работой?", "Біздің жұмысымызға қаншалықты ризасыз?"),
        },
        {
            "kind": GRID,
            **said("Оцените", "Бағалаңыз"),
            "options": [
                said("Польза для вас", "Сізге пайдасы"),
                said("Понятность", "Түсініктілігі"),
                said("Организация", "Ұйымдастырылуы"),
            ],
        },
        {
            "kind": CHOICE,
            **said("Откуда вы узнали о нас?", "Біз туралы қайдан білдіңіз?"),
            "options": [
                said("от знакомых", "таныстардан"),
                said("из соцсетей", "әлеуметтік желіден"),
                said("в акимате", "әкімдіктен"),
                said("иначе", "басқаша"),
            ],
        },
        {"kind": TEXT, **said("Что нам улучшить?", "Нені жақсартуымыз керек?")},
    ],
}
