"""A record as it is signed: its canonical bytes, a compact signature over who says what to whom and when."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import jwt
import orjson

from services.registry.handed.schemas import Said

ALGORITHM = "ES256"


def fingerprint(body: dict[str, object]) -> str:
    """The hash of a record's canonical bytes: sorted keys, no spaces."""
    return hashlib.sha256(orjson.dumps(body, option=orjson.OPT_SORT_KEYS)).hexdigest()


def signed(private: str, by: str, to: str, kind: str, key: str, body: dict[str, object], at: datetime) -> str:
    """A record as a deployment signs it for another."""
    claims = {"iss": by, "aud": to, "iat": int(at.timestamp()), "kind": kind, "key": key, "body": body}
    return jwt.encode(claims, private, algorithm=ALGORITHM)


def opened(token: str, public: str, by: str, to: str) -> Said | None:
    """What a deployment signed for this one; None for anything else. When it was said judges nobody: a record
    may be weeks on its way."""
    options: Any = {"verify_iat": False, "require": ["iss", "aud", "iat", "kind", "key", "body"]}
    try:
        told = jwt.decode(token, public, [ALGORITHM], options, audience=to, issuer=by)
    except (jwt.PyJWTError, ValueError):
        return None
    body = told["body"]
    if not isinstance(body, dict) or not str(told["key"]).startswith(f"{by}:"):
        return None
    return Said(
        by=by,
        to=to,
        kind=str(told["kind"]),
        key=str(told["key"]),
        said_at=datetime.fromtimestamp(told["iat"], UTC),
        sha256=fingerprint(body),
        body=body,
        signed=token,
    )
