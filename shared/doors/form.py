"""A page's form: what was typed, what is wrong with it, and the one way from a POST to an operation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import orjson
from flask import g, request
from marshmallow import Schema

from shared.doors import once
from shared.doors.errors import BadForm, Conflict, Refusal, note, refusal_of
from shared.doors.once import Done
from shared.doors.transaction import carry_out, let_go
from shared.i18n import format_short_date

SKIPPED = {"csrf_token", "was"}
Made = TypeVar("Made")


class ChangedMeanwhile(Conflict):
    """Somebody else saved this meanwhile. It now says: %(now)s.
    Your words are kept here: save again to put them in its place."""

    code = "changed_meanwhile"


class Form:
    """The form of a page: `values` as typed (or the start values), `errors` [{field, message}],
    the last `refusal` with its `detail`."""

    def __init__(
        self,
        schema: Schema | None = None,
        start: dict[str, Any] | None = None,
        lists: tuple[str, ...] = (),
        words: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        self.schema, self.lists, self.words = schema or Schema(), lists, words or {}
        self.sent = request.method == "POST"
        self.start = dict(start or {})
        self.values: dict[str, Any] = typed(lists) if self.sent else dict(self.start)
        self.errors: list[dict[str, str]] = []
        self.refusal: Refusal | None = None

    def run(self, operation: Callable[..., Made], *about: Any) -> Done[Made] | None:
        """On a POST: check the values and carry the operation out with them, once;
        None leaves the reasons in `errors`.

        The operation gets what it is `about`, then the values (when the form has fields).
        """
        if not self.sent:
            return None
        self.keep_theirs()
        try:
            return None if self.errors else carry_out(self.first_time, operation, *about)
        except Exception as error:
            self.refuse_or_raise(error)
        return None

    def before(self, step: Callable[..., Made], *given: Any) -> Made | None:
        """On a POST: do what takes long and must hold no transaction (look at a file) before the form is
        carried out; a refusal stands in the form, which then carries nothing out."""
        if not self.sent:
            return None
        let_go()
        try:
            return step(*given)
        except Exception as error:
            self.refuse_or_raise(error)
        finally:
            let_go()
        return None

    def first_time(self, operation: Callable[..., Made], *about: Any) -> Done[Made]:
        """Do what the form asks for, unless its first click did."""
        values = [self.schema.load(given(self.values))] if self.schema.fields else []
        claimed = once.claim()
        before = once.done_before(claimed)
        return before or once.remember(claimed, operation(*about, *values))

    def keep_theirs(self) -> None:
        """Where a field came back as it was shown and somebody else saved another value meanwhile,
        take that; an error if both did."""
        for name, shown in shown_before().items():
            now, mine = written(self.start.get(name)), written(self.values.get(name))
            if mine == shown != now:
                whole = isinstance(self.start.get(name), dict | list)
                self.values[name] = self.start[name] if whole else now
            elif now not in (shown, mine):
                said = (
                    format_short_date(now)
                    if hasattr(self.start.get(name), "isoformat")
                    else self.words.get(name, {}).get(now, now)
                )
                self.errors.append({"field": name, "message": ChangedMeanwhile(now=said or "—").message})

    @property
    def was(self) -> str:
        """What the stored record says, for the hidden field that tells later what this reader was shown."""
        return self.was_of(*self.start)

    def was_of(self, *names: str) -> str:
        """The same of some fields, where others of the record are in forms of their own."""
        return orjson.dumps({name: written(self.start.get(name)) for name in names}).decode()

    def refuse_or_raise(self, error: Exception) -> None:
        """Keep the reasons of an error that is a refusal; any other is raised on."""
        refusal = refusal_of(error)
        if refusal is None:
            raise error
        self.refuse(refusal)

    def refuse(self, refusal: Refusal) -> None:
        """Keep the reasons beside their fields; a refusal about no field stands above the form."""
        self.refusal = refusal
        fields = refusal.detail.get("fields")
        if isinstance(fields, dict):
            self.errors += [{"field": name, "message": words(text)} for name, text in fields.items()]
        elif refusal.status in (401, 403, 404):
            raise refusal
        else:
            note(refusal)
            g.again_after = refusal.again_after
            self.errors.append({"field": refusal.field or "", "message": refusal.message})

    def error(self, name: str) -> str:
        """The message of a field, or nothing."""
        return " ".join(item["message"] for item in self.errors if item["field"] == name)

    def value(self, name: str, default: Any = "") -> Any:
        """What stands in a field."""
        found = self.values.get(name)
        return default if found is None else found

    @property
    def detail(self) -> dict[str, Any]:
        """What the last refusal says besides its words."""
        return self.refusal.detail if self.refusal else {}

    @property
    def status(self) -> int:
        """422 for a form that came back with reasons, 429 for one that came too often, 503 or 507 for one
        that nobody could carry out."""
        refused = self.refusal.status if self.refusal else 0
        return refused if refused == 429 or refused >= 500 else 422 if self.errors else 200


def untouched(start: dict[str, Any] | None = None) -> Form:
    """A form nobody has sent, for the other forms of a page that comes back with one refused."""
    form = Form(Schema(), start)
    form.sent, form.values = False, dict(form.start)
    return form


def press(operation: Callable[..., Made], *about: Any) -> Done[Made]:
    """Carry out what a button asks for, once; a refusal is a page of its own."""
    return carry_out(Form().first_time, operation, *about)


def shown_before() -> dict[str, str]:
    """What the reader of this form was shown, by field; BadForm when the hidden field is not ours."""
    try:
        return dict(orjson.loads(request.form.get("was") or "{}"))
    except (TypeError, ValueError) as error:
        raise BadForm from error


def written(value: Any) -> str:
    """A value as a form writes it: no value is nothing, a tick is 1."""
    if isinstance(value, dict):
        return "; ".join(str(item) for _name, item in sorted(value.items()) if item)
    if isinstance(value, list):
        return "; ".join(str(item) for item in value if item)
    return (
        ""
        if value in (None, False)
        else "1"
        if value is True
        else "\n".join(str(value).split("\r\n")).strip()
    )


def typed(lists: tuple[str, ...]) -> dict[str, Any]:
    """The posted fields as typed; those named in `lists` keep every value."""
    values: dict[str, Any] = {
        name: value for name, value in request.form.items() if name not in SKIPPED and "." not in name
    }
    values |= {name: request.form.getlist(name) for name in lists}
    extra = {
        name.removeprefix("extra."): value
        for name, value in request.form.items()
        if name.startswith("extra.") and f"off.{name}" not in request.form
    }
    extra |= g.get("answers_sent", {})  # files, which stand there by their tickets
    return {**values, "extra": extra} if extra else values


def given(values: dict[str, Any]) -> dict[str, Any]:
    """The fields somebody filled in; amounts may be written with spaces."""
    return {
        name: value.strip() if isinstance(value, str) else value
        for name, value in values.items()
        if not (isinstance(value, str) and not value.strip())
    }


def words(messages: Any) -> str:
    """Nested messages as one sentence."""
    if isinstance(messages, dict):
        return " ".join(words(value) for value in messages.values())
    return " ".join(words(item) for item in messages) if isinstance(messages, list | tuple) else str(messages)
