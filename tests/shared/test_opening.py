"""A file opens, or says why it does not: looked at in a limited child."""

from __future__ import annotations

import pytest

from shared.language.evidence import UNOPENED
from shared.looking import look_again, look_at
from shared.opening import glance, look
from tests.papers import CLOSED, OPENS, picture

HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)


@pytest.mark.parametrize("name", OPENS)
def test_a_file_of_each_type_opens(name: str) -> None:
    seen = look(OPENS[name])
    assert seen["mime"] and seen["unopened"] == "" and glance(OPENS[name]) == seen["mime"]


@pytest.mark.parametrize("name", CLOSED)
def test_a_file_that_does_not_open_says_why(name: str) -> None:
    data, why = CLOSED[name]
    seen = look(data)
    assert seen["mime"] and seen["unopened"] == why and why in UNOPENED


@pytest.mark.parametrize("data", [HEIC, b"<!doctype html><p>", b"PK\x03\x04nothing"])
def test_other_kinds_have_no_type(data: bytes) -> None:
    assert look(data) == {"mime": "", "unopened": "", "pages": None}


def test_a_letter_cut_where_the_beginning_ends_is_still_text() -> None:
    assert look(b"a" + "я".encode() * 5000) == {"mime": "text/plain", "unopened": "", "pages": 1}


def test_a_picture_of_unseemly_size_is_not_decoded() -> None:
    bomb = bytearray(picture("PNG"))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    assert look(bytes(bomb))["unopened"] in ("heavy", "broken")


def test_a_child_looks_at_the_door_and_in_the_job() -> None:
    data = OPENS["фото.jpg"]
    assert look_at(data) == look_again(data)
    assert (look_at(data).mime, look_at(data).unopened) == ("image/jpeg", "")
