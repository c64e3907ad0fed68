"""A request that succeeds has committed what it wrote: the session is watched from its first flush to its commit."""
from __future__ import annotations

from typing import Any

from flask import Flask, Response, request
from sqlalchemy import event
from sqlalchemy.orm import Session


def watch(app: Flask) -> None:
    """Turn every answer below 400 that leaves written rows behind into a crash: status 500, and the reason in the log."""
    session = app.extensions["sqlalchemy"].session
    for name, mark in (("after_flush", True), ("after_commit", False), ("after_rollback", False)):
        event.listen(session, name, lambda own, *_more, mark=mark: own.info.update(written=mark))
    event.listen(session, "do_orm_execute", written)

    @app.after_request
    def nothing_is_left(response: Response) -> Response:
        own = session()
        left = own.info.pop("written", False) or own.new or own.dirty or own.deleted
        assert response.status_code >= 400 or not left, f"{request.method} {request.path} answers {response.status} and commits nothing"
        return response


def written(state: Any) -> None:
    """Remember a statement that changes rows without a flush."""
    if state.is_insert or state.is_update or state.is_delete:
        own: Session = state.session
        own.info["written"] = True
