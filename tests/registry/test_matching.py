import time
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from services.registry.people.rules import matching
from services.registry.people.rules.likeness import EQUAL, are_others, compare_names
from services.registry.people.rules.matching import Decision, block_keys, match_batch
from services.registry.people.rules.names import normalise_name, read_name, sort_key
from services.registry.people.rules.sameness import PersonFacts, score
from tests.registry.synthetic_people import Village

PHONE, OTHER_PHONE = "+77000000001", "+77000000002"
FULL = PersonFacts("a", "Ахметова Айгүл Серікқызы", "female", 1985, "Шелек", "KZ-19", PHONE)
NAME_LETTERS = "аәбғқңөұүһіёйъьжд АГҚІaeiyzhkşq.-'()ыийЁ"
NAMES = st.one_of(st.text(max_size=40), st.text(alphabet=NAME_LETTERS, max_size=40))
WORDS = "Ахметова Ахметов Айгүл Айгуль Серікқызы Сериковна А. С. Ким Серік ұлы Akhmetova Иванов".split()
PEOPLE = st.builds(
    PersonFacts,
    id=st.just("x"),
    sex=st.sampled_from((None, "female", "male")),
    name=st.one_of(NAMES, st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)),
    birth_year=st.sampled_from((None, 1984, 1985, 1999)),
    settlement=st.sampled_from((None, "Шелек", "с. Шелек", "Есік")),
    region=st.sampled_from((None, "KZ-19", "KZ-61")),
    phone=st.sampled_from((None, PHONE, OTHER_PHONE)),
)


LETTERS = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
SCORE = matching.compare


def called(name: str, **known: Any) -> PersonFacts:
    return PersonFacts("b", name, **known)


@pytest.mark.parametrize(
    "kazakh, other",
    [
        ("Әбдірахманов Ғалым", "Абдирахманов Галым"),
        ("Құдайберген Өмірбек", "Кудайберген Омирбек"),
        ("Жұмабаев Серік", "Джумабаев Серик"),
        ("Үсен Һарон", "Усен Харон"),
        ("Айгүл", "Айгуль"),
        ("Алёна", "Алена"),
        ("Анна Геннадьевна", "Ана Генадевна"),
        ("Серiк", "Серік"),
        ("Жұмабаев Серік", "Zhumabayev Serik"),
        ("Ахметова Айгүл", "  АХМЕТОВА   айгуль "),
        ("Серік қызы", "Серікқызы"),
        ("Шәріпов", "Sharipov"),
    ],
)
def test_kazakh_and_russian_spellings_meet(kazakh: str, other: str) -> None:
    assert normalise_name(kazakh) == normalise_name(other)


@given(NAMES)
@example("ддж дж")
@example("Серік қызы ұлы")
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normalise_name(normalise_name(name)) == normalise_name(name)


@pytest.mark.parametrize(
    "kazakh, russian",
    [
        ("Ахметова Айгүл Серікқызы", "Айгуль Сериковна Ахметова"),
        ("Петров Сергей Андрейұлы", "Петров Сергей Андреевич"),
        ("Иса Мәди Мұсаұлы", "Иса Мади Мусаевич"),
    ],
)
def test_patronymics_of_both_manners_meet(kazakh: str, russian: str) -> None:
    left, right = read_name(kazakh), read_name(russian)
    assert (left.surname, left.given) == (right.surname, right.given)
    assert (left.patronymic, left.sex) == (right.patronymic, right.sex)


def test_initials_and_maiden_name_are_told() -> None:
    assert read_name("Ахметова (Серікова) А.С.").initials == ("а", "с")
    assert read_name("Ахметова (Серікова) А.С.").surname == "ахметова"


def test_names_sort_by_kazakh_alphabet() -> None:
    ordered = (
        "Ата Аян Әли Бек Гүл Ғани Ель Ёлка Жан Кен Қали На Ңа Ом Өмір Ура Ұлан Үміт Фа Ха Һан Цой Ын Ілияс "
        "Эль Юн Ян"
    ).split()
    assert sorted(sorted(ordered), key=sort_key) == ordered


@given(NAMES)
def test_sort_key_ignores_case_and_spaces(name: str) -> None:
    assert sort_key(f"  {name} ") == sort_key(name)


