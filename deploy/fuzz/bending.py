"""What schemathesis does not send: each way bends a request that was made after the document."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.parse import quote

from requests import PreparedRequest

DEEP = 50_000
DIGITS = "9" * 5_000
VALUES: Sequence[Any] = (
    None, True, "", " ", [], {}, 0, -1, 1.5, 10**30, 2**63, -(2**63), 1e308, "1e400", "NaN", "٣", "١٢",
    "\ud800", "a\udfffb", "\x00", "a\x00b", "\u202efdp", "\ufeff", "л" * 100_000, "a" * 300_000,
    "0000-00-00", "0001-01-01", "9999-12-31", "2022-02-30", "2022-W20-1", "2022-05-10T10:00:00+99:00",
    "2022-05-10T10:00:00Z", "24:00", "25:61", "00000000-0000-0000-0000-000000000000", "'; DROP TABLE x; --",
    "%s%n%(a)s", "{{7*7}}", "../../etc/passwd", "<script>", [[[[[]]]]], {"$ne": 1}, ["a"] * 6_000,
    {"a": {"b": [None]}}, "=1+1", "Infinity", "-0", "1_000", " 5 ", "true",
)  # fmt: skip
BODIES: Sequence[bytes] = (
    b"", b" ", b"{", b"[]", b"null", b'"x"', b"1", b"true", b"\xff\xfe\x00", b'{"a": "\xff"}', b"{'a': 1}",
    b'{"a": NaN}', b'{"a": Infinity}', b'{"title": "a", "title": "b"}', b"\xef\xbb\xbf{}", b'{"\\ud800": 1}',
    b"[" * DEEP, b'{"a":' * DEEP, b"[" * DEEP + b"]" * DEEP, b'{"quantity": %s}' % DIGITS.encode(),
    b'{"amount": 1e999999}', b'{"amount": 1E-999999999}', b'{"\x00": 1}', b'{"": 1}', b"{} {}",
    '{"title": "я"}'.encode("utf-16"), "{}".encode("utf-32"), b'{"__proto__": {}, "constructor": 1}',
    b"a=1&b=2", b"--x\r\n\r\n--x--\r\n", b"<a/>", bytes(1000), b'"\\ud800"', b'["\\u0000"]',
)  # fmt: skip
KINDS: Sequence[str] = (
    "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
    "multipart/form-data; boundary=",
    "multipart/form-data; boundary=x", "multipart/form-data; boundary=" + "x" * 300, "application/xml", "",
    "application/json; charset=utf-16", "application/json; charset=nonsense", "application/merge-patch+json",
    "application/json, text/plain", "APPLICATION/JSON", "application/json;", "/", "a", "image/png",
    "application/x-www-form-urlencoded; charset=\xe9", "application/octet-stream",
)  # fmt: skip
HEADERS: Sequence[tuple[str, str]] = (
    ("Accept", "application/xml"), ("Accept", "*"), ("Accept", ";q=x"), ("Accept", "text/html"),
    ("Accept-Language", "kk"), ("Accept-Language", "en"), ("Accept-Language", "xx;q=abc"),
    ("Accept-Language", "ru;q=0,kk;q=2,*;q=-1"), ("Accept-Language", "a" * 4000), ("Accept-Language", "\xe9"),
    ("Accept-Encoding", "nonsense"), ("Content-Encoding", "gzip"), ("Content-Encoding", "br"),
    ("If-Match", '"x"'), ("If-None-Match", "*"), ("If-None-Match", "W/x, \xe9"),
    ("If-Modified-Since", "never"), ("If-Modified-Since", "Sun, 99 Nov 2022 99:99:99 GMT"),
    ("Range", "bytes=5-2"), ("Range", "bytes=0-0,2-3"), ("Range", "lines=1"), ("Range", "bytes=" + "9" * 400),
    ("Idempotency-Key", "x" * 4000), ("Idempotency-Key", "\xe9"), ("Idempotency-Key", " "),
    ("Idempotency-Key", "same"), ("X-Request-Id", "\xe9" * 300), ("X-Request-Id", "a b"),
    ("X-HTTP-Method-Override", "DELETE"), ("X-Forwarded-For", "not an address"),
    ("X-Forwarded-Proto", "gopher"), ("X-Forwarded-Host", "elsewhere"), ("Forwarded", "for=;;"),
    ("Cookie", "asar_session=\xe9; =; ;a"), ("Cookie", "session=eyJ4Ijp9.x.y"), ("Cookie", "locale=../../x"),
    ("Authorization", "Bearer"), ("Authorization", "Bearer \xe9"), ("Authorization", "Bearer a b c"),
    ("Authorization", "Bearer " + "x" * 5000), ("Authorization", "Basic \xff"),
    ("Authorization", "Basic YTpi"),
    ("Authorization", "Service x.y.z"), ("Authorization", "Digest a=b"), ("Origin", "null"),
    ("Referer", "javascript:1"), ("Host", "elsewhere.example"), ("Date", "x"), ("User-Agent", ""),
)  # fmt: skip
ADDRESS: Sequence[str] = (
    "limit=0", "limit=-1", "limit=٣", "limit=1e3", "limit=5&limit=6", "limit=" + "9" * 30, "limit=",
    "limit=1.0",
    "limit=%00", "cursor=x", "cursor=%00", "cursor=%FF%FE", "cursor=" + "A" * 3000, "cursor=" + "A" * 5000,
    "cursor=W10", "cursor=bnVsbA",
    "cursor=WyJhIiwiYiJd", "cursor=WyIyMDIyLTAxLTAxIiwieCJd", "cursor=WyIiLCIiLCIiXQ", "cursor=W1tdXQ",
    "cursor=WzEsMiwzLDRd", "cursor=WyJcdTAwMDAiLCJcdTAwMDAiXQ", "cursor=WyJcXHVkODAwIiwiYSJd",
    "region=%00", "region=turkistan&region=abai", "region=%ED%A0%80", "q=%00", "q=%25", "q=%ED%A0%80",
    "q=" + "%D1%8F" * 1500,
    "until=0001-01-01", "until=9999-12-31", "until=2022-02-30", "format=exe", "unknown=1", "%00=1", "=",
    "&&&", "&" * 2000, "a=1&" * 800,
    "project_id=x", "project_id=%00", "a[b]=c", "%ED%A0%80=1", "status=%00", "type=HELD", "activity=%00",
)  # fmt: skip
SEGMENTS: Sequence[str] = (
    "%00", "%2F", "..%2F..", "%ED%A0%80", "%FF", "-", "0", "x" * 3000, "%D1%8F" * 300, "{}", "%25", "%0A",
    "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF", "4.1.3", "4.1.3%20", "~",
    "1e5", "null", "%7B3e225573-4e78-48c8-bb08-efbeeb795c22%7D", "3e2255734e7848c8bb08efbeeb795c22",
)  # fmt: skip
METHODS: Sequence[str] = ("DELETE", "PUT", "PATCH", "HEAD", "OPTIONS", "TRACE", "POST", "GET", "FOO")


@dataclass(frozen=True)
class Bend:
    """A way: its share among the bent, whether the answer is still that of the call, and how."""

    weight: int
    same_call: bool
    bend: Callable[[PreparedRequest, Random], None]


def value(asked: PreparedRequest, chance: Random) -> None:
    """One value of the JSON body is another."""
    try:
        said = json.loads(raw_of(asked) or b"{}")
    except (ValueError, RecursionError):
        return body(asked, chance)
    places = list(leaves(said, ()))
    other = chance.choice(VALUES)
    told = planted(said, chance.choice(places), other) if places else {"title": other}
    return with_body(
        asked, json.dumps(told, ensure_ascii=chance.random() < 0.5).encode(errors="surrogatepass")
    )


def leaves(said: Any, place: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Where values stand in a body, those that hold others too."""
    inner: list[tuple[Any, Any]] = []
    if isinstance(said, dict):
        inner = list(said.items())
    elif isinstance(said, list):
        inner = list(enumerate(said[:5]))
    below = [found for key, item in inner for found in leaves(item, (*place, key))]
    return [place, *below] if place else below


