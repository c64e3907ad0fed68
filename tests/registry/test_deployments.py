"""The gate at the centre: pairing by a code, signed calls, records let in one by one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from services.registry.deployments.rules import signing
from shared.language.records.attendance import Attendance
from shared.language.records.gathering import Gathering
from shared.language.records.record import Proof
from tests.registry.homes import GATE, PAGE, URL, Home, row_of
from tests.suite import Suite

PEOPLE, TRAININGS = "4.1.3", "4.1.1"
REFUSED_ABOVE = """
    INSERT INTO upwards (kind, key, version, state, since, due_at, refused)
    VALUES ('gathering', 'x', 1, jsonb_build_object('page', '/events/gatherings/g1'), now(), now(),
        jsonb_build_object('code', 'deployment_region_of_another', 'params',
            jsonb_build_object('region', 'mangystau', 'mine', 'turkistan')))"""


@pytest.fixture
def home(suite: Suite, project: str) -> Home:
    """A paired home of Turkistan."""
    return Home(suite).pair()


def line_of(suite: Suite, project: str, code: str = "4.1") -> str:
    """The id of a line of the plan."""
    from services.reports.copies.queries import projects

    with suite.apps["reports"].app_context():
        line = projects.get(project).activity(code)
    assert line
    return line.id


def training(suite: Suite, project: str, number: int = 1, **said: Any) -> Gathering:
    """A held training of the home, with its signed list."""
    proof = Proof(id=f"f{number}", kind="signed_list", sha256=f"{number:064d}", quantity=1, page="/events/f")
    known = {"region": "turkistan", "status": "held", **said}
    return Gathering(
        id=f"g{number}",
        page=f"/events/gatherings/g{number}",
        project_id=project,
        activity_id=line_of(suite, project),
        type="training",
        title=f"Тренинг {number}",
        settlement="г. Кентау",
        starts_on=date(2022, 4, 12),
        ends_on=None,
        mode="offline",
        evidence=(proof,),
        **known,
    )


def came(project: str, gathering: int, person: int) -> Attendance:
    """Somebody at a training of the home."""
    return Attendance(
        id=f"g{gathering}/p{person}",
        page=f"/events/gatherings/g{gathering}",
        project_id=project,
        gathering_id=f"g{gathering}",
        person_id=f"p{person}",
        attended=True,
        sex=None,
        birth_year=None,
        category="leader",
        settlement=None,
    )


def people(suite: Suite, project: str) -> int:
    """How many people at trainings the centre counts."""
    suite.settle()
    return int(float(suite.figure(project, PEOPLE)["actual"] or 0))


def code_of(answer: Any) -> str:
    """The code of a refusal."""
    return str(answer.get_json()["code"])


def test_home_is_paired_by_a_code_once(suite: Suite) -> None:
    home = Home(suite)
    code = home.code()
    answer = home.show(code.lower().replace("-", " "))
    told = answer.get_json()
    assert (told["name"], told["regions"]) == ("centre", ["turkistan"])
    assert signing.fingerprint(told["public_key"])
    assert home.show(code).get_json() == told  # the same home that did not hear the answer
    other = Home(suite).show(code)
    assert (other.status_code, code_of(other)) == (409, "pairing_code_used")


def test_code_is_good_for_its_minutes_and_its_name(suite: Suite) -> None:
    home = Home(suite)
    code = home.code()
    assert code_of(home.show(code, name="mangystau")) == "pairing_code_of_another"
    assert code_of(home.show("WRONG-CODE")) == "pairing_code_unknown"
    assert code_of(home.show(code, public_key="no key")) == "deployment_key_unusable"
    moved(suite, "UPDATE deployments SET code_until = now() - interval '1 second'")
    assert code_of(home.show(code)) == "pairing_code_late"


def test_who_guesses_at_codes_waits(suite: Suite) -> None:
    home = Home(suite)
    told = [home.show(f"GUESS{number}") for number in range(12)]
    assert [code_of(one) for one in told][0] == "pairing_code_unknown"
    assert (told[-1].status_code, code_of(told[-1])) == (429, "too_many_tries")


def test_two_homes_of_one_name_are_not_paired(suite: Suite, home: Home) -> None:
    admin = suite.browser("admin")
    page = admin.post(PAGE, {"name": "turkistan", "regions": ["turkistan"]}, page=PAGE)
    assert page.status_code == 422 and "уже связана" in page.get_data(as_text=True)
    own = admin.post(PAGE, {"name": "centre", "regions": ["turkistan"]}, page=PAGE)
    assert own.status_code == 422 and "не различить" in own.get_data(as_text=True)


def test_answer_is_signed_for_its_very_call(suite: Suite, home: Home) -> None:
    answer = home.pulse()
    centre = signing.public_of(own_key(suite))
    told = signing.opened(answer.headers[signing.ANSWERED], centre, "centre", "turkistan", "res")
    assert told and told["res"] == signing.bound_answer(200, answer.get_data())


def test_call_is_taken_once_unchanged_and_on_time(suite: Suite, home: Home) -> None:
    path, body = f"{GATE}/records", msgspec.json.encode({"version": home.version})
    token = home.token(path, body)
    assert home.sent(path, body, token).status_code == 200
    assert code_of(home.sent(path, body, token)) == "deployment_call_repeated"
    assert code_of(home.sent(path, body + b" ", home.token(path, body))) == "deployment_unknown"
    assert code_of(Home(suite).pulse()) == "deployment_unknown"
    home.off = 7200
    late = home.pulse()
    assert (late.status_code, code_of(late)) == (403, "deployment_clock_off")
    assert abs(late.get_json()["detail"]["seconds"] - 7200) < 5 and late.headers[signing.ANSWERED]


def test_records_count_at_the_centre_in_any_order(suite: Suite, project: str, home: Home) -> None:
    first = [home.wire(10 + number, came(project, 1, number)) for number in range(5)]
    assert home.taken(*first)["refused"] == {}
    assert people(suite, project) == 0  # nobody knows yet where they were
    home.taken(home.wire(3, training(suite, project)))
    assert people(suite, project) == 5
    home.taken(*first, home.wire(2, training(suite, project, status="cancelled")))  # late and doubled
    assert people(suite, project) == 5
    home.taken(home.wire(30, training(suite, project, status="cancelled")))
    assert people(suite, project) == 0


def test_links_lead_into_the_home(suite: Suite, project: str, home: Home) -> None:
    home.taken(home.wire(3, training(suite, project)))
    suite.settle()
    asked = "SELECT page, evidence->0->>'page' FROM gathering_copies WHERE key = 'turkistan:g1'"
    found = suite.tables("reports").connection.execute(asked).fetchone()
    here = f"/registry/distant-files/turkistan/{1:064d}/events/f"
    assert found == (f"{URL}/events/gatherings/g1", here)


def test_what_is_not_its_own_is_refused_alone_and_named(suite: Suite, project: str, home: Home) -> None:
    good = home.wire(3, training(suite, project))
    wrong = [
        home.wire(4, training(suite, project, 2, region="mangystau")),
        of_project(home, suite, project, "nowhere"),
        {**home.wire(6, training(suite, project, 4)), "key": "mangystau:g4"},
        home.wire(7, training(suite, project, 5), page="//elsewhere.example/x"),
        {**home.wire(8, training(suite, project, 6)), "kind": "project"},
        home.wire(9, training(suite, project, 7), schema=99),
        {"kind": "gathering"},
        {**home.wire(9, training(suite, project, 8)), "version": 0},
    ]
    refused = home.taken(good, *wrong)["refused"]
    assert [refused[str(place)]["code"] for place in range(1, 9)] == [
        "deployment_region_of_another",
        "deployment_project_unknown",
        "deployment_record_of_another",
        "deployment_link_elsewhere",
        "deployment_stays_at_home",
        "record_too_new",
        "deployment_record_misshapen",
        "deployment_version_impossible",
    ]
    assert refused["1"]["params"] == {"region": "mangystau", "mine": "turkistan"}
    assert home.taken(home.wire(3, came(project, 1, 1)))["refused"] == {}
    assert people(suite, project) == 1


def test_what_a_home_withdraws_counts_nowhere_wherever_it_was(suite: Suite, project: str, home: Home) -> None:
    home.taken(home.wire(3, training(suite, project)), home.wire(4, came(project, 1, 1)))
    assert people(suite, project) == 1
    moved_away = home.wire(5, training(suite, project, region="mangystau"))
    assert home.taken(moved_away)["refused"]["0"]["code"] == "deployment_region_of_another"
    gone = home.wire(6, training(suite, project, region="mangystau", status="cancelled"))
    assert home.taken(gone)["refused"] == {}
    assert people(suite, project) == 0


def of_project(home: Home, suite: Suite, project: str, other: str) -> dict[str, Any]:
    """A training said to be of another project."""
    return home.wire(5, msgspec.structs.replace(training(suite, project, 3), project_id=other))


def test_nobody_counts_at_a_gathering_of_another_home(suite: Suite, project: str, home: Home) -> None:
    home.taken(home.wire(3, training(suite, project)))
    other = Home(suite, "mangystau", ("mangystau",)).pair()
    other.taken(other.wire(3, came(project, 1, 9)))
    assert people(suite, project) == 0


def test_too_much_at_once_is_told_when_to_go_on(
    suite: Suite, project: str, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.deployments.operations import letting_in

    home.highest = {"events": 201}
    records = [home.wire(number + 1, came(project, 1, number)) for number in range(201)]
    assert code_of(home.pulse(*records)) == "deployment_batch_too_large"
    monkeypatch.setattr(letting_in, "QUOTA", 250)
    assert home.pulse(*records[:200]).status_code == 200
    full = home.pulse(*records[:200])
    assert (full.status_code, code_of(full)) == (429, "deployment_quota")
    assert 0 < int(full.headers["Retry-After"]) <= 60
    monkeypatch.setattr(letting_in, "MOST_WAITING", -1)
    moved(suite, "UPDATE deployment_news SET quota_from = now() - interval '2 minutes'")
    busy = home.pulse(*records[:1])
    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "60")
    assert home.pulse().status_code == 200  # it is heard all the same


@pytest.mark.parametrize(
    ("version", "whole"), [("0.0.9", None), ("0.2.0", None), ("0.3.0", "apart"), ("x", "apart")]
)
def test_one_minor_version_apart_talks(
    suite: Suite, project: str, home: Home, version: str, whole: str | None
) -> None:
    home.version = version
    told = home.taken(home.wire(3, training(suite, project)))
    assert bool(told.get("whole")) == bool(whole)
    if whole:
        assert told["whole"]["code"] == "deployment_versions_apart"


def test_revoked_key_opens_nothing(suite: Suite, project: str, home: Home) -> None:
    admin, row = suite.browser("admin"), row_of(suite)
    assert admin.post(f"{PAGE}/{row}/end", {}, page=f"{PAGE}/{row}").status_code == 302
    refused = home.pulse(home.wire(3, training(suite, project)))
    assert (refused.status_code, code_of(refused)) == (403, "deployment_ended")
    again = Home(suite).pair()
    assert again.taken(again.wire(3, training(suite, project)))["refused"] == {}


def test_home_changes_its_key_and_ends_the_pairing(suite: Suite, home: Home) -> None:
    former, fresh = home.private, signing.new_private()
    assert home.call(f"{GATE}/key", {"public_key": signing.public_of(fresh)}).status_code == 200
    assert code_of(home.pulse()) == "deployment_unknown"
    home.private = fresh
    assert home.pulse().status_code == 200 and former != fresh
    assert home.call(f"{GATE}/unpairing", {}).status_code == 200
    assert code_of(home.pulse()) == "deployment_ended"


def test_what_came_is_set_aside_and_brought_back(suite: Suite, project: str, home: Home) -> None:
    home.taken(home.wire(3, training(suite, project)), home.wire(4, came(project, 1, 1)))
    moved(suite, "UPDATE foreign_records SET came_at = now() - interval '5 days'")
    home.taken(home.wire(5, came(project, 1, 2)), home.wire(6, came(project, 1, 3)))
    assert people(suite, project) == 3
    admin, here = suite.browser("admin"), f"{PAGE}/{row_of(suite)}"
    since = (datetime.now(UTC) - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    assert admin.post(f"{here}/aside", {"since": since}, page=here).status_code == 302
    assert people(suite, project) == 1
    shown = admin.get(here).get_data(as_text=True)
    assert "отложено: 2" in shown and "нигде не считается" in shown
    home.taken(home.wire(5, came(project, 1, 2)))  # sent anew it counts again
    assert people(suite, project) == 2
    assert admin.post(f"{here}/back", {}, page=here).status_code == 302
    assert people(suite, project) == 3
    nothing = admin.post(f"{here}/aside", {"since": "2099-01-01T00:00"}, page=here)
    assert nothing.status_code == 422 and "ещё не наступило" in nothing.get_data(as_text=True)


def test_restored_backup_is_seen_asked_and_counted_once(suite: Suite, project: str, home: Home) -> None:
    home.taken(home.wire(3, training(suite, project)), home.wire(4, came(project, 1, 1)))
    backup = dict(home.highest)
    home.taken(home.wire(5, came(project, 1, 2)), home.wire(6, came(project, 1, 3)))
    assert people(suite, project) == 3
    home.highest = backup
    held = home.taken(highest=backup)
    assert held["whole"]["code"] == "deployment_versions_backwards"
    admin, here = suite.browser("admin"), f"{PAGE}/{row_of(suite)}"
    assert "не помнит части" in admin.get(here).get_data(as_text=True)
    assert admin.post(f"{here}/restored", {}, page=here).status_code == 302
    assert people(suite, project) == 1  # what was written after the backup may be entered again
    above = home.taken(highest=backup)["above"]
    assert above["events"] == 6
    home.taken(home.wire(7, training(suite, project)), home.wire(8, came(project, 1, 1)))
    home.taken(home.wire(9, came(project, 1, 4)))
    assert people(suite, project) == 2
    late = admin.post(f"{here}/restored", {}, page=here)
    assert late.status_code == 409


def test_whoever_watches_sees_how_fresh_a_home_is(suite: Suite, home: Home) -> None:
    from services.registry.deployments.queries import deployment_gauges

    home.taken(waiting=7, refused=2)
    moved(suite, "UPDATE deployment_news SET heard_at = now() - interval '3 hours'")
    with suite.apps["registry"].app_context():
        told = {gauge.name: gauge.value for gauge in deployment_gauges() if gauge.labels["deployment"]}
    assert (told["asar_deployment_waiting"], told["asar_deployment_refused"]) == (7, 2)
    assert 10_800 <= told["asar_deployment_heard_seconds"] < 10_900


def test_reasons_for_not_taking_are_said_in_full_on_both_sides(suite: Suite, home: Home) -> None:
    from services.registry.deployments import listing

    home.taken(refused=1, reasons={"deployment_region_of_another": 1})
    page = suite.browser("admin").get(PAGE).get_data(as_text=True)
    assert "%(" not in page and "сообщает только о: Туркестанская область" in page
    moved(suite, REFUSED_ABOVE)
    with suite.apps["registry"].app_context():
        reason = listing.home().reasons[0]
    assert "Мангистауская область" in reason.words and "Туркестанская область" in reason.words
    assert (reason.many, reason.page) == (1, "/events/gatherings/g1")


def test_code_that_nobody_typed_in_time_is_said_to_be_over(suite: Suite) -> None:
    Home(suite).code()
    admin = suite.browser("admin")
    assert "ждёт своего кода" in admin.get(PAGE).get_data(as_text=True)
    moved(suite, "UPDATE deployments SET code_until = now() - interval '1 second'")
    assert "срок её кода истёк" in admin.get(PAGE).get_data(as_text=True)


def test_home_whose_pairing_ended_above_is_offered_a_new_code(suite: Suite) -> None:
    from services.registry.db import db
    from services.registry.deployments import listing
    from services.registry.deployments.models import Deployment, DeploymentNews

    with suite.apps["registry"].app_context():
        above = Deployment(name="above", side="above", regions=[], state="paired", url=URL)
        db.session.add(above)
        db.session.flush()
        news = DeploymentNews(deployment_id=above.id, said={})
        db.session.add(news)
        assert listing.home().paired
        news.said = {"refused": {"code": "deployment_ended", "params": {}}}
        card = listing.home()
        news.said = {"refused": {"code": "deployment_answer_forged", "params": {}}}
        doubted = listing.home()
        db.session.rollback()
    assert (card.paired, card.state) == (False, "не связана") and "прекращена" in card.warnings[0]
    assert (doubted.paired, doubted.state) == (False, "связана") and "по его коду" in doubted.warnings[0]


def test_a_name_that_stayed_at_home_is_told_as_the_home(suite: Suite, project: str, home: Home) -> None:
    doer = {"kind": "user", "id": "u1", "name": ""}
    home.taken(home.wire(3, training(suite, project), entered_by=doer))
    suite.settle()
    asked = "SELECT entered_by->>'name' FROM gathering_copies WHERE key = 'turkistan:g1'"
    assert suite.tables("reports").connection.execute(asked).fetchone() == ("turkistan",)


def test_figures_are_no_fresher_than_since_when_it_is_set_aside(
    suite: Suite, project: str, home: Home
) -> None:
    home.taken(home.wire(3, training(suite, project)))
    admin, here = suite.browser("admin"), f"{PAGE}/{row_of(suite)}"
    moved(suite, "UPDATE foreign_records SET came_at = now() - interval '1 day'")
    since = (datetime.now(UTC) - timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    asked = "SELECT now() - as_of > interval '1 day' FROM deployment_copies"
    for press, old in ((("aside", {"since": since}), True), (("back", {}), False)):
        assert admin.post(f"{here}/{press[0]}", press[1], page=here).status_code == 302
        suite.settle()
        assert suite.tables("reports").connection.execute(asked).fetchone() == (old,)


def own_key(suite: Suite) -> str:
    """The key of the centre."""
    from services.registry.deployments import queries

    with suite.apps["registry"].app_context():
        return queries.own_key() or ""


def moved(suite: Suite, statement: str) -> None:
    """Change what the database says."""
    with suite.apps["registry"].app_context():
        session = suite.apps["registry"].extensions["sqlalchemy"].session
        session.execute(text(statement))
        session.commit()
