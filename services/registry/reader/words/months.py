"""The names of months, Russian and Kazakh, in any case."""

from __future__ import annotations

MONTHS = (
    (r"январ(?:[ьяею]|ем)", "қаңтар"),
    (r"феврал(?:[ьяею]|ем)", "ақпан"),
    (r"март(?:[аеу]|ом)?", "наурыз"),
    (r"апрел(?:[ьяею]|ем)", "сәуір"),
    (r"ма(?:[йяею]|ем)", "мамыр"),
    (r"июн(?:[ьяею]|ем)", "маусым"),
    (r"июл(?:[ьяею]|ем)", "шілде"),
    (r"август(?:[аеу]|ом)?", "тамыз"),
    (r"сентябр(?:[ьяею]|ем)", "қыркүйек"),
    (r"октябр(?:[ьяею]|ем)", "қазан"),
    (r"ноябр(?:[ьяею]|ем)", "қараша"),
    (r"декабр(?:[ьяею]|ем)", "желтоқсан"),
)
SHORT = (
    r"янв|қаң",
    r"фев|февр|ақп",
    r"мар|нау",
    r"апр|сәу",
    r"мам",
    r"июн|мау",
    r"июл|шіл",
    r"авг|там",
    r"сен|сент|қыр",
    r"окт|қаз",
    r"ноя|нояб|қар",
    r"дек|жел",
)
LONG = tuple(rf"{russian}|{kazakh}[^\W\d_]{{0,7}}" for russian, kazakh in MONTHS)
MONTH_NAME = "|".join(LONG)
MONTH = "|".join(rf"(?P<m{number}>{name})" for number, name in enumerate(LONG, 1))
ANY_MONTH = "|".join(
    rf"(?P<m{number}>{name}|(?:{short})(?:\b\.?))"
    for number, (name, short) in enumerate(zip(LONG, SHORT, strict=True), 1)
)
