"""Acts that change nothing: access refused, files and lists taken home."""

from __future__ import annotations

from flask import Flask, Response, request

from shared.acts import doer
from shared.acts.writing import record


def init_app(app: Flask) -> None:
    """Note them as the answer goes out."""

    @app.after_request
    def note(response: Response) -> Response:
        if response.status_code == 403:
            record("refuse_access", *doer.about(), why=request.path)
        elif request.method == "GET" and "Content-Disposition" in response.headers:
            record(doer.verb(), *doer.about())
        return response