@pytest.mark.parametrize(
    "other",
    [
        called("Айгуль Ахметова", phone=PHONE),
        called("Ахметова Айгуль Сериковна", birth_year=1985, region="KZ-19"),
        called("Ахметова Айгүл Серікқызы", settlement="с. Шелек", region="KZ-19"),
        called("Akhmetova Aigul Serikovna", birth_year=1985),
        called("Ахмедова Айгуль", phone=PHONE),
    ],
)
def test_sure_combinations_are_the_same(other: PersonFacts) -> None:
    assert score(FULL, other).verdict == "same"


@pytest.mark.parametrize(
    "other",
    [
        called("Ахметова Айгуль"),
        called("Ахметова А.С.", phone=PHONE, birth_year=1985),
        called("Иванова Айгүл Серікқызы", phone=PHONE),
        called(
            "Ахметова Айгуль Сериковна", birth_year=1985, phone=OTHER_PHONE, settlement="Есік", region="KZ-19"
        ),
        called("Ахметова Айгуль Сериковна", birth_year=1986, phone=PHONE),
        called("Ахметова Айгуль Болатовна", phone=PHONE),
        called("Ахметова Айгуль Сериковна", birth_year=1985, region="KZ-61"),
    ],
)
def test_likely_combinations_are_doubtful(other: PersonFacts) -> None:
    assert score(FULL, other).verdict == "doubtful"


@pytest.mark.parametrize(
    "other",
    [
        called("Ахметова Сәуле Серікқызы", phone=PHONE, settlement="Шелек"),
        called("Ахметов Серік", phone=PHONE),
        called("Ким Анна", phone=PHONE, birth_year=1985),
        called("Ахметова Айгуль", birth_year=1960),
        called("Ахметова Айгуль", phone=OTHER_PHONE, settlement="Есік"),
        called("", phone=PHONE),
        called("李", phone=PHONE),
    ],
)
def test_family_and_namesakes_are_different(other: PersonFacts) -> None:
    assert score(FULL, other).verdict == "different"


def test_sisters_of_near_names_stay_apart() -> None:
    karina, marina = called("Ким Карина", phone=PHONE), called("Ким Марина", phone=PHONE)
    assert score(karina, marina).verdict != "same"


def test_settlement_code_and_name_say_nothing() -> None:
    left, right = called("Ким Карина", settlement="195220100"), called("Ким Карина", settlement="Есік")
    assert score(left, right).reasons == ("same_name",)


def test_two_without_surname_join_by_phone() -> None:
    left, right = called("Ахмет Серікұлы", phone=PHONE), called("Ахмет Серикович", phone=PHONE)
    assert score(left, right).verdict == "same"


@given(PEOPLE, PEOPLE)
@example(called("Ака Аб"), called("Аб Акан"))
def test_score_does_not_depend_on_order(left: PersonFacts, right: PersonFacts) -> None:
    forth, back = score(left, right), score(right, left)
    assert forth == back and 0 <= forth.score <= 100


@given(PEOPLE)
def test_every_person_has_block_keys(person: PersonFacts) -> None:
    assert 1 <= len(block_keys(person)) <= 8
    assert all(len(key) < 120 for key in block_keys(person))


def test_same_person_twice_in_list() -> None:
    first, second = match_batch([FULL._replace(id="row1"), FULL._replace(id="row2")], [])
    assert (first.verdict, first.person) == ("different", None)
    assert (second.verdict, second.person) == ("same", "row1")


def test_row_joins_through_earlier_row() -> None:
    rows = [FULL._replace(id="row1"), FULL._replace(id="row2", phone=None)]
    assert [decision.person for decision in match_batch(rows, [FULL])] == ["a", "a"]


def test_decided_pair_is_never_offered_again() -> None:
    (decision,) = match_batch([FULL._replace(id="row1")], [FULL], {("row1", "a")})
    assert (decision.verdict, decision.others) == ("different", ())


def test_two_sure_candidates_become_a_question() -> None:
    (decision,) = match_batch([FULL._replace(id="row1")], [FULL, FULL._replace(id="c")])
    assert decision.verdict == "doubtful"
    assert "several_candidates" in decision.match.reasons


def test_third_record_never_joins_contradicting_people() -> None:
    bridge = called("Ахметова Айгүл", phone=PHONE)
    old = PersonFacts("old", "Ахметова Айгүл", birth_year=1950, phone=PHONE, settlement="Есік")
    young = PersonFacts("young", "Ахметова Айгүл", birth_year=2001, settlement="Есік", phone=PHONE)
    decision = match_batch([bridge, young], [old])[1]
    assert decision.verdict != "same"


