"""Who did what: written with the change, chained, and nothing of it sealed."""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from services.events.gatherings.models import Gathering
from shared.acts import chain, writing
from shared.acts.chain import Broken, broken
from shared.acts.changes import collected
from shared.doors import transaction
from tests.suite import SERVICES, Suite

SUSPICIOUS = re.compile(r"phone|iin|password|secret|token|birth|_sealed$|bank|iban|person_?name|leader_name")


@contextmanager
def database(suite: Suite, service: str = "events") -> Iterator[Session]:
    """The session of a service, committed at the end."""
    app = suite.apps[service]
    with app.app_context():
        session = app.extensions["sqlalchemy"].session
        yield session
        session.commit()


def acts(suite: Suite, service: str = "events") -> list[dict[str, Any]]:
    """The acts of a service, oldest first."""
    with database(suite, service) as session:
        return [row.content for row in session.execute(text("SELECT content FROM acts ORDER BY number"))]


def record(suite: Suite, project: str, title: str = "Тренинг") -> str:
    """The id of a recorded gathering."""
    body = {
        "project_id": project,
        "activity": "4.1",
        "type": "training",
        "title": title,
        "region": "turkistan",
        "starts_on": "2022-04-12",
        "mode": "offline",
    }
    made: str = suite.ok("POST", "/events/api/v1/gatherings", json=body)["id"]
    return made


def damaged(suite: Suite, project: str, statement: str) -> Broken | None:
    """Where a chain of three acts breaks after a hand was in the table."""
    for title in ("Один", "Два", "Три"):
        record(suite, project, title)
    with database(suite) as session:
        assert broken(session) is None
        session.execute(text(statement))
        return broken(session)


def test_a_change_is_told_with_who_what_and_by_which_permission(suite: Suite, project: str) -> None:
    made, act = record(suite, project), acts(suite)[-1]
    assert act["who"]["kind"] == "token" and act["door"] == "api" and act["permission"] == "gathering.record"
    assert (act["verb"], act["object"]) == ("record_gathering", {"kind": "gatherings", "id": made})
    assert act["changes"][0]["fields"]["title"] == [None, "Тренинг"]


def test_a_correction_says_before_and_after(suite: Suite, project: str) -> None:
    suite.gathering(project, 1, evidence=())
    assert acts(suite)[-1]["changes"][0]["fields"] == {"status": ["planned", "held"]}


def test_a_column_written_after_a_commit_says_what_stood_there(suite: Suite, project: str) -> None:
    gathering_id = uuid.UUID(record(suite, project))
    with database(suite) as session:
        gathering = session.get_one(Gathering, gathering_id)
        session.commit()  # as work of several steps does: nothing of the row is loaded any more
        gathering.title = "Тренинг в Шиели"
        session.flush()
        told = collected(session).rows["gatherings", str(gathering_id)]
    assert told.fields["title"] == ("Тренинг", "Тренинг в Шиели")


def test_a_refusal_leaves_no_act(suite: Suite, project: str) -> None:
    before = len(acts(suite))
    answer = suite.call("POST", "/events/api/v1/gatherings", json={"project_id": project})
    assert answer.status_code == 422 and len(acts(suite)) == before


