"""The two village plans that were in work are finished and approved."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from deploy.demo.village_plans import AKIMAT, PEREMYOTNOE, SHIELI

SHIELI_ENDED = replace(
    SHIELI,
    members=(),
    problems=(),
    measures=(("Мүмкіндігі шектеулі балалар", "Екі мектептің бірінші қабатына пандус пен кең есік"),),
    activities=(("Жылжымалы интернет нүктесін кітапханада ашу", None, "2023-02-01", "2023-05-31",
                 "кент кітапханасы", "демеушілер"),),
    indicators=(
        ("Нөсерден кейін су басатын көшелер", "көше", 9, 2, "2023-10-31"),
        ("Қауіпсіз өткелі бар мектептер", "мектеп", 0, 2, "2022-12-31"),
        ("Кітапханада интернетке кірген тұрғындар", "адам", 0, 300, "2023-12-31"),
    ),
    approved=date(2022, 10, 28),
    number="9",
)  # fmt: skip
PEREMYOTNOE_ENDED = replace(
    PEREMYOTNOE,
    goal="К концу 2024 года до автобуса можно дойти по тротуару, а зимой в селе есть тёплое место для встреч "
    "людей любого возраста.",
    members=(),
    problems=(),
    measures=(
        ("Пожилые", "Скамьи и поручни на остановке, крупное расписание"),
        ("Люди с инвалидностью", "Съезд и тактильная плитка от улицы Гагарина до остановки"),
    ),
    activities=(
        ("Построить остановку с навесом и светом", None, "2023-04-15", "2023-07-31", AKIMAT,
         "районный бюджет, 4 млн ₸"),
        ("Провести отопление в клуб", None, "2023-05-01", "2023-09-30", AKIMAT, "областной бюджет"),
    ),
    indicators=(
        ("Остановки с навесом и светом", "остановка", 0, 2, "2023-07-31"),
        ("Встречи в клубе за зиму", "встреча", 0, 24, "2024-03-31"),
    ),
    approved=date(2022, 11, 24),
    number="3",
)  # fmt: skip
ENDED = (SHIELI_ENDED, PEREMYOTNOE_ENDED)
