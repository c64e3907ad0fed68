"""Roles of the team as plans write them."""

from __future__ import annotations

import pytest

from shared.language.team import beside, recognised, role_of, signs


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Руководитель проекта", ("lead",)),
        ("Главный бухгалтер", ("accountant",)),
        ("Координатор проекта (0,5 ставки)", ("coordinator",)),
        ("Ассистент координатора", ("assistant",)),
        ("Помощник руководителя", ("assistant",)),
        ("Специалист по связям с общественностью и СМИ", ("pr",)),
        ("Жоба жетекшісі", ("lead",)),
        ("Есепші", ("accountant",)),
        ("Жоба үйлестірушісінің көмекшісі", ("assistant",)),
        ("Қоғаммен байланыс жөніндегі маман", ("pr",)),
        ("Координатор, бухгалтер", ("coordinator", "accountant")),
        ("Үйлестіруші және есепші", ("coordinator", "accountant")),
        ("Водитель", ()),
    ],
)
def test_role_is_recognised_in_the_words_of_a_plan(words: str, codes: tuple[str, ...]) -> None:
    assert recognised(words) == codes


@pytest.mark.parametrize(
    ("words", "others"),
    [
        ("руководитель / тренер", ("тренер",)),
        ("Координатор (она же методист)", ("она же методист",)),
        ("Бухгалтер, по совместительству водитель", ("водитель",)),
        ("Руководитель проекта и модератор", ("модератор",)),
        ("Жоба жетекшісі мен жаттықтырушы", ("жаттықтырушы",)),
        ("үйлестіруші әрі сарапшы", ("сарапшы",)),
        ("Координатор по организации и проведению тренингов для волонтеров", ()),
        ("Координатор, г. Шымкент", ()),
        ("Бухгалтер (договор № 5, номер 2)", ()),
        ("Үйлестіруші, екінші сектор", ()),
        ("Координатор / Үйлестіруші", ()),
    ],
)
def test_a_role_of_others_beside_one_of_ours_is_named(words: str, others: tuple[str, ...]) -> None:
    assert beside(words) == others


def test_chosen_role_stands_before_the_words() -> None:
    assert role_of("Водитель", "coordinator") == "coordinator"


def test_role_nobody_knows_is_another_one() -> None:
    assert role_of("Водитель") == "other"


def test_lead_accountant_and_coordinator_sign_unless_the_plan_says_otherwise() -> None:
    assert [signs("lead"), signs("assistant"), signs("lead", False), signs("pr", True)] == [
        True,
        False,
        False,
        True,
    ]
