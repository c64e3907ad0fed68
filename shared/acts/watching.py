"""Acts that change nothing: access refused, files and lists taken home."""

from __future__ import annotations

from urllib.parse import unquote

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
            record("download", *doer.about(), why=file_name(response))
        return response


def file_name(response: Response) -> str:
    """The name under which a file goes out."""
    return unquote(response.headers["Content-Disposition"].rpartition("UTF-8''")[2])
