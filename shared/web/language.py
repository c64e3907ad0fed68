"""The reader's language: chosen, switched, kept."""

from __future__ import annotations

from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, has_request_context, redirect, request
from flask_babel import Babel, Domain, get_translations
from flask_login import current_user
from markupsafe import Markup

from shared.doors import errors
from shared.i18n import present_locale
from shared.web.places import ROOT, UI

SENTENCES = 8192
LOCALES = {"ru": "Рус", "kk": "Қаз", "en": "Eng"}


def choose_locale() -> str:
    """Cookie, then the user's own choice, then Kazakh if the browser asks for it;
    Russian otherwise, and in the queue."""
    if not has_request_context():
        return "ru"
    if request.cookies.get("asar_locale") in LOCALES:
        return request.cookies["asar_locale"]
    own = getattr(current_user, "locale", None) if current_user else None
    # A tool that asks for English means it;
    # a browser in English is mostly one nobody set to Russian or Kazakh.
    return own or request.accept_languages.best_match(
        ["ru", "kk", "en"] if errors.wants_json() else ["ru", "kk"], "ru"
    )


def init_language(app: Flask) -> None:
    """Catalogues of shared/ui, the services and core's plugin; `?locale=kk` switches and keeps the page."""
    folders = [
        UI / "translations",
        *sorted(ROOT.glob("services/*/translations")),
        *sorted(ROOT.glob("plugins/core/*/translations")),
    ]
    babel = Babel(
        app,
        locale_selector=choose_locale,
        default_locale="ru",
        default_translation_directories=";".join(str(folder) for folder in folders),
    )
    babel.domain_instance = Catalogues()

    app.jinja_env.globals.update(_=phrase, gettext=phrase)

    @app.before_request
    def switch() -> Response | None:
        wanted = request.args.get("locale")
        if wanted not in LOCALES or errors.wants_json():
            return None
        query = query_without_locale()
        again = 307 if request.method == "POST" else 302  # what a page carries goes along
        response = redirect(request.path + (f"?{query}" if query else ""), again)
        response.set_cookie("asar_locale", str(wanted), max_age=31536000, samesite="Lax")
        return response  # type: ignore[return-value]


class Catalogues(Domain):
    """Our catalogues, found by the language that is read; the code says words by the hundred."""

    def get_translations(self) -> Any:
        """The catalogue in the reader's language."""
        locale = present_locale()
        if locale is None:
            return super().get_translations()
        if locale.language not in self.cache:
            self.cache[locale.language] = super().get_translations()
        return self.cache[locale.language]


def phrase(text: str, /, **variables: Any) -> Markup:
    """A phrase of a template in the reader's language; the catalogue is looked for once a page."""
    locale, kept = present_locale(), g.get("catalogue")
    if kept is None or kept[0] is not locale:
        kept = g.catalogue = locale, get_translations()
    said = sentence(kept[1], text)
    return said % variables if variables or "%" in said else said


@lru_cache(maxsize=SENTENCES)
def sentence(catalogue: Any, text: str) -> Markup:
    """A sentence of a catalogue as templates say it."""
    return Markup(catalogue.ugettext(text))


def query_without_locale() -> str:
    """The present query string, ready to be extended."""
    return urlencode([(name, value) for name, value in request.args.items(multi=True) if name != "locale"])


def locale_links() -> list[dict[str, str]]:
    """The three languages, each keeping the visitor on this page."""
    query = query_without_locale()
    return [
        {"code": code, "label": label, "href": f"{request.path}?{query}{'&' if query else ''}locale={code}"}
        for code, label in LOCALES.items()
    ]
