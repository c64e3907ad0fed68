"""What a service puts together only when it is asked for: how addresses are built, the document of its API;
and what its process reads once for all services."""

from __future__ import annotations

from pathlib import Path

import pytest
from werkzeug.routing import Map, Rule

from shared.plugins import loading
from shared.plugins.deaths import fingerprint
from shared.plugins.loading import FOLDER, find, read_once
from shared.web.addresses import LateRule
from tests.suite import Suite

RULES = ("/a/<int:number>/b", "/a/", "/a/<path:rest>", "/a/<uuid:who>/<name>")
VALUES = (
    {"number": 7},
    {"number": 7, "page": 2, "kind": ["x", "ы"]},
    {"number": 7, "rule": "x", "self": "y"},  # whatever a value is called
    {"rest": "b/ы c"},
    {"who": "01a22af4-cc9e-72f2-b891-f64dc0d8a577", "name": "й"},
)


def addresses(kind: type[Rule]) -> list[str]:
    """What rules of a kind build of the values."""
    adapter = Map([kind(rule, endpoint=rule) for rule in RULES]).bind("asar.example")
    found = [(rule, values) for rule in RULES for values in VALUES if adapter.map.is_endpoint_expecting(rule)]
    built = []
    for rule, values in found:
        for append in (True, False):
            try:
                built.append(adapter.build(rule, values, append_unknown=append))
            except Exception as error:
                built.append(type(error).__name__)
    return built


def test_late_rules_build_the_addresses_that_others_build() -> None:
    assert addresses(LateRule) == addresses(Rule)
    assert "/a/7/b?page=2&kind=x&kind=%D1%8B" in addresses(LateRule)


def test_an_address_is_compiled_when_it_is_first_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[bool] = []
    real = Rule._compile_builder

    def seen(self: Rule, append_unknown: bool = True) -> object:
        compiled.append(append_unknown)
        return real(self, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", seen)
    adapter = Map([LateRule(rule, endpoint=rule) for rule in RULES]).bind("asar.example")
    assert adapter.match("/a/7/b") == (RULES[0], {"number": 7}) and not compiled
    assert adapter.build(RULES[1]) == adapter.build(RULES[1]) == "/a/" and len(compiled) == 1


def test_every_app_has_such_rules_and_no_document_before_it_is_read(suite: Suite) -> None:
    for name, app in suite.apps.items():
        assert all(isinstance(rule, LateRule) for rule in app.url_map.iter_rules())
        paths = app.test_client().get(f"/{name}/api/openapi.json").get_json()["paths"]
        assert paths and not app.extensions["api"].untold


def test_a_plugin_is_read_once_and_again_when_its_files_change(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[object] = []
    real = loading.read_file

    def seen(place: loading.Place) -> object:
        reads.append(place)
        return real(place)

    monkeypatch.setattr(loading, "read_file", seen)
    place = find("atyrau", FOLDER)
    state = f"{tmp_path} {fingerprint(place.folder)}"  # of no other test
    first, again = read_once("atyrau", place, state), read_once("atyrau", place, state)
    assert first is again and len(reads) == 1
    assert read_once("atyrau", place, f"{state} changed")[0] is not first[0] and len(reads) == 2
