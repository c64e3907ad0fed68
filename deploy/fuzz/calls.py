"""The calls of a document, and the requests schemathesis and the seeds make of one."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky, Unsatisfiable
from requests import PreparedRequest
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation

from deploy.fuzz.bending import raw_of
from deploy.fuzz.seeds import Seeds
from deploy.settings import ROOT

BLOCK = 10  # of one kind: with more a call of few cases has only one
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
COPIED = 0.8
OFTEN = {GenerationMode.POSITIVE: 0.9, GenerationMode.NEGATIVE: 0.6}
LARGEST = 400_000
LIST = (
    "№;ФИО;Пол;Населённый пункт;Присутствовал\n1;Ахметова Айгүл;жен.;Қарнақ;да\n2;Серік Асан;муж.;Арал;нет\n"
)
SHOWN = 3_000
Asked = Callable[[Case, GenerationMode], None]


def know_formats(home: Path) -> None:
    """Days of the project's year beside any days, and files that are something beside any bytes."""
    days = st.dates(date(2022, 4, 1), date(2022, 9, 30))
    moments = days.map(lambda day: f"{day}T10:00:00+05:00")
    schemathesis.openapi.format("date", st.one_of(days, days, st.dates()).map(str))
    schemathesis.openapi.format("date-time", st.one_of(moments, st.datetimes().map(lambda at: f"{at}Z")))
    schemathesis.openapi.format("binary", st.one_of(*[st.sampled_from(papers(home))] * 3, st.binary()))


def papers(home: Path) -> list[bytes]:
    """Files of the demo, the plan's document and a list of people."""
    evidence = [path for path in sorted((home / "files").rglob("*")) if path.is_file()]
    small = [path.read_bytes() for path in evidence if path.stat().st_size < LARGEST][:20]
    plan = (ROOT / "deploy/demo/detailed-description.docx").read_bytes()
    return [*small, *[plan, LIST.encode()] * 4, b"", b"%PDF-1.4\n", b"PK\x03\x04"]


def operations(document: dict[str, Any]) -> list[APIOperation]:
    """The calls of a document."""
    found = schemathesis.openapi.from_dict(document).get_all_operations()
    return [one.ok() for one in found if isinstance(one, Ok)]


def share(operation: APIOperation) -> int:
    """How often a call is made beside others: what reads a file or builds one costs a hundred others."""
    slow = "multipart/form-data" in operation.get_request_payload_content_types()
    return 1 if slow or operation.label.startswith("POST") and operation.label.endswith("/reports") else 4


def make(operation: APIOperation, many: int, chance: Random, ask: Asked) -> None:
    """Make so many cases, in blocks, after the document and against it; a call that has nothing to go
    against is made after it only."""
    left, modes = many, list(MODES)
    while left > 0 and modes:
        mode = chance.choice(modes)
        done = block(operation, mode, min(left, BLOCK), chance, ask)
        left -= done
        if not done:
            modes.remove(mode)


def block(operation: APIOperation, mode: GenerationMode, many: int, chance: Random, ask: Asked) -> int:
    """Some cases of one kind; how many there were."""
    done = 0

    @seed(chance.getrandbits(64))
    @settings(
        max_examples=many,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def asked(case: Case) -> None:
        nonlocal done
        done += 1
        ask(case, mode)

    try:
        asked()
    except Unsatisfiable:  # nothing of this kind can be made
        return done
    except (Flaky, SystemError):  # CPython 3.11 counts the depth of its syntax trees for all threads at once
        return max(done, 1)
    return done


def seeded(case: Case, mode: GenerationMode, there: Seeds) -> None:
    """Let a case name what exists, in most of its places; many of those after the document do in all, and
    say what a row of the demo says."""
    whole = mode is GenerationMode.POSITIVE and there.chance.random() < COPIED
    often = 1 if whole else OFTEN[mode]
    for said in (case.path_parameters, case.query):
        for name, value in there.together(said or ()).items():
            if there.chance.random() < often:
                said[name] = value
    if whole and isinstance(case.body, dict):
        case.body = there.copied(shape_of(case), case.body, case.path_parameters or ())
    elif isinstance(case.body, dict | list):
        case.body = there.into(case.body, often)


def shape_of(case: Case) -> dict[str, Any]:
    """The schema of the body a case carries."""
    found = (body.optimized_schema for body in case.operation.body if body.media_type == case.media_type)
    return next((shape for shape in found if isinstance(shape, dict)), {})


def prepared(case: Case, address: str, headers: dict[str, str]) -> PreparedRequest:
    """The request of a case."""
    said = case.as_transport_kwargs(base_url=address)
    said["headers"].pop(
        "Authorization", None
    )  # made up after the document, it shuts out whoever has a cookie
    said["headers"].update(headers)
    return requests.Request(**said).prepare()


def curl(asked: PreparedRequest) -> str:
    """A line for the shell that asks the same; whose token, stands in $TOKEN."""
    parts = ["curl", "-i", "-X", str(asked.method), *shown_headers(asked), shlex.quote(str(asked.url))]
    raw = raw_of(asked)
    if not raw:
        return " ".join(parts)
    told = (
        f"$'{escaped(raw[:SHOWN])}'" if len(raw) <= SHOWN else f"$'{escaped(raw[:200])}…' # {len(raw)} bytes"
    )
    return " ".join([*parts[:-1], parts[-1], "--data-binary", told])


def shown_headers(asked: PreparedRequest) -> Iterator[str]:
    """Headers worth repeating."""
    for name, value in asked.headers.items():
        text = value.decode("latin-1") if isinstance(value, bytes) else value
        if name.lower() in ("user-agent", "accept-encoding", "connection", "content-length", "cookie"):
            continue
        secret = name == "Authorization" and "asar_" in text
        yield from (
            "-H",
            '"Authorization: Bearer $TOKEN"' if secret else shlex.quote(f"{name}: {text[:300]}"),
        )


def escaped(raw: bytes) -> str:
    """Bytes as bash's $'…' takes them."""
    return "".join(chr(byte) if 32 <= byte < 127 and byte not in b"'\\" else f"\\x{byte:02x}" for byte in raw)


def shares(calls: Sequence[APIOperation], cases: int) -> list[int]:
    """How many of the cases each call gets."""
    whole = sum(map(share, calls))
    return [max(1, cases * share(call) // whole) for call in calls]
