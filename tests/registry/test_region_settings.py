"""What an administrator sets for a region: its face over what its plugins say, and which plugins speak."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from shared.clock import today
from shared.plugins.asking import Plugins
from tests.shared.plugin_making import write
from tests.suite import SERVICES, Browser, Suite

HERE = "/registry/regions/turkistan"
EVERYWHERE = "/registry/regions/everywhere"
PURPLE, PALE = "#5a3e85", "#c8e6a0"
DRAWN = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><circle r="7"/></svg>'
NAMES = {"name_ru": "Союз сёл", "name_kk": "Ауылдар одағы"}


@pytest.fixture
def admin(suite: Suite) -> Browser:
    """Who looks after the installation."""
    return suite.browser("admin")


def rows(suite: Suite, statement: str, **values: Any) -> list[Any]:
    """What a statement finds in the registry."""
    with suite.apps["registry"].app_context():
        from services.registry.db import db

        found = db.session.execute(text(statement), values)
        answer = [tuple(row) for row in found] if found.returns_rows else []
        db.session.commit()
    return answer


def plugins_of(suite: Suite, service: str = "events") -> Plugins:
    """The plugins of a service, which read what was set anew."""
    found: Plugins = suite.apps[service].extensions["plugins"]
    found.settings.refresh(0)
    return found


def saved(suite: Suite, admin: Browser, address: str = HERE, **values: Any) -> None:
    """A face that was sent and arrived everywhere."""
    done = admin.post(f"{address}/face", values)
    assert done.status_code == 302, done.get_data(as_text=True)
    suite.settle()


def worn(suite: Suite, region: str | None = "turkistan", service: str = "events") -> Any:
    """The face a service gives a region."""
    return plugins_of(suite, service).branding(region)


def test_what_is_typed_goes_before_the_plugin_in_every_service(suite: Suite, admin: Browser) -> None:
    before = worn(suite)
    saved(suite, admin, accent=PURPLE, **NAMES)
    for service in SERVICES:
        face = worn(suite, service=service)
        assert (face.accent, face.name["kk"]) == (PURPLE, NAMES["name_kk"])
        assert face.logo == before.logo and face.contacts == before.contacts  # what was left empty
        assert worn(suite, "atyrau", service).accent != PURPLE


def test_nothing_is_overwritten_and_papers_wear_the_face_of_their_day(suite: Suite, admin: Browser) -> None:
    saved(suite, admin, accent=PURPLE)
    old = datetime.now(UTC) - timedelta(days=40)
    rows(suite, "UPDATE region_settings SET created_at = :old", old=old)
    with suite.apps["registry"].app_context():
        from services.registry.db import db
        from services.registry.region_settings.noun import REGION_SETTINGS
        from shared.queue.outbox import send_anew

        send_anew(db.session, REGION_SETTINGS.sends[0])
    suite.settle()
    saved(suite, admin, accent="#7a1f1f")
    plugins = plugins_of(suite)
    assert plugins.branding("turkistan", today() - timedelta(days=10)).accent == PURPLE
    assert plugins.branding("turkistan", today()).accent == "#7a1f1f"
    assert plugins.branding("turkistan", date(2020, 1, 1)).accent == PURPLE  # the first that is known of


def test_programmes_locked_fields_win_and_its_other_words_come_last(suite: Suite, admin: Browser) -> None:
    saved(suite, admin, accent=PURPLE)
    whole = {"accent": "#222222", "contacts": "Астана", "locked": ["accent"]}
    saved(suite, admin, EVERYWHERE, **whole)
    assert worn(suite).accent == worn(suite, "atyrau").accent == worn(suite, None).accent == "#222222"
    assert (
        worn(suite, None).contacts == "Астана" and worn(suite).contacts != "Астана"
    )  # its plugin says another
    assert "одинаковым во всех регионах" in admin.get(f"{HERE}/face").get_data(as_text=True)


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"accent": PALE}, "accent", "Возьмите цвет темнее"),
        ({"accent": "зелёный"}, "accent", "Напишите цвет как #0b6b5b"),
        ({"name_ru": "Союз сёл"}, "name_kk", "и на русском, и на казахском"),
        ({"logo": (BytesIO(b"\x89PNG\r\n"), "logo.png")}, "logo", "нужен файл SVG"),
    ],
)
def test_what_cannot_be_worn_is_refused_beside_its_field(
    suite: Suite, admin: Browser, values: dict[str, Any], field: str, words: str
) -> None:
    answer = admin.post(f"{HERE}/face", {"contacts": "Кентау, 12", **values})
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422 and words in page and f'href="#f-{field}"' in page
    assert 'value="Кентау, 12"' in page
    assert rows(suite, "SELECT count(*) FROM region_settings") == [(0,)]


def test_logo_is_cleaned_kept_while_others_change_and_taken_away(suite: Suite, admin: Browser) -> None:
    saved(suite, admin, logo=(BytesIO(DRAWN), "logo.svg"))
    assert "<circle" in worn(suite).logo and "script" not in worn(suite).logo
    saved(suite, admin, contacts="Кентау, 12")
    assert "<circle" in worn(suite).logo
    saved(suite, admin, without_logo="1")
    assert "<circle" not in worn(suite).logo and "<svg" in worn(suite).logo


def test_preview_shows_and_keeps_nothing(suite: Suite, admin: Browser) -> None:
    sent = {"accent": PURPLE, **NAMES}
    part = admin.post(f"{HERE}/face/preview", sent, headers={"HX-Request": "true"}).get_data(as_text=True)
    assert "Союз сёл" in part and f"accent={PURPLE.replace('#', '%23')}" in part and "<html" not in part
    whole = unescape(admin.post(f"{HERE}/face/preview", sent).get_data(as_text=True))
    assert "Союз сёл" in whole and f'value="{PURPLE}"' in whole  # without script the form stays filled
    pale = admin.post(f"{HERE}/face/preview", {"accent": PALE}, headers={"HX-Request": "true"})
    assert "Возьмите цвет темнее" in unescape(pale.get_data(as_text=True))
    css = admin.get(f"/registry/regions/preview.css?accent={PURPLE.replace('#', '%23')}")
    assert css.get_data(as_text=True) == f".face-preview{{--brand-accent:{PURPLE}}}\n"
    assert admin.get("/registry/regions/preview.css?accent=red}*{display:none").status_code == 404
    assert rows(suite, "SELECT count(*) FROM region_settings") == [(0,)]


def test_plugin_switched_off_says_nothing_in_its_region_and_the_act_tells_who(
    suite: Suite, admin: Browser
) -> None:
    on_day = today()
    asked = ("turkistan", "grants", "application", None, on_day)
    assert [item.key for item in plugins_of(suite, "grants").extra_fields(*asked)] == ["turkistan.makhalla"]
    done = admin.post(f"{HERE}/plugins", {"why": "Договор закончился"})
    assert done.status_code == 302
    suite.settle()
    assert plugins_of(suite, "grants").extra_fields(*asked) == []
    assert worn(suite).accent == worn(suite, None).accent
    page = unescape(admin.get(f"{HERE}/plugins").get_data(as_text=True))
    assert "Договор закончился" in page and 'value="turkistan" checked' not in page
    admin.post(f"{HERE}/plugins", {"on": ["turkistan"]})
    suite.settle()
    assert plugins_of(suite, "grants").extra_fields(*asked)


def test_region_without_a_plugin_wears_what_was_typed(suite: Suite, admin: Browser) -> None:
    partner = suite.browser("partner_rep", "abai")
    assert "/brand/core.css" in partner.get("/registry/home").get_data(as_text=True)
    saved(suite, admin, "/registry/regions/abai", accent=PURPLE, **NAMES)
    plugins_of(suite, "registry")
    home = partner.get("/registry/home").get_data(as_text=True)
    assert "/brand/abai.css" in home and NAMES["name_ru"] in home
    assert PURPLE in partner.get("/registry/brand/abai.css").get_data(as_text=True)
    listed = admin.get("/registry/regions").get_data(as_text=True)
    assert NAMES["name_ru"] in listed and "/registry/regions/abai/face" in listed


def test_region_without_a_plugin_is_not_said_to_have_the_programmes_face(
    suite: Suite, admin: Browser
) -> None:
    face = admin.get("/registry/regions/abai/face").get_data(as_text=True)
    assert "/registry/regions/abai/plugins" not in face and "without_logo" not in face
    saved(suite, admin, "/registry/regions/abai", accent=PURPLE, **NAMES)
    row = admin.get("/registry/regions").get_data(as_text=True).split("область Абай")[1].split("</li>")[0]
    assert "изменено" in row and "как сказано в плагинах" not in row
    page = admin.get("/registry/regions/abai/plugins").get_data(as_text=True)
    assert "по правилам программы" in page and 'href="/registry/regions/abai/face"' in page


def test_history_tells_every_setting_and_what_it_changed(suite: Suite, admin: Browser) -> None:
    saved(suite, admin, accent=PURPLE, why="первый цвет")
    saved(suite, admin, accent=PURPLE, contacts="Туркестан", why="новые контакты")
    admin.post(f"{HERE}/plugins", {"why": "без плагина"})
    for page in ("face", "plugins"):
        told = admin.get(f"{HERE}/{page}").get_data(as_text=True).split('id="history"')[1]
        assert told.index("без плагина") < told.index("новые контакты") < told.index("первый цвет")
        assert "Отключённые плагины" in told
        assert "Контакты" in told and "Цвет" in told


def test_order_of_plugins_is_that_of_the_administrator(suite: Suite, admin: Browser) -> None:
    known = [plugin.name for plugin in plugins_of(suite).applying("turkistan")]
    assert known[-1] == "core" and "core" not in known[:-1]
    refused = admin.post(f"{HERE}/plugins", {"on": ["mangystau"]})
    assert refused.status_code == 422 and "не относится к этому региону" in refused.get_data(as_text=True)


def test_change_of_a_plugin_is_written_down_at_the_next_start(
    suite: Suite, admin: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    from services.registry.region_settings.operations import follow_faces

    with suite.apps["registry"].app_context():
        from services.registry.db import db

        assert follow_faces(["turkistan"]) == 1
        assert follow_faces(["turkistan"]) == 0
        db.session.commit()
    (face,) = rows(suite, "SELECT worn FROM region_settings")
    assert face[0]["accent"] == "#1b5e94"
    assert admin.get(f"{HERE}/face").status_code == 200  # nobody typed anything yet


@pytest.mark.parametrize("role", ["project_lead", "partner_rep"])
def test_only_an_administrator_sets_faces(suite: Suite, role: str) -> None:
    person = suite.browser(role, "turkistan" if role == "partner_rep" else None)
    assert person.get(f"{HERE}/face").status_code in (403, 404)
    assert person.post(f"{HERE}/face", {"accent": PURPLE}).status_code in (403, 404)
    assert person.post(f"{HERE}/plugins", {}).status_code in (403, 404)


def test_all_that_cannot_be_worn_is_said_at_once(suite: Suite, admin: Browser) -> None:
    values = {"accent": PALE, "name_ru": "Союз", "disclaimer_kk": "Грант"}
    page = unescape(admin.post(f"{HERE}/face", values).get_data(as_text=True))
    for field in ("accent", "name_kk", "disclaimer_ru"):
        assert f'href="#f-{field}"' in page


def test_what_the_programme_locked_nobody_types_over(suite: Suite, admin: Browser) -> None:
    saved(suite, admin, contacts="Туркестан")
    saved(suite, admin, EVERYWHERE, locked=["contacts"])
    page = admin.get(f"{HERE}/face").get_data(as_text=True)
    shut = page.split("<fieldset disabled>")[1].split("</fieldset>")[0]
    assert page.count("<fieldset disabled>") == 1 and 'name="contacts"' in shut and "во всех регионах" in shut
    saved(suite, admin, accent=PURPLE, contacts="Кентау")
    ((face,),) = rows(
        suite, "SELECT face FROM region_settings WHERE region = 'turkistan' ORDER BY number DESC LIMIT 1"
    )
    assert (face["accent"], face["contacts"]) == (PURPLE, "Туркестан")


def test_two_plugins_at_one_place_are_refused(
    suite: Suite, admin: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    names = [write(tmp_path, regions='["turkistan"]') for _ in range(2)]
    monkeypatch.setitem(suite.apps["registry"].extensions, "plugins", Plugins(names, tmp_path))
    places = {f"place.{name}": "1" for name in names}
    answer = admin.post(f"{HERE}/plugins", {"on": names, **places})
    page = unescape(answer.get_data(as_text=True))
    assert answer.status_code == 422 and "На месте 1" in page and f'href="#f-place.{names[0]}"' in page
    assert admin.post(f"{HERE}/plugins", {"on": names, f"place.{names[0]}": "2"}).status_code == 302


def test_page_of_plugins_says_where_one_is_off(suite: Suite, admin: Browser) -> None:
    assert "Отключён:" not in admin.get("/registry/plugins").get_data(as_text=True)
    admin.post(f"{HERE}/plugins", {"why": "проверяем"})
    suite.settle()
    plugins_of(suite, "registry")
    page = admin.get("/registry/plugins").get_data(as_text=True)
    assert page.count("Отключён:") == 1 and "Отключён: Туркестанская область" in page
