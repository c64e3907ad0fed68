"""Tokens of the tools that call the API."""

from __future__ import annotations

from services.registry.tokens.models import ServiceToken
from services.registry.tokens.wording import token
from shared.web.service import Noun

TOKENS = Noun(
    "tokens",
    tables=(ServiceToken,),
    told={"service_tokens": token},
)
