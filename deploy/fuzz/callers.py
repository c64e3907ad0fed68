"""Who calls: the lead in a browser, a tool, a tool of one region, nobody, somebody with a wrong token."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import requests

from deploy.bench.product import Product
from deploy.settings import SERVICES

REGION = "turkistan"
TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


@dataclass(frozen=True)
class Caller:
    """One who calls, how many of twenty calls are his, and the headers by which he is known."""

    name: str
    weight: int
    headers: Mapping[str, str]


def callers(product: Product) -> list[Caller]:
    """All of them."""
    return [
        Caller("lead", 10, signed_in(f"http://127.0.0.1:{product.port}")),
        Caller("tool", 5, bearer(token(product, "fuzz", None))),
        Caller("region", 3, bearer(token(product, "fuzz of a region", REGION))),
        Caller("nobody", 1, {}),
        Caller("stranger", 1, bearer("asar_not-a-token")),
    ]


def bearer(secret: str) -> dict[str, str]:
    """The header of a token."""
    return {"Authorization": f"Bearer {secret}"}


def token(product: Product, name: str, region: str | None) -> str:
    """A token for everything, everywhere or in one region."""
    from services.registry.tokens.cli import create_token

    scopes = [f"{service}:{access}" for service in SERVICES for access in ("read", "write")]
    with product.apps["registry"].app_context():
        return create_token(name, scopes, region)


def signed_in(address: str, login: str = "lead") -> dict[str, str]:
    """The headers of a browser in which somebody of the demo is signed in, with the mark of its forms."""
    from deploy.demo.accounts import PASSWORD

    browser = requests.Session()
    asked = browser.get(f"{address}/registry/sign-in", timeout=60)
    form = {"login": login, "password": PASSWORD, "csrf_token": mark(asked.text)}
    opened = browser.post(f"{address}/registry/sign-in", data=form, timeout=60)
    cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in browser.cookies)
    return {"Cookie": cookies, "X-CSRFToken": mark(opened.text)}


def mark(page: str) -> str:
    """The mark a page's forms carry against forged ones."""
    found = TOKEN.search(page)
    assert found, "no form on the page"
    return found[1]
