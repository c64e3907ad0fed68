"""The crowd of a seeded programme: a person for each number, always the same one, no two of one name."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from deploy.bench.sizes import REGIONS
from deploy.demo.people import CATEGORIES, MEN, WOMEN
from deploy.demo.places import PLACES

BEGINNINGS = (
    "Ай Бай Жан Кул Нур Сар Тас Тур Ер Бек Дос Иса Кен Мыр Ораз Сейт Таж Умир Шай Шын "
    "Аб Аман Бату Даул Ескен Жол Каз Майл Оте Рыс"
).split()
ENDINGS = "беков баев ханов муратов галиев бергенов кулов жанов таев кенов".split()
PLACE_NAMES = [place.settlements for place in PLACES.values()]
REGION_CODES = tuple(PLACES)
GIVEN = [pair[1] for pair in MEN[:35]], [pair[1] for pair in WOMEN[:35]]
FATHERS = [pair[1] for pair in MEN[:35]]
OLDEST, AGES, PHONES = 1950, 55, 5


@dataclass(frozen=True)
class Face:
    """Somebody who takes part, as a list has him."""

    number: int
    name: str
    sex: str
    birth_year: int
    region: str
    settlement: str
    category: str
    phone: str | None

    @property
    def id(self) -> uuid.UUID:
        """The id the registry knows him by; the same as `md5('person ' || number)::uuid`."""
        return uuid.UUID(hashlib.md5(f"person {self.number}".encode(), usedforsecurity=False).hexdigest())


def face(number: int) -> Face:
    """The person of a number: regions take turns, then surnames, then first names, then fathers."""
    family, given = number % 300, number // 300 % 70
    woman, settlements = given % 2 == 1, PLACE_NAMES[number % REGIONS]
    surname = BEGINNINGS[family % 30] + ENDINGS[family // 30] + ("а" if woman else "")
    father = FATHERS[(number // REGIONS + number // 21_000) % 35] + ("овна" if woman else "ович")
    return Face(
        number=number,
        name=f"{surname} {GIVEN[woman][given // 2]} {father}",
        sex="female" if woman else "male",
        birth_year=OLDEST + number * 13 % AGES,
        region=REGION_CODES[number % REGIONS],
        settlement=settlements[number // REGIONS % len(settlements)],
        category=CATEGORIES[number // REGIONS % len(CATEGORIES)],
        phone=f"+7705{number:07d}" if number % PHONES else None,
    )


def crowd(people: int) -> Iterator[Face]:
    """The first so many of them."""
    return map(face, range(people))
