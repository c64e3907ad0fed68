"""Whose word is taken for what is left of an act out of which people were taken: an act of ours, signed with
the service's own key, which lies beside the database and not in it. Whoever writes to the database alone can
alter an act and write another that vouches for it, but not sign that one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import Any

import orjson
from flask import current_app
from itsdangerous import Signer
from sqlalchemy import text

SIGNED, BEFORE, FORGED = "signed", "before", "forged"
CORE = ("at", "who", "verb", "request", "redacted")  # of an act, what no later erasure touches
KEPT = "acts.before"  # beside the key: the last act of the version that did not sign, and its hash
VOUCHING = text("SELECT number, content FROM acts WHERE content ? 'redacted' ORDER BY number")
LINK = text("SELECT hash FROM acts WHERE number = :number")


@dataclass(frozen=True)
class Redacting:
    """An act that took people out of earlier ones and vouches for what is left of them: how many, who did
    it, the moment as ISO text. `standing`: signed by this service, of before acts were signed, or forged."""

    number: int
    at: str
    who: str
    verb: str
    many: int
    standing: str


@dataclass(frozen=True)
class Unsigned:
    """The last act before this home signed, and the hash it had; 0 where it always did."""

    number: int = 0
    hash: str = ""


def signature(content: Mapping[str, Any]) -> str:
    """What this service signs such an act with. A core that lacks something gives a signature nobody made."""
    said = orjson.dumps({name: content.get(name) for name in CORE}, option=orjson.OPT_SORT_KEYS)
    signer = Signer(current_app.config["OWN_KEY"], salt="acts.vouching", digest_method=hashlib.sha256)
    return signer.get_signature(said).decode()


def redacting(app: Any) -> list[Redacting]:
    """The acts of an app's database that people were taken out of others by, as they followed."""
    with app.app_context():
        return told(app.extensions["sqlalchemy"].session)


def told(connection: Any) -> list[Redacting]:
    """The same within the app that is present."""
    last, used, found = unsigned().number, set[str](), []
    for number, content in connection.execute(VOUCHING).all():
        found.append(of(number, content, standing(number, content, last, used)))
        used.add(str(content.get("signed")))
    return found


def standing(number: int, content: Mapping[str, Any], last: int, used: set[str]) -> str:
    """What the word of such an act is worth. A signature counts once: copied into another act it is none."""
    signed = str(content.get("signed", ""))
    if signed and signed not in used and compare_digest(signed.encode(), signature(content).encode()):
        return SIGNED
    return BEFORE if number <= last and not signed else FORGED


def of(number: int, content: Mapping[str, Any], worth: str) -> Redacting:
    """Such an act as it is told; a forged one may have any shape."""
    who, redacted = content.get("who"), content.get("redacted")
    name = str(who.get("name") or "") if isinstance(who, dict) else ""
    many = len(redacted) if isinstance(redacted, dict) else 0
    return Redacting(number, str(content.get("at", "")), name, str(content.get("verb", "")), many, worth)


def believed(connection: Any) -> list[int]:
    """The numbers of the acts whose word is taken."""
    return [act.number for act in told(connection) if act.standing != FORGED]


def unsigned() -> Unsigned:
    """Where the acts end that this home wrote before it signed."""
    kept = Path(current_app.config["OWN_KEYS"]) / KEPT
    number, _, sha256 = kept.read_text().strip().partition(" ") if kept.exists() else ("0", "", "")
    return Unsigned(int(number), sha256)


def is_anchored(connection: Any) -> bool:
    """Whether the last act before signatures still has the hash that was kept outside the database."""
    last = unsigned()
    return not last.number or connection.scalar(LINK, {"number": last.number}) == last.hash
