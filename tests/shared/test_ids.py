"""Identifiers keep the order in which they were made."""

from __future__ import annotations

from shared.ids import new_id


def test_ids_of_one_moment_keep_their_order() -> None:
    made = [new_id() for _ in range(5000)]
    assert made == sorted(made) and len(set(made)) == 5000


def test_id_says_it_is_version_seven() -> None:
    assert new_id().version == 7 and str(new_id())[19] in "89ab"
