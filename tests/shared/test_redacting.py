"""What is taken out of an act with a name, and what is not."""

from __future__ import annotations

from typing import Any

from shared.acts.redacting import hiding, without

WHO, ABOVE = {"id": "1", "kind": "user", "name": "Али Сериков"}, "ab" * 32


def act(**said: Any) -> dict[str, Any]:
    """An act about one row of somebody else."""
    change = {"kind": "groups", "id": "7", "what": "changed", "fields": {"name": said["name"]}, "called": ""}
    return {
        "who": WHO,
        "verb": "registry.change",
        "object": {"kind": "groups", "id": "7"},
        "changes": [change],
        "why": said.get("why", ""),
        "redacted": {"3": ABOVE},
    }


def left(content: dict[str, Any], **names: str) -> dict[str, Any]:
    """An act without these names."""
    return without(content, [], hiding(names))


def test_name_goes_out_of_what_was_changed_and_why() -> None:
    found = left(act(name=["Али", "Группа Али"], why="просил Али"), Али="№ 1")
    assert (found["changes"][0]["fields"]["name"], found["why"]) == (["№ 1", "Группа № 1"], "просил № 1")


def test_part_of_a_longer_word_is_no_name() -> None:
    assert left(act(name=["Алия", "Гали"]), Али="№ 1") == act(name=["Алия", "Гали"])


def test_who_did_it_and_what_it_vouches_for_stay() -> None:
    said = act(name=["", "Береке"])
    assert left(said, ab="№ 1", **{"Али Сериков": "№ 2", "registry": "№ 3", "": "№ 4"}) == said


def test_longer_name_goes_before_the_shorter_one_in_it() -> None:
    found = left(act(name=["Али Омаров", ""]), **{"Али": "№ 1", "Али Омаров": "№ 2"})
    assert found["changes"][0]["fields"]["name"] == ["№ 2", ""]


def test_nothing_is_hidden_where_nobody_is_named() -> None:
    assert left(act(name=["Али", ""])) == act(name=["Али", ""])