def planted(said: Any, place: tuple[Any, ...], other: Any) -> Any:
    """The body with another value in a place."""
    if not place:
        return other
    copy = dict(said) if isinstance(said, dict) else list(said)
    copy[place[0]] = planted(copy[place[0]], place[1:], other)
    return copy


def body(asked: PreparedRequest, chance: Random) -> None:
    """Another body."""
    asked.headers.setdefault("Content-Type", "application/json")
    with_body(asked, chance.choice(BODIES))


def kind(asked: PreparedRequest, chance: Random) -> None:
    """Another kind of content for the same bytes."""
    asked.headers["Content-Type"] = latin(chance.choice(KINDS))


def header(asked: PreparedRequest, chance: Random) -> None:
    """A header more, or in place of another."""
    name, said = chance.choice(HEADERS)
    asked.headers[name] = latin(said)


def address(asked: PreparedRequest, chance: Random) -> None:
    """Something more in the query, where nobody or somebody asks for it."""
    asked.url = f"{asked.url}{'&' if '?' in str(asked.url) else '?'}{safe(chance.choice(ADDRESS))}"


def segment(asked: PreparedRequest, chance: Random) -> None:
    """Another segment in the path, after the version."""
    whole, _mark, query = str(asked.url).partition("?")
    parts = whole.split("/")
    parts[chance.randrange(6, len(parts))] = chance.choice(SEGMENTS)
    asked.url = "/".join(parts) + (f"?{query}" if query else "")


def method(asked: PreparedRequest, chance: Random) -> None:
    """Another method."""
    asked.method = chance.choice(METHODS)


BENDS: Mapping[str, Bend] = {
    "value": Bend(6, True, value),
    "body": Bend(2, True, body),
    "kind": Bend(2, True, kind),
    "header": Bend(3, True, header),
    "address": Bend(3, True, address),
    "segment": Bend(2, False, segment),
    "method": Bend(1, False, method),
}


def raw_of(asked: PreparedRequest) -> bytes:
    """The bytes a request carries."""
    carried = asked.body or b""
    return carried.encode() if isinstance(carried, str) else carried if isinstance(carried, bytes) else b""


def with_body(asked: PreparedRequest, said: bytes) -> None:
    """The request with other bytes, and their length."""
    asked.body = said
    asked.headers["Content-Length"] = str(len(said))


def latin(said: str) -> Any:
    """A header as bytes, since text beyond ASCII may not travel otherwise."""
    return said.encode("latin-1")


def safe(query: str) -> str:
    """A query that travels: what is beyond ASCII is written with percents."""
    return quote(query, safe="%=&+[]")


def bent(asked: PreparedRequest, chance: Random) -> str:
    """Bend a request in one way; its name."""
    name = chance.choices(list(BENDS), [bend.weight for bend in BENDS.values()])[0]
    BENDS[name].bend(asked, chance)
    return name
