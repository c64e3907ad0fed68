"""Who is asking, and whether this view is open to them. Every view carries one of the three marks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import gettext
from flask_login import LoginManager, current_user

from shared.doors.errors import Forbidden, SignInRequired, Unavailable, in_json

COOKIE = "asar_session"
FRESH_SECONDS, STALE_SECONDS = 30, 60
READING = {"read", "list", "view"}
View = Callable[..., Any]


@dataclass(frozen=True)
class Grant:
    """One role, everywhere or only in a region, a centre, a contest."""

    role: str
    region: str | None = None
    centre: str | None = None
    contest: str | None = None


@dataclass(frozen=True)
class Actor:
    """A signed-in user or a tool's token, as introspection describes it."""

    id: str
    name: str
    kind: str = "user"
    login: str = ""
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[str] = field(default_factory=frozenset)
    region: str | None = None
    locale: str | None = None
    title: str = ""
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The id flask-login asks for."""
        return self.id

    @property
    def initials(self) -> str:
        """Two letters for the avatar."""
        return "".join(part[0] for part in self.name.split()[:2]).upper()

    @property
    def role_label(self) -> str:
        """The first role in the user's language; `title` is its msgid."""
        return gettext(self.title) if self.title else ""

    @property
    def roles(self) -> set[str]:
        """Names of the roles held anywhere."""
        return {grant.role for grant in self.grants}

    def regions(self, permission: str) -> set[str] | None:
        """Regions in which the permission is held; None means everywhere, an empty set nowhere."""
        if self.kind == "token":
            return self._token_regions(permission)
        holders = current_app.extensions["permissions"].get(permission, frozenset())
        held = [grant for grant in self.grants if grant.role in holders]
        return (
            None
            if any(grant.region is None for grant in held)
            else {grant.region for grant in held if grant.region}
        )

    def _token_regions(self, permission: str) -> set[str] | None:
        service = current_app.name
        wanted = {f"{service}:write"} | (
            {f"{service}:read"} if permission.split(".")[1] in READING else set()
        )
        if not wanted & self.scopes:
            return set()
        return {self.region} if self.region else None

    def can(self, permission: str, region: str | None = None) -> bool:
        """Whether the permission is held, anywhere or in the given region."""
        regions = self.regions(permission)
        return regions is None or (bool(regions) if region is None else region in regions)

    def everywhere(self, permission: str) -> bool:
        """Whether the permission is held in all regions."""
        return self.regions(permission) is None


def actor_from(data: dict[str, Any]) -> Actor:
    """An Actor from the JSON of introspection."""
    grants = tuple(Grant(**grant) for grant in data.get("grants", ()))
    return Actor(
        id=data["id"],
        name=data["name"],
        kind=data.get("kind", "user"),
        login=data.get("login", ""),
        grants=grants,
        scopes=frozenset(data.get("scopes", ())),
        region=data.get("region"),
        locale=data.get("locale"),
        title=data.get("title", ""),
    )


def signed_in() -> Actor | None:
    """The present actor; None when nobody is signed in."""
    found: Any = current_user
    if not found or not found.is_authenticated:
        return None
    actor: Actor = found._get_current_object() if hasattr(found, "_get_current_object") else found
    return actor


def actor() -> Actor:
    """The present actor; raises SignInRequired when nobody is signed in."""
    found = signed_in()
    if found is None:
        raise SignInRequired
    return found


def public(view: View) -> View:
    """Mark a view as open to everybody."""
    view.access = "public"  # type: ignore[attr-defined]
    return view


def requires(permission: str, everywhere: bool = False) -> Callable[[View], View]:
    """Open a view only to those who hold the permission somewhere, and the query narrows it to their regions;
    or to those who hold it in all regions, where what is done concerns all of them."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.permission = permission
            if not require(permission).everywhere(permission) and everywhere:
                raise Forbidden(detail={"permission": permission})
            return view(*args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return mark


def for_services(*names: str) -> Callable[[View], View]:
    """Open a view only to the named neighbours, by their signed requests."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            g.peer = current_app.extensions["peers"].verify(request, names)
            return view(*args, **kwargs)

        guarded.access = "service"  # type: ignore[attr-defined]
        return in_json(guarded)

    return mark


def require(permission: str, region: str | None = None) -> Actor:
    """The actor, or a refusal: SignInRequired, Forbidden."""
    who = actor()
    if not who.can(permission, region):
        raise Forbidden(detail={"permission": permission})
    return who


def holders(permission: str) -> frozenset[str]:
    """Roles that hold a permission of this service."""
    return current_app.extensions["permissions"].get(permission, frozenset())


def holds(who: Actor, service: str, permission: str) -> bool:
    """Whether a user's roles hold a permission of any service, where the menu leads to its page."""
    roles = current_app.extensions["neighbours"].get(service, {}).get(permission, ())
    return not who.roles.isdisjoint(roles)


def scope(permission: str) -> set[str] | None:
    """Regions the present actor may see with this permission (None: all)."""
    return actor().regions(permission)


def in_scope(permission: str, region: str | None) -> bool:
    """Whether a thing of that region is visible to the present actor."""
    regions = scope(permission)
    return regions is None or region in regions


class Introspection:
    """Asks who a credential belongs to and remembers the answer for a short while (a little
    longer if nobody answers)."""

    def __init__(self, ask: Callable[[str, str], dict[str, Any] | None]) -> None:
        self.ask = ask
        self.known: dict[tuple[str, str], tuple[float, Actor]] = {}

    def __call__(self, kind: str, credential: str) -> Actor | None:
        asked_at, kept = self.known.get((kind, credential), (float("-inf"), None))
        age = time.monotonic() - asked_at
        if age < FRESH_SECONDS:
            return kept
        try:
            data = self.ask(kind, credential)
        except Unavailable:
            if age < STALE_SECONDS:
                return kept
            raise
        return self._remember((kind, credential), actor_from(data) if data else None)

    def _remember(self, key: tuple[str, str], found: Actor | None) -> Actor | None:
        if len(self.known) > 5000:
            self.known.clear()
        self.known.pop(key, None)
        if found:
            self.known[key] = (time.monotonic(), found)
        return found

    def forget(self, kind: str, credential: str) -> None:
        """Drop one remembered answer, for the process that signed it out."""
        self.known.pop((kind, credential), None)


def credential_of(incoming: Any) -> tuple[str, str] | None:
    """('token' | 'session', secret) of a request, or None."""
    header = incoming.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return "token", header[7:].strip()
    cookie = incoming.cookies.get(COOKIE)
    return ("session", cookie) if cookie else None


def init_app(app: Flask, permissions: Mapping[str, Iterable[str]], introspect: Introspection) -> None:
    """Give the app flask-login with our request loader and its permission table."""
    app.extensions["permissions"] = {name: frozenset(roles) for name, roles in permissions.items()}
    app.extensions["introspection"] = introspect
    manager = LoginManager(app)

    @manager.request_loader
    def load(incoming: Any) -> Actor | None:
        credential = credential_of(incoming)
        if credential is None or g.get("registry_away"):
            return None  # the page that says so is shown to nobody in particular
        try:
            return introspect(*credential)
        except Unavailable:
            g.registry_away = True
            raise

    @manager.unauthorized_handler
    def unauthorized() -> None:
        raise SignInRequired
