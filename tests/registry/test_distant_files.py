"""Files of proofs between deployments: asked for by a button, moved part by part, checked by their hash."""

from __future__ import annotations

import hashlib
import uuid
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

import msgspec
import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import NullPool, create_engine, text

from services.registry.deployments.operations import wire
from services.registry.distant_files.operations import asking, giving
from services.registry.distant_files.schemas import Answering, Asking, Part, Wish
from services.registry.distant_files.wording import type_of
from shared import peers
from shared.doors import transaction
from shared.doors.errors import Unavailable
from shared.language.records.record import Proof
from shared.proofs.parts import MOST
from tests.registry.homes import Home
from tests.registry.region_home import at_home
from tests.registry.test_deployments import training
from tests.suite import PDF, Suite

HALF_DONE = """CREATE TABLE foreign_records (kind text, key text, aside_at timestamptz,
    files_asked boolean DEFAULT false NOT NULL)"""

FILES = "/registry/internal/deployments/files"
WHOLE = PDF + bytes(range(256)) * 2500  # three parts
SHA = hashlib.sha256(WHOLE).hexdigest()
AT = f"/events/evidence/{uuid.uuid4()}"
PAGE = f"/registry/distant-files/turkistan/{SHA}{AT}"


@pytest.fixture
def home(suite: Suite, project: str) -> Home:
    """A home of Turkistan that told of a training with a file."""
    found, proof = (
        Home(suite).pair(),
        Proof(id="f1", kind="signed_list", sha256=SHA, quantity=1, page=AT),
    )
    told = msgspec.structs.replace(training(suite, project), evidence=(proof,))
    found.taken(found.wire(3, told))
    return found


def part(offset: int, data: bytes = WHOLE) -> Part:
    """A part of the file, as its owner gives it."""
    piece = data[offset : offset + MOST]
    return Part(sha256=SHA, offset=offset, size=len(data), mime="application/pdf", data=piece)


def told(home: Home, give: Part | None = None, want: Wish | None = None) -> Answering:
    """What the centre answers to a home."""
    answer = home.call(FILES, Asking(give, want))
    assert answer.status_code == 200, answer.get_data(as_text=True)
    return msgspec.json.decode(answer.get_data(), type=Answering)


def test_a_file_that_is_asked_for_comes_and_goes_on_where_it_broke_off(suite: Suite, home: Home) -> None:
    lead = suite.browser("project_lead")
    assert "Запросить файл" in lead.get(PAGE).get_data(as_text=True)
    assert told(home, part(0)).wanted == []  # nobody asked yet: nothing is taken
    assert lead.post(PAGE, {}, page=PAGE).status_code == 302
    assert told(home).wanted == [Wish(SHA, AT, 0)]
    assert told(home, part(0)).wanted == [Wish(SHA, AT, MOST)]
    again = [told(home, part(offset)).wanted for offset in (0, 2 * MOST)]  # twice, and out of its turn
    assert again == [[Wish(SHA, AT, MOST)]] * 2
    assert "262" in lead.get(PAGE).get_data(as_text=True)
    told(home, part(MOST))
    assert told(home, part(2 * MOST)).wanted == []
    opened = lead.get(PAGE)
    assert (opened.get_data(), opened.mimetype) == (WHOLE, "application/pdf")


def test_a_file_that_does_not_match_its_hash_is_kept_out_in_words(suite: Suite, home: Home) -> None:
    lead, forged = suite.browser("project_lead"), WHOLE[:-1] + b"!"
    lead.post(PAGE, {}, page=PAGE)
    for offset in range(0, len(forged), MOST):
        told(home, part(offset, forged))
    shown = lead.get(PAGE)
    assert shown.mimetype == "text/html" and "отпечаток не совпал" in shown.get_data(as_text=True)
    assert told(home).wanted == []
    lead.post(PAGE, {}, page=PAGE)  # asked for once more it begins anew
    assert told(home).wanted == [Wish(SHA, AT, 0)]


@pytest.mark.parametrize("size", [2**40, len(WHOLE) - 1, 0])
def test_what_is_no_part_of_it_is_thrown_away(suite: Suite, home: Home, size: int) -> None:
    lead = suite.browser("project_lead")
    lead.post(PAGE, {}, page=PAGE)
    told(home, part(0))
    told(home, msgspec.structs.replace(part(MOST), size=size))
    assert "не часть этого файла" in lead.get(PAGE).get_data(as_text=True)


def test_a_file_whose_part_is_gone_begins_anew(suite: Suite, home: Home) -> None:
    lead = suite.browser("project_lead")
    lead.post(PAGE, {}, page=PAGE)
    told(home, part(0))
    for laid in suite.apps["registry"].extensions["files"].root.rglob("distant-*-0"):
        laid.unlink()
    told(home, part(MOST))
    assert told(home, part(2 * MOST)).wanted == [Wish(SHA, AT, 0)]
    for offset in range(0, len(WHOLE), MOST):
        told(home, part(offset))
    assert lead.get(PAGE).get_data() == WHOLE