def test_a_crash_before_the_commit_leaves_neither_change_nor_act(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, write = len(acts(suite)), writing.write

    def crash(session: Session) -> None:
        write(session)
        raise RuntimeError("the power went")

    monkeypatch.setattr(writing, "write", crash)
    with pytest.raises(AssertionError):
        record(suite, project)
    assert len(acts(suite)) == before and not suite.ok("GET", "/events/api/v1/gatherings")


def titles_told(suite: Suite, undone: bool) -> list[str]:
    """The titles in the act of three corrections, the second after a savepoint that stands or is undone."""
    with suite.apps["events"].app_context():
        session = suite.apps["events"].extensions["sqlalchemy"].session
        first, second, third = session.scalars(select(Gathering).order_by(Gathering.created_at)).all()
        first.title = "До"
        point = session.begin_nested()
        second.title = "Внутри"
        session.flush()
        point.rollback() if undone else point.commit()
        third.title = "После"
        transaction.commit()
    return [change["fields"]["title"][1] for change in acts(suite)[-1]["changes"]]


def test_an_act_tells_all_that_stands_around_a_savepoint(suite: Suite, project: str) -> None:
    for title in ("Один", "Два", "Три"):
        record(suite, project, title)
    assert titles_told(suite, undone=True) == ["До", "После"]
    assert titles_told(suite, undone=False) == ["Внутри"]  # the others are called so already


def test_an_altered_act_is_found(suite: Suite, project: str) -> None:
    changed = "UPDATE acts SET content = jsonb_set(content, '{who,name}', '\"nobody\"') WHERE number = 2"
    assert damaged(suite, project, changed) == Broken("altered", 2)


def test_an_act_taken_out_of_the_middle_is_found(suite: Suite, project: str) -> None:
    assert damaged(suite, project, "DELETE FROM acts WHERE number = 2") == Broken("removed", 2)


def test_a_tail_cut_off_is_found(suite: Suite, project: str) -> None:
    assert damaged(suite, project, "DELETE FROM acts WHERE number = 3") == Broken("removed", 3)


def test_acts_that_changed_places_are_found(suite: Suite, project: str) -> None:
    swapped = "UPDATE acts SET number = CASE number WHEN 1 THEN -2 ELSE -1 END WHERE number < 3"
    back = "UPDATE acts SET number = -number WHERE number < 0"
    assert damaged(suite, project, f"{swapped}; {back}") == Broken("altered", 1)


def test_a_head_set_back_is_found(suite: Suite, project: str) -> None:
    assert damaged(suite, project, "UPDATE act_head SET number = 2") == Broken("head", 3)


def write_together(suite: Suite, times: int = 20) -> None:
    """Two writers at once."""

    def write() -> None:
        app = suite.apps["events"]
        with app.app_context():
            for _turn in range(times):
                writing.record("try")

    threads = [threading.Thread(target=write) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_two_writers_at_once_keep_one_chain(suite: Suite) -> None:
    write_together(suite)
    with database(suite) as session:
        assert broken(session) is None and len(acts(suite)) == 40


def test_twin_that_reads_the_head_before_it_writes_breaks(
    suite: Suite, monkeypatch: pytest.MonkeyPatch
) -> None:
    both = threading.Barrier(2, timeout=5)

    def unlocked(connection: Any, content: str) -> None:
        last = connection.execute(text("SELECT coalesce(max(hash), '') FROM act_head")).scalar()
        both.wait()
        connection.execute(
            text(
                "WITH head AS (INSERT INTO act_head AS h VALUES (true, 1, 'x') ON CONFLICT (one) "
                "DO UPDATE SET number = h.number + 1, "
                "hash = encode(sha256(convert_to(:last || CAST(:content AS jsonb)::text, 'UTF8')), 'hex') "
                "RETURNING number, hash) "
                "INSERT INTO acts SELECT number, CAST(:content AS jsonb), hash FROM head"
            ),
            {"last": last, "content": content},
        )

    monkeypatch.setattr(chain, "link", unlocked)
    write_together(suite, 2)
    with database(suite) as session:
        assert broken(session) is not None


@pytest.mark.parametrize("service", SERVICES)
def test_every_column_that_sounds_personal_is_sealed(suite: Suite, service: str) -> None:
    database = suite.apps[service].extensions["sqlalchemy"]
    open_ones = [
        f"{mapper.local_table.name}.{column.name}"
        for mapper in database.Model.registry.mappers
        if getattr(mapper.class_, "acted", True)
        for column in inspect(mapper.class_).columns
        if SUSPICIOUS.search(column.name) and not column.info.get("sealed")
    ]
    assert not open_ones


def test_no_name_and_no_phone_of_a_participant_is_in_an_act(suite: Suite, project: str) -> None:
    suite.gathering(project, 2, prefix="Тайная")
    told = str([acts(suite, service) for service in SERVICES])
    assert "Тайная" not in told and "700 000" not in told and "7700000" not in told


def test_a_download_and_a_refusal_of_access_are_acts(suite: Suite, project: str) -> None:
    suite.browser("coordinator").get("/events/gatherings.xlsx")
    suite.browser("grantor_viewer").get("/events/gatherings/new")
    assert [act["verb"] for act in acts(suite)][-2:] == ["download", "refuse_access"]


def test_signing_in_and_failing_to_are_acts_of_that_user(suite: Suite) -> None:
    someone = suite.browser("coordinator")
    someone.post("/registry/sign-in", {"login": someone.login, "password": "wrong and long enough"})
    signed, failed = acts(suite, "registry")[-2:]
    assert signed["verb"] == "sign_in" and signed["who"]["id"] == someone.user_id
    assert failed["verb"] == "sign_in_failed" and someone.user_id in failed["touched"]


def test_the_page_of_an_object_shows_its_history_in_words(suite: Suite, project: str) -> None:
    made = suite.gathering(project, 3)
    page = suite.browser("coordinator").get(f"/events/gatherings/{made}").get_data(as_text=True)
    history = page.split('id="history"')[1]
    assert "Состояние: предстоит → проведено" in history and "+ Участник × 3" in history


def test_a_moment_in_the_history_is_written_as_people_write_it(suite: Suite) -> None:
    from shared.acts.words import value

    with suite.apps["registry"].app_context():
        shown = value("2026-11-29T20:41:00+00:00", {})
    assert "ноября 2026" in shown and shown.endswith("01:41")  # the programme's time


def test_the_page_of_a_user_shows_what_he_did_in_all_services(suite: Suite, project: str) -> None:
    someone = suite.browser("coordinator")
    someone.get("/events/gatherings.xlsx")
    page = suite.browser("admin").get(f"/registry/users/{someone.user_id}/acts").get_data(as_text=True)
    assert "Скачивание" in page and "Вход" in page and "Не ответили" not in page


def test_a_service_that_does_not_answer_is_named(suite: Suite, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.registry.accounts import listing
    from shared.doors.errors import Unavailable

    def away(*_asked: object, **_options: object) -> None:
        raise Unavailable

    monkeypatch.setattr(listing, "ask", away)
    page = suite.browser("admin").get(f"/registry/users/{suite.browser('coordinator').user_id}/acts")
    assert "events, grants, reports" in page.get_data(as_text=True)


def test_history_of_another_region_is_not_shown(suite: Suite, project: str) -> None:
    made = suite.gathering(project, 0)
    partner = suite.browser("partner_rep", "kyzylorda")
    assert partner.get(f"/events/gatherings/{made}").status_code == 404


def test_the_command_names_the_service_whose_chain_is_broken(
    suite: Suite, project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from deploy.commands.acts import show, verify

    apps: dict[str, object] = dict(suite.apps)
    assert verify(apps) == 0 and show(apps) == 0
    damaged(suite, project, "DELETE FROM acts WHERE number = 2")
    assert verify(apps) == 1
    assert "events: act 2 was removed" in capsys.readouterr().out


def history_of(suite: Suite, page: str, role: str = "project_lead") -> str:
    """The history that a page shows."""
    shown: str = suite.browser(role).get(page).get_data(as_text=True)
    return shown.split('id="history"')[1]


def test_the_reason_of_a_cancellation_is_the_why_of_its_act_and_said_once(suite: Suite, project: str) -> None:
    made = record(suite, project)
    suite.browser("coordinator").post(f"/events/gatherings/{made}/cancellation", {"reason": "Зал закрыт"})
    assert acts(suite)[-1]["why"] == "Зал закрыт"
    history = history_of(suite, f"/events/gatherings/{made}")
    assert history.count("Зал закрыт") == 1


def test_the_reason_of_a_new_version_of_a_plan_is_the_why_of_its_act(suite: Suite, project: str) -> None:
    with database(suite, "registry") as session:
        plan = session.execute(text("SELECT id FROM plans")).scalar()
    body = {"reason_text": "Письмо грантодателя", "reason_code": "other"}
    suite.ok("POST", f"/registry/api/v1/plans/{plan}/amendments", json=body)
    assert acts(suite, "registry")[-1]["why"] == "Письмо грантодателя"


def test_an_act_without_a_reason_has_no_why(suite: Suite, project: str) -> None:
    record(suite, project)
    assert acts(suite)[-1]["why"] == ""


REASON = re.compile(r"reason|verdict_note|^why|explanation")
NO_REASON = {"plans.reason_code", "person_pairs.reasons", "plugin_states.reason"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_column_that_keeps_a_reason_gives_its_act_the_why(suite: Suite, service: str) -> None:
    database = suite.apps[service].extensions["sqlalchemy"]
    silent = {
        f"{mapper.local_table.name}.{column.name}"
        for mapper in database.Model.registry.mappers
        if getattr(mapper.class_, "acted", True)
        for column in inspect(mapper.class_).columns
        if REASON.search(column.name) and "why" not in column.info
    }
    assert silent <= NO_REASON


def test_words_that_explain_a_doubt_are_the_why(suite: Suite, project: str) -> None:
    from services.registry.plans.models import Plan

    with database(suite, "registry") as session:
        plan = session.query(Plan).one()
        plan.doubts = [{"id": "1", "explanation": "Так в письме"}]
        session.flush()
        writing.write(session)
    assert acts(suite, "registry")[-1]["why"] == "Так в письме"


def many(suite: Suite, project: str, people: int) -> str:
    """A gathering with so many people entered in one act."""
    return suite.gathering(project, people, evidence=())


def test_forty_rows_of_one_act_are_all_kept_and_told_as_a_number(suite: Suite, project: str) -> None:
    made = many(suite, project, 40)
    act = next(act for act in acts(suite) if act["verb"] == "enter_participants")
    assert sum(change["kind"] == "participants" for change in act["changes"]) == 40 and not act["more"]
    assert "+ Участник × 40" in history_of(suite, f"/events/gatherings/{made}")


def test_beyond_the_bound_the_number_is_kept_and_told(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shared.acts import changes

    monkeypatch.setattr(changes, "FOLDED", 25)
    made = many(suite, project, 40)
    act = next(act for act in acts(suite) if act["verb"] == "enter_participants")
    assert ["participants", "made", 15] in act["more"]
    assert "+ Участник × 40" in history_of(suite, f"/events/gatherings/{made}")


def test_a_row_altered_inside_an_act_of_many_is_found(suite: Suite, project: str) -> None:
    many(suite, project, 40)
    altered = (
        "UPDATE acts SET content = jsonb_set(content, '{changes,30,fields}', '{}') "
        "WHERE content->>'verb' = 'enter_participants'"
    )
    with database(suite) as session:
        assert broken(session) is None
        session.execute(text(altered))
        found = broken(session)
    assert found and found.what == "altered"


def test_the_page_of_a_user_says_a_correction_once(suite: Suite, project: str) -> None:
    made, someone = record(suite, project), suite.browser("coordinator")
    someone.post(f"/events/gatherings/{made}/cancellation", {"reason": "Зал закрыт"})
    page = suite.browser("admin").get(f"/registry/users/{someone.user_id}/acts").get_data(as_text=True)
    assert page.count("предстоит → отменено") == 1


def test_the_command_shows_one_act_with_every_row_it_keeps(
    suite: Suite, project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from deploy.commands.acts import show_whole

    many(suite, project, 40)
    numbers = [number for number, act in enumerate(acts(suite), 1) if act["verb"] == "enter_participants"]
    assert show_whole(suite.apps["events"], numbers[0]) == 0
    assert json.loads(capsys.readouterr().out) == acts(suite)[numbers[0] - 1]
    assert show_whole(suite.apps["events"], 10**6) == 1
