"""Pages of reminders: one text to one person about one card, and the words they are made of."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from flask_babel import force_locale
from flask_babel import gettext as _

from services.registry.reminders import queries
from services.registry.reminders.operations import sending
from services.registry.reminders.schemas import ReminderIn, TextIn
from services.registry.reminders.wording import offered, text_in, written
from services.registry.users.models import User
from shared.access import requires
from shared.doors.form import Form
from shared.i18n import current_locale
from shared.language.reminders import LOCALES
from shared.spoken import marks_of, unshown
from shared.web.week import Card

views = Blueprint("reminders", __name__)
HOME, CHOSEN = "/registry/home", "in"


@views.route("/reminders/new", methods=["GET", "POST"])
@requires("reminder.send")
def remind() -> Any:
    """Choose whom to remind of a card, show the text, and note that it was sent."""
    form, named = Form(ReminderIn()), request.values.get("card", "")
    card = get_card(named) if named or request.method == "POST" else None
    if card and form.run(sending.note_reminder, in_language(card, form.value("locale"))):
        flash(_("Noted. The card says whom you reminded and when."), "success")
        return redirect(HOME)
    people = queries.receivers(card.owner) if card else []
    receiver = chosen(people)
    text = text_for(card, receiver, form) if card and receiver else {}
    marks_of(card.title if card else "", text.get("text", ""))
    page = render_template(
        "registry/reminders/new.html", card=card, people=people, receiver=receiver, form=form, **text
    )
    return page, form.status


def get_card(href: str) -> Card:
    """The card of My week that leads there, of which the page shows no more than its text; CardGone."""
    with unshown():
        return queries.get_card(href)


def chosen(people: Any) -> User | None:
    """The receiver the address names, or the only one there is."""
    named = request.values.get("receiver", "")
    found = next((user for user in people if str(user.id) == named), None)
    return found or (people[0] if len(people) == 1 else None)


def text_for(card: Card, receiver: User, form: Form) -> dict[str, Any]:
    """The text in the receiver's language, or in the one that was chosen, with the channels that carry it."""
    asked = request.values.get(CHOSEN) or form.value("locale") or receiver.locale or ""
    locale = asked if asked in LOCALES else LOCALES[0]
    said = in_language(card, locale)
    text = form.value("text") or written(said, receiver, locale)
    found = queries.routed(said, receiver, locale)
    return {"locale": locale, "text": text, **offered(found, text, said.title)}


def in_language(card: Card, locale: str) -> Card:
    """The same card in a language: where it is another, its services are asked once more."""
    if locale not in LOCALES or locale == current_locale():
        return card
    with force_locale(locale):
        return get_card(card.href)


@views.route("/reminders/words", methods=["GET", "POST"])
@requires("reminder.edit")
def change_words() -> Any:
    """Show and take the words reminders are made of."""
    locale = request.values.get(CHOSEN, "")
    locale = locale if locale in LOCALES else LOCALES[0]
    form = Form(TextIn(), {"text": text_in(locale)})
    if form.run(sending.change_text, locale):
        flash(_("Saved."), "success")
        return redirect(f"/registry/reminders/words?{CHOSEN}={locale}")
    return render_template("registry/reminders/words.html", form=form, locale=locale), form.status