@dataclass
class Tally:
    pairs: int = 0
    caught: int = 0
    sure: int = 0
    joined: int = 0
    wrong: int = 0
    asked: int = 0
    new: int = 0
    new_asked: int = 0


def tallied(seed: int, tally: Tally) -> None:
    """Match a list of about 4,000 rows on 3,000 people, of whom the register knows 2,400."""
    village = Village(3000, seed)
    known = [village.known(person) for person in village.people[:2400]]
    owners, rows = {}, []
    for person in village.people:
        for _ in range(village.random.choice((1, 1, 2))):
            rows.append(village.on_list(person, len(rows)))
            owners[rows[-1].id] = person.id
    village.random.shuffle(rows)
    seen = {person.id for person in known}
    for decision in match_batch(rows, known):
        owner = owners[decision.incoming]
        count(tally, decision, owner, owners, owner in seen)
        seen.add(owner)


def count(tally: Tally, decision: Decision, owner: str, owners: dict[str, str], was_known: bool) -> None:
    offered = [decision.person, *(person for person, _ in decision.others)]
    right = owner in {owners.get(person, person) for person in offered}
    sure = decision.verdict == "same"
    tally.joined += sure
    tally.wrong += sure and owners.get(decision.person, decision.person) != owner
    tally.pairs += was_known
    tally.caught += was_known and right
    tally.sure += was_known and right and sure
    tally.asked += was_known and decision.verdict == "doubtful"
    tally.new += not was_known
    tally.new_asked += not was_known and decision.verdict == "doubtful"


def test_quality_on_three_thousand_people() -> None:
    tally = Tally()
    for seed in (1, 2, 3, 4):
        tallied(seed, tally)
    found, surely = tally.caught / tally.pairs, tally.sure / tally.pairs
    print(
        f"\nof {tally.pairs} returning people {found:.2%} found, {surely:.2%} surely; "
        f"wrong joins {tally.wrong} of {tally.joined} ({tally.wrong / tally.joined:.3%}); "
        f"questions {tally.asked} + {tally.new_asked} of {tally.new} new people"
    )
    assert tally.wrong <= tally.joined * 0.001
    assert tally.caught >= tally.pairs * 0.97


def test_list_meets_ten_thousand_people() -> None:
    village = Village(10_000, 5)
    known = [village.known(person) for person in village.people]
    rows = [village.on_list(village.random.choice(village.people), row) for row in range(2000)]
    started = time.perf_counter()
    decisions = match_batch(rows, known)
    print(f"\n2,000 rows against 10,000 people: {time.perf_counter() - started:.2f} s")
    assert len(decisions) == 2000


def test_phone_is_compared_in_any_crowd_of_namesakes(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(matching, "compare", lambda a, b: compared.append(b.facts.id) or SCORE(a, b))
    crowd = [
        PersonFacts(
            id=f"known{n}", name=f"Ахметова Айгүл {LETTERS[n % 30]}{LETTERS[n // 30]}қызы", birth_year=1980
        )
        for n in range(600)
    ]
    known = PersonFacts(id="she", name="Серікова Айгүл", birth_year=1980, phone="hash")
    match_batch(
        [PersonFacts(id="new", name="Ахметова Айгүл", birth_year=1980, phone="hash")], [*crowd, known]
    )
    assert "she" in compared


def test_crowd_of_namesakes_is_compared_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[object] = []
    monkeypatch.setattr(matching, "compare", lambda a, b: compared.append(b) or SCORE(a, b))
    crowd = [
        PersonFacts(id=f"known{n}", name=f"Ахметов Ерлан {LETTERS[n % 30]}{LETTERS[n // 30]}ұлы")
        for n in range(600)
    ]
    match_batch([PersonFacts(id="new", name="Ахметов Ерлан")], crowd)
    assert 0 < len(compared) <= 200


@given(PEOPLE, PEOPLE)
def test_whom_a_first_look_calls_others_a_whole_one_does_too(one: PersonFacts, other: PersonFacts) -> None:
    names = read_name(one.name), read_name(other.name)
    likeness = compare_names(*names)
    if are_others(*names):
        assert not likeness.similar and (likeness.given != EQUAL or likeness.initials)
