"""One line of JSON for each request, for whoever looks after the suite: what was asked, how long it took, how
many statements it sent, under which number it is found elsewhere. The address is that of its rule, who asked
is an id: no name, no phone, nothing of a body or of a query stands there."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from flask import Flask, Response, g, has_request_context, request
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext

from shared.counting import REQUESTS
from shared.following import number
from shared.lines import are_written, line
from shared.personal.masking import masked

UNKNOWN = "unknown"  # the rule of an address that is none


@dataclass
class Asked:
    """A request that is being answered: since when, how many statements it has sent."""

    begun: float = field(default_factory=time.perf_counter)
    statements: int = 0


def init_app(app: Flask, db: Any) -> None:
    """Count what a request costs, and tell it when it has been answered."""
    with app.app_context():
        engine = db.engine

    @app.before_request
    def begin() -> None:
        g.asked = Asked()

    event.listen(engine, "handle_error", tell_less)

    @event.listens_for(engine, "before_cursor_execute")
    def count(*_statement: Any) -> None:
        if has_request_context() and (asked := g.get("asked")):
            asked.statements += 1

    @app.after_request
    def tell(response: Response) -> Response:
        if are_written():
            told = partial(write, about(app, response), g.get("asked") or Asked())
            if response.is_streamed:
                response.call_on_close(told)
            else:
                told()
        return response


def tell_less(failed: ExceptionContext) -> None:
    """Let a database's error say what was wrong, and not of whom: PostgreSQL shows the whole row in its next
    lines, and in the first the value it could not read."""
    for error in (failed.original_exception, failed.sqlalchemy_exception):
        if error and error.args:
            error.args = (masked(str(error.args[0]).partition("\n")[0]), *error.args[1:])


def about(app: Flask, response: Response) -> dict[str, Any]:
    """What is known of a request once its answer is made."""
    who, region = asker()
    return {
        "service": app.name,
        "method": request.method,
        "route": request.url_rule.rule if request.url_rule else UNKNOWN,
        "status": response.status_code,
        "request": number(),
        "actor": who,
        "region": region,
        "follows": g.get("follows") or None,
    }


def asker() -> tuple[str | None, str | None]:
    """The id of who asked, as far as that was found out, and the one region he works in."""
    if peer := g.get("peer"):
        return str(peer), None
    user: Any = g.get("_login_user")
    if not user or not user.is_authenticated:
        return None, None
    regions = {grant.region for grant in user.grants} | {user.region} - {None}
    return str(user.id), regions.pop() if len(regions) == 1 else None


def write(said: dict[str, Any], asked: Asked) -> None:
    """Write the line of a request that has been answered to the end."""
    spent = time.perf_counter() - asked.begun
    REQUESTS.labels(said["service"], said["method"], said["route"], said["status"]).observe(spent)
    line({**said, "ms": round(spent * 1000, 1), "sql": asked.statements})
