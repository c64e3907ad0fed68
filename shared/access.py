"""Who is asking, and whether this view is open to them. Every view carries one of the three marks."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from typing import Any, ClassVar
from weakref import WeakSet

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import get_locale, gettext
from flask_login import LoginManager, current_user

from shared.doors.errors import Forbidden, Invalid, SignInRequired, in_json
from shared.failures import PASSING, meaning_of
from shared.language.regions import REGIONS
from shared.peers import typed

COOKIE = "asar_session"
FRESH_SECONDS, STALE_SECONDS, MOST_KNOWN = 30, 60, 5000
READING = {"read", "list", "view"}
View = Callable[..., Any]


class RegionElsewhere(Invalid):
    """This installation records for %(mine)s only: what is of %(region)s is recorded elsewhere."""

    code = "region_elsewhere"


@dataclass(frozen=True)
class Grant:
    """One role, everywhere or only in a region, a centre, a contest."""

    role: str
    region: str | None = None
    centre: str | None = None
    contest: str | None = None


@dataclass(frozen=True)
class Actor:
    """A signed-in user or a tool's token, as introspection describes it; `within`: the regions of the home he
    works in, none where all are recorded."""

    id: str
    name: str
    kind: str = "user"
    login: str = ""
    grants: tuple[Grant, ...] = ()
    scopes: frozenset[str] = field(default_factory=frozenset)
    region: str | None = None
    within: tuple[str, ...] = ()
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

    @cached_property
    def roles(self) -> frozenset[str]:
        """Names of the roles held anywhere."""
        return frozenset(grant.role for grant in self.grants)

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

    def at_home(self, regions: Collection[str] | None) -> set[str] | None:
        """Those of some regions (None: all) that are of this home."""
        if not self.within:
            return None if regions is None else set(regions)
        return {code for code in self.within if regions is None or code in regions}


def actor_from(data: Any) -> Actor:
    """An Actor from the JSON of introspection; NeighbourDown where it is none."""
    return typed(data, Actor)


def signed_in() -> Actor | None:
    """The present actor; None when nobody is signed in."""
    found: Any = has_request_context() and g.get("_login_user")  # known from the first question on
    found = found or current_user._get_current_object()
    return found if found and found.is_authenticated else None


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
    check_home({region} if region else ())
    return who


def check_home(regions: Collection[str], field: str = "region") -> None:
    """Refuse what a region's home does not record; RegionElsewhere."""
    mine = actor().within
    if mine and (others := sorted(set(regions) - set(mine))):
        raise RegionElsewhere(field=field, region=called(others), mine=called(mine))


def called(regions: Iterable[str]) -> str:
    """Regions by their names in the user's language."""
    language = str(get_locale())
    return ", ".join(REGIONS[code].called(language) if code in REGIONS else code for code in regions)


def holders(permission: str) -> frozenset[str]:
    """Roles that hold a permission of this service."""
    return current_app.extensions["permissions"].get(permission, frozenset())


def holds(who: Actor, service: str, permission: str) -> bool:
    """Whether a user's roles hold a permission of any service, where the menu leads to its page."""
    roles = current_app.extensions["neighbours"].get(service, {}).get(permission, ())
    return not who.roles.isdisjoint(roles)


def scope(permission: str) -> set[str] | None:
    """Regions in which the present actor may do this (None: all). In a region's home nothing is recorded of
    another region; what is there of one may be looked at."""
    who = actor()
    held = who.regions(permission)
    return held if permission.split(".")[1] in READING else who.at_home(held)


def in_scope(permission: str, region: str | None) -> bool:
    """Whether a thing of that region is the present actor's; in a region's home also what was written of
    another, so that it can be put right."""
    regions = actor().regions(permission)
    return regions is None or region in regions


Credential = tuple[str, str]


