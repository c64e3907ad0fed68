"""Regions as plans name and list them, Russian and Kazakh."""

from __future__ import annotations

import pytest

from services.registry.reader.words.places import find_regions


def test_regions_are_found_in_any_case() -> None:
    assert find_regions("в Абайской и Карагандинской областях, г. Шымкент") == [
        "abai",
        "karaganda",
        "shymkent",
    ]
    assert find_regions("Маңғыстау және Батыс Қазақстан облыстарында") == ["mangystau", "west_kz"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("в Абайской, Кызылординской и Жетысуской областях", ["abai", "kyzylorda", "zhetisu"]),
        ("в областях Абай, Жетісу и Улытау", ["abai", "zhetisu", "ulytau"]),
        ("в 2 областях (Абай, Ұлытау)", ["abai", "ulytau"]),
        ("вместе с областью «Абай»", ["abai"]),
        ("ОФ «Молодёжь», обл. Абай", ["abai"]),
        ("Абай және Ұлытау облыстарында", ["abai", "ulytau"]),
        ("Абай, Жетісу және Ұлытау облыстары", ["abai", "zhetisu", "ulytau"]),
        ("Абайский район, с. Абай", []),
        ("в Абайском и Жарминском районах", []),
        ("Карагандинская обл. Абай", ["karaganda"]),
    ],
)
def test_regions_of_2022_are_found_as_they_are_listed(text: str, codes: list[str]) -> None:
    assert find_regions(text) == codes
