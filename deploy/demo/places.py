"""The seven regions of the plan: a town and a village where trainings were held,
and other settlements people come from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """A region of the story; `town` and `village` held the trainings,
    `others` are further real settlements of it."""

    region: str
    name: str
    name_kk: str
    partner: str
    town: str
    village: str
    others: tuple[str, ...]
    russians: int

    @property
    def settlements(self) -> tuple[str, ...]:
        """All of them, the town first."""
        return (self.town, self.village, *self.others)


PLACES = {
    place.region: place
    for place in (
        Place(
            "mangystau",
            "Мангистауская область",
            "Маңғыстау облысы",
            "ОФ «Жастар жетістіктері»",
            "г. Актау",
            "с. Шетпе",
            ("с. Курык", "с. Жетыбай", "с. Бейнеу", "г. Форт-Шевченко"),
            6,
        ),
        Place(
            "turkistan",
            "Туркестанская область",
            "Түркістан облысы",
            "ОЮЛ «Гражданский Альянс Туркестанской области»",
            "г. Кентау",
            "с. Карнак",
            ("г. Туркестан", "с. Шаульдер", "с. Темирлан", "с. Шаян", "г. Арыс"),
            9,
        ),
        Place(
            "kyzylorda",
            "Кызылординская область",
            "Қызылорда облысы",
            "ОЮЛ «Альянс НПО Кызылординской области»",
            "г. Кызылорда",
            "п. Шиели",
            ("п. Жалагаш", "п. Теренозек", "г. Аральск", "п. Айтеке би"),
            12,
        ),
        Place(
            "west_kz",
            "Западно-Казахстанская область",
            "Батыс Қазақстан облысы",
            "ОЮЛ «Гражданский альянс Западно-Казахстанской области»",
            "г. Уральск",
            "с. Перемётное",
            ("с. Казталовка", "с. Фёдоровка", "с. Жанибек", "г. Аксай"),
            3,
        ),
        Place(
            "almaty_obl",
            "Алматинская область",
            "Алматы облысы",
            "ОЮЛ «Гражданский альянс Алматинской области»",
            "г. Талдыкорган",
            "с. Шелек",
            ("с. Узынагаш", "г. Талгар", "г. Есик", "с. Кеген"),
            4,
        ),
        Place(
            "atyrau",
            "Атырауская область",
            "Атырау облысы",
            "ОФ «Золотое время»",
            "г. Атырау",
            "п. Индербор",
            ("п. Макат", "п. Доссор", "с. Махамбет", "г. Кульсары"),
            8,
        ),
        Place(
            "zhambyl",
            "Жамбылская область",
            "Жамбыл облысы",
            "ОЮЛ «Ассоциация молодёжных организаций Жамбылской области»",
            "г. Тараз",
            "с. Мерке",
            ("с. Кулан", "с. Кордай", "с. Сарыкемер", "г. Шу"),
            5,
        ),
    )
}
KAZAKH = {
    "г. Актау": "Ақтау қ.",
    "с. Шетпе": "Шетпе а.",
    "г. Кентау": "Кентау қ.",
    "с. Карнак": "Қарнақ а.",
    "г. Кызылорда": "Қызылорда қ.",
    "п. Шиели": "Шиелі кенті",
    "с. Шелек": "Шелек а.",
    "п. Индербор": "Индербор кенті",
    "г. Туркестан": "Түркістан қ.",
    "п. Жалагаш": "Жалағаш кенті",
    "с. Шаульдер": "Шәуілдір а.",
}


def in_kazakh(settlement: str) -> str:
    """The Kazakh name of a settlement, where the story needs one."""
    return KAZAKH.get(settlement, settlement)