class Introspection:
    """Asks who a credential belongs to and remembers the answer for a short while: 30 s without asking again,
    60 s where the question cannot be answered; never once the credential was signed out in this process."""

    EVERY: ClassVar[WeakSet[Introspection]] = WeakSet()

    def __init__(self, ask: Callable[[str, str], dict[str, Any] | None]) -> None:
        self.ask = ask
        self.known: dict[Credential, tuple[float, Actor]] = {}
        self.ended: dict[Credential, None] = {}
        self.EVERY.add(self)

    def __call__(self, kind: str, credential: str) -> Actor | None:
        key = kind, credential
        if fresh := self.remembered(key, FRESH_SECONDS):
            return fresh
        asked_at = time.monotonic()
        try:
            data = self.ask(kind, credential)
            found = actor_from(data) if data else None
        except Exception as error:
            stale = self.remembered(key, STALE_SECONDS)
            if stale is None or meaning_of(error) not in PASSING:
                raise
            return stale
        return self._remember(key, asked_at, found)

    def remembered(self, key: Credential, seconds: float) -> Actor | None:
        """Who a credential belonged to, if that was asked within so many seconds; nobody is asked."""
        asked_at, kept = self.known.get(key, (float("-inf"), None))
        return kept if time.monotonic() - asked_at < seconds else None

    def _remember(self, key: Credential, asked_at: float, found: Actor | None) -> Actor | None:
        if len(self.known) > MOST_KNOWN:
            self.known.clear()
        self.known.pop(key, None)
        if found is None or key in self.ended:  # signed out while it was asked
            return None
        self.known[key] = (asked_at, found)
        return found

    def end(self, key: Credential) -> None:
        """Know nobody under a credential any more: what was signed out never comes back."""
        self.ended[key] = None
        self.known.pop(key, None)
        if len(self.ended) > MOST_KNOWN:
            self.ended.pop(next(iter(self.ended)))


def act_as(kind: str, secret: str) -> Actor:
    """Answer the rest of a question as whom a credential belongs to; SignInRequired for nobody."""
    found = current_app.extensions["introspection"](kind, secret)
    if found is None:
        raise SignInRequired
    current_app.login_manager._update_request_context_with_user(found)  # type: ignore[attr-defined]
    return found


def ask_anew() -> None:
    """Let every service of this process ask anew who everybody is: somebody's rights or devices changed."""
    for introspection in Introspection.EVERY:
        introspection.known.clear()


def signed_out(kind: str, credential: str) -> None:
    """Let every service of this process forget a credential at once."""
    for introspection in Introspection.EVERY:
        introspection.end((kind, credential))


def signed_out_everywhere(user_id: str) -> None:
    """Let every service of this process forget a user's credentials at once."""
    for introspection in Introspection.EVERY:
        for key, (_asked_at, known) in list(introspection.known.items()):
            if known.id == user_id:
                introspection.end(key)


def cookie_name(name: str) -> str:
    """What a cookie of ours is called: with TLS a name that only this very host can set."""
    return f"__Host-{name}" if current_app.config["SESSION_COOKIE_SECURE"] else name


def session_secret() -> str:
    """The secret of the session this request came with, or nothing."""
    return str(request.cookies.get(cookie_name(COOKIE), ""))


def credential_of(incoming: Any) -> tuple[str, str] | None:
    """('token' | 'session', secret) of a request, or None."""
    header = incoming.headers.get("Authorization", "")
    if header.startswith("Bearer "):
        return "token", header[7:].strip()
    cookie = incoming.cookies.get(cookie_name(COOKIE))
    return ("session", cookie) if cookie else None


def init_app(app: Flask, permissions: Mapping[str, Iterable[str]], introspect: Introspection) -> None:
    """Give the app flask-login with our request loader and its permission table."""
    app.extensions["permissions"] = {name: frozenset(roles) for name, roles in permissions.items()}
    app.extensions["introspection"] = introspect
    manager = LoginManager(app)

    @manager.request_loader
    def load(incoming: Any) -> Actor | None:
        credential = credential_of(incoming)
        if credential is None:
            return None
        if g.get("failing"):  # the page that says so asks nobody
            return introspect.remembered(credential, STALE_SECONDS)
        return introspect(*credential)

    @manager.unauthorized_handler
    def unauthorized() -> None:
        raise SignInRequired
