"""The alliance's paper register of those who applied for the permit to enter the closed town: what a person
is told of it, and what becomes of his line."""

from __future__ import annotations

from shared.plugins.specifications import ERASE, PersonalPart

REGISTER = {
    "ru": "Бумажный журнал пропусков в Байконур",
    "kk": "Байқоңырға рұқсаттардың қағаз журналы",
    "en": "Paper register of permits to enter Baikonur",
}
HOLDS = {
    "ru": "Фамилия, номер пропуска, день въезда; журнал хранится в сейфе альянса",
    "kk": "Тегі, рұқсат нөмірі, кірген күні; журнал альянстың сейфінде сақталады",
    "en": "Surname, number of the permit, day of entry; it lies in the alliance’s safe",
}
STAYS = {
    "ru": "Строку закрашивает координатор альянса; сам журнал хранится пять лет",
    "kk": "Жолды альянс үйлестірушісі бояп жабады; журналдың өзі бес жыл сақталады",
    "en": "The alliance’s coordinator blacks the line out; the register is kept five years",
}


def line_of(settlement: str, action: str) -> list[PersonalPart]:
    """His line, where he lives in the closed town: the suite cannot reach paper, so it says who does what."""
    if not any(name in settlement.lower() for name in ("байконур", "байқоңыр")):
        return []
    return [PersonalPart("permits", REGISTER, HOLDS, STAYS if action == ERASE else {})]
