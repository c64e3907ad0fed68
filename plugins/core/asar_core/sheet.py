"""The list to sign where no region has its own."""

from __future__ import annotations

from shared.plugins.specifications import AttendanceSheet, SheetColumn

TITLE = {"ru": "Список участников", "kk": "Қатысушылар тізімі", "en": "List of participants"}
NUMBER = {"ru": "№", "kk": "№", "en": "No."}
NAME = {
    "ru": "Фамилия, имя, отчество",
    "kk": "Тегі, аты, әкесінің аты",
    "en": "Full name",
}
SETTLEMENT = {"ru": "Населённый пункт", "kk": "Елді мекен", "en": "Settlement"}
CATEGORY = {"ru": "Кого представляет", "kk": "Кімнің өкілі", "en": "Whom he represents"}
PHONE = {"ru": "Телефон", "kk": "Телефон", "en": "Phone"}
SIGNATURE = {"ru": "Подпись", "kk": "Қолы", "en": "Signature"}
CONSENT = {
    "ru": "Подписью участник соглашается, что его данные хранятся для отчёта о проекте.",
    "kk": "Қолын қою арқылы қатысушы деректерінің жоба есебі үшін сақталуына келіседі.",
    "en": "By signing a participant agrees that the data are kept for the project’s report.",
}
SHEET = AttendanceSheet(
    TITLE,
    (
        SheetColumn(NUMBER, 10, "number"),
        SheetColumn(NAME, 54, "name"),
        SheetColumn(SETTLEMENT, 34, "settlement"),
        SheetColumn(CATEGORY, 30, "category"),
        SheetColumn(PHONE, 28),
        SheetColumn(SIGNATURE, 24),
    ),
    footer=CONSENT,
)
