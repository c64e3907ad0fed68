"""What stays of an erased person in every deployment: said before, so that nobody is promised more."""

from __future__ import annotations

from shared.plugins.specifications import PersonalPart

REPORTS = {
    "ru": "Сданные отчёты",
    "kk": "Тапсырылған есептер",
    "en": "Reports that were handed in",
}
REPORTS_HOLD = {
    "ru": "Числа и отметки о том, что кто-то приходил, без имён",
    "kk": "Атсыз сандар мен біреудің келгені туралы белгілер",
    "en": "Counts and marks that somebody came, without names",
}
REPORTS_STAY = {
    "ru": "Отчёт запечатан и не меняется",
    "kk": "Есеп мөрленген және өзгермейді",
    "en": "A report is sealed and does not change",
}
COPIES = {"ru": "Резервные копии", "kk": "Сақтық көшірмелер", "en": "Backups"}
COPIES_HOLD = {
    "ru": "То, что было записано к дню копии",
    "kk": "Көшірме жасалған күнге дейін жазылғандар",
    "en": "What was written until the day of the copy",
}
COPIES_STAY = {
    "ru": "Копия хранится, пока её не уничтожат; после восстановления из неё данные удаляют ещё раз",
    "kk": "Көшірме жойылғанша сақталады; одан қалпына келтірілсе, деректер қайта жойылады",
    "en": "A copy is kept until it is thrown away; after a restore from it the person is erased again",
}
KEPT = [
    PersonalPart("sealed_reports", REPORTS, REPORTS_HOLD, REPORTS_STAY),
    PersonalPart("backups", COPIES, COPIES_HOLD, COPIES_STAY),
]