def test_what_never_grows_is_asked_for_once_a_round(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.db import db
    from services.registry.deployments.queries import above
    from services.registry.distant_files.models import DistantFile
    from services.registry.distant_files.operations.exchanging import exchange

    asked: list[int] = []

    def stuck(_above: Any, _path: str, asking: Asking, **_more: Any) -> wire.Reply:
        asked.extend([asking.want.got] if asking.want else [])
        assert len(asked) < 9
        return wire.Reply(200, msgspec.json.encode(Answering([], part(MOST))), "")

    monkeypatch.setattr(wire, "ask", stuck)
    with at_home(suite, "turkistan"), suite.apps["registry"].app_context():
        centre = above()
        assert centre
        db.session.add(DistantFile(deployment_id=centre.id, sha256=SHA, page=AT))
        db.session.commit()
        exchange()
    assert asked == [0]


def test_a_file_is_seen_by_its_region_only_and_by_nobody_under_another_address(
    suite: Suite, home: Home
) -> None:
    assert suite.browser("partner_rep", "atyrau").get(PAGE).status_code == 404
    assert suite.browser("partner_rep", "turkistan").get(PAGE).status_code == 200
    lead = suite.browser("project_lead")
    for other in (PAGE.replace(SHA, "0" * 64), f"{PAGE}x", PAGE.replace("turkistan", "mangystau")):
        assert lead.get(other).status_code == 404


def test_a_home_is_given_only_what_was_handed_to_it(suite: Suite, project: str, home: Home) -> None:
    stranger = suite.gathering(project, 1)
    file = suite.ok("GET", f"/events/api/v1/gatherings/{stranger}/evidence")[0]
    wish = Wish(file["sha256"], f"/events/evidence/{file['id']}")
    assert told(home, want=wish).part == Part(sha256=file["sha256"], missing=True)


def test_a_home_gives_what_the_centre_asks_for_of_whichever_service_has_it(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.distant_files.operations.exchanging import exchange

    gathering = suite.gathering(project, 1)
    file = suite.ok("GET", f"/events/api/v1/gatherings/{gathering}/evidence")[0]
    wish = Wish(file["sha256"], f"/events/evidence/{file['id']}")
    gone = Wish("0" * 64, wish.page)
    away = Wish("1" * 64, f"/grants/evidence/{file['id']}")
    given: list[Part] = []

    def answer(_above: Any, _path: str, asking: Asking, **_more: Any) -> wire.Reply:
        given.extend([asking.give] if asking.give else [])
        wanted = [] if asking.give else [away, wish, gone]
        return wire.Reply(200, msgspec.json.encode(Answering(wanted)), "")

    def told_by(service: str, which: Any, own: Any = giving.told_by) -> Any:
        if service == "grants":
            raise Unavailable
        return own(service, which)

    monkeypatch.setattr(wire, "ask", answer)
    monkeypatch.setattr(giving, "told_by", told_by)
    with at_home(suite, "turkistan"), suite.apps["registry"].app_context():
        exchange()
    assert hashlib.sha256(given[0].data).hexdigest() == file["sha256"]
    assert given[1] == Part(sha256=gone.sha256, missing=True)


def test_what_a_home_asks_for_goes_on_after_the_line_was_cut(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.db import db
    from services.registry.deployments.queries import above
    from services.registry.distant_files.models import DistantFile
    from services.registry.distant_files.operations.exchanging import exchange

    asked: list[int] = []

    def cut(_above: Any, _path: str, asking: Asking, **_more: Any) -> wire.Reply:
        if asking.want is None:
            return wire.Reply(200, msgspec.json.encode(Answering()), "")
        asked.append(asking.want.got)
        if len(asked) % 2 == 0:
            raise wire.NoLine
        return wire.Reply(200, msgspec.json.encode(Answering([], part(asking.want.got))), "")

    monkeypatch.setattr(wire, "ask", cut)
    with at_home(suite, "turkistan"), suite.apps["registry"].app_context():
        centre = above()
        assert centre
        db.session.add(DistantFile(deployment_id=centre.id, sha256=SHA, page=AT))
        db.session.commit()
        for _time in range(3):
            exchange()
        row = db.session.query(DistantFile).one()
        assert asked == [0, MOST, MOST, 2 * MOST, 2 * MOST]
        assert (row.state, row.got) == ("kept", len(WHOLE))


def test_all_are_asked_for_by_setting(suite: Suite, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    from services.registry.distant_files.tasks import moving

    monkeypatch.setenv("ASAR_DISTANT_FILES", "all")
    with suite.apps["registry"].app_context():
        moving.fn()
        moving.fn()
    assert told(home).wanted == [Wish(SHA, AT, 0)]


def looked_at(suite: Suite) -> int:
    """How many records are looked at when all files are asked for."""
    from services.registry.distant_files.operations.asking import ask_for_all

    with suite.apps["registry"].app_context():
        return transaction.carry_out(ask_for_all)


def test_what_was_asked_for_is_not_looked_at_again_and_what_comes_anew_is(
    suite: Suite, project: str, home: Home
) -> None:
    assert [looked_at(suite) for _round in range(2)] == [1, 0]
    other = Proof(id="f2", kind="signed_list", sha256="2" * 64, quantity=1, page=AT)
    nowhere = Proof(id="f3", kind="signed_list", sha256="3" * 64, quantity=1, page=f"{AT}/more")
    home.taken(home.wire(4, msgspec.structs.replace(training(suite, project), evidence=(other, nowhere))))
    assert [looked_at(suite) for _round in range(2)] == [1, 0]  # a place that is none stops nothing
    assert {wish.sha256 for wish in told(home).wanted} == {SHA, "2" * 64}
    connection = suite.tables("registry").connection
    connection.execute("UPDATE foreign_records SET files_asked = false, aside_at = now()")
    assert looked_at(suite) == 0  # what is set aside proves nothing
    connection.execute("UPDATE foreign_records SET aside_at = NULL")
    assert looked_at(suite) == 1


def test_a_rest_reads_an_index_that_is_empty(suite: Suite, home: Home) -> None:
    from sqlalchemy import text

    from services.registry.db import db

    looked_at(suite)
    with suite.apps["registry"].app_context():
        db.session.execute(text("SET LOCAL enable_seqscan = off"))
        asked = text(f"EXPLAIN {asking.ALL_BELOW}")
        plan = "\n".join(db.session.scalars(asked, {"most": 1}))
        db.session.rollback()
    assert "ix_foreign_records_unasked" in plan


def handed_fund(suite: Suite, region: str) -> None:
    """A fund of a region the centre above handed down, with its regulation."""
    from services.registry.db import db
    from services.registry.handed.models import HandedRecord

    with suite.apps["registry"].app_context():
        body = {"region": region, "terms": {"papers": [{"sha256": SHA, "page": AT}]}}
        said = {"deployment": "above", "came": True, "kind": "fund_handover", "key": "above:1", "signed": ""}
        db.session.add(HandedRecord(said_at=datetime.now(UTC), sha256=SHA, body=body, **said))
        db.session.commit()


def test_paper_of_the_centre_is_asked_for_by_itself_and_seen_by_its_region_only(
    suite: Suite, project: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.distant_files.tasks import moving

    def given(_above: Any, _path: str, asking: Asking, **_more: Any) -> wire.Reply:
        piece = part(asking.want.got) if asking.want else None
        return wire.Reply(200, msgspec.json.encode(Answering([], piece)), "")

    monkeypatch.setattr(wire, "ask", given)
    page = PAGE.replace("turkistan", "above")
    with at_home(suite, "turkistan", "mangystau"):
        handed_fund(suite, "turkistan")
        with suite.apps["registry"].app_context():
            moving.fn()
        seen = {
            region: suite.browser("partner_rep", region).get(page).status_code
            for region in ("turkistan", "mangystau")
        }
        assert suite.browser("project_lead").get(page).get_data() == WHOLE
    assert seen == {"turkistan": 200, "mangystau": 404}
    assert kept_here(suite, SHA, "0" * 64) == [{"sha256": SHA, "size": len(WHOLE), "mime": "application/pdf"}]


def kept_here(suite: Suite, *hashes: str) -> list[dict[str, Any]]:
    """What registry says of files when grants asks."""
    with suite.apps["grants"].app_context():
        asked = {"hashes": list(hashes)}
        return list(peers.ask("registry", "/registry/internal/distant-files/kept", asked))


def test_a_file_is_named_by_the_ending_people_know() -> None:
    named = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf", "a/b": ""}
    assert {mime: type_of(mime) for mime in named} == named


def test_a_migration_that_was_ended_before_its_index_is_done_again(suite: Suite) -> None:
    migration = import_module("services.registry.migrations.versions.0048_files_asked")
    url = suite.env["ASAR_REGISTRY_DATABASE_URL"]
    engine = create_engine(url, poolclass=NullPool, connect_args={"options": "-csearch_path=ended"})
    with engine.connect() as connection:
        connection.execute(text("CREATE SCHEMA ended"))
        connection.execute(text(HALF_DONE))
        connection.execute(text("CREATE INDEX ix_foreign_records_unasked ON foreign_records (kind)"))
        connection.commit()
        try:
            context = MigrationContext.configure(connection)
            with context.begin_transaction(), Operations.context(context):
                migration.upgrade()
            made = text("SELECT indexdef FROM pg_indexes WHERE schemaname = 'ended'")
            assert "files_asked" in str(connection.execute(made).scalar_one())
        finally:
            connection.execute(text("DROP SCHEMA ended CASCADE"))
            connection.commit()
