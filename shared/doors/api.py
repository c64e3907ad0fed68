"""The JSON API every service speaks: exact numbers, one commit,
keys that make a repeat harmless, OpenAPI."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import Counter
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, partial, wraps
from typing import Any, TypeVar, cast

import orjson
from apispec import BasePlugin
from flask import Flask, Response, current_app, g, render_template, request
from flask.json.provider import JSONProvider
from flask_smorest import Api
from flask_smorest import Blueprint as Documented
from marshmallow import Schema, fields, missing
from sqlalchemy import text
from werkzeug.exceptions import HTTPException, UnsupportedMediaType

from shared.access import public, signed_in
from shared.acts.changes import collected
from shared.doors import transaction
from shared.doors.bodies import MULTIPART, Parser
from shared.doors.errors import KeyNeeded, KeyReused, invalid_fields, on_http, refusals_of
from shared.files import FileMissing

CLAIM_KEY = text(
    "INSERT INTO idempotency_keys (actor, key, request_hash) VALUES (:actor, :key, :hash) "
    "ON CONFLICT DO NOTHING"
)
# Their answers may name people.
FORGET = "DELETE FROM idempotency_keys WHERE created_at < now() - interval '30 days'"
KNOWN_KEY = text(
    "SELECT request_hash, status, answer FROM idempotency_keys WHERE actor = :actor AND key = :key"
)
KEY_HEADER = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string"},
    "description": "sent again: done once",
}
KEY_DUE = {**KEY_HEADER, "required": True, "description": "428 without it; sent again: done once"}
OPENAPI = {"API_VERSION": "v1", "OPENAPI_VERSION": "3.1.0", "OPENAPI_JSON_PATH": "openapi.json"}
SECURED = {
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "security": [{"token": []}],
}
SAFE, UNSAFE = {"GET", "HEAD", "OPTIONS"}, {"post", "put", "patch", "delete"}
Kind = Schema | type[Schema]
Made = TypeVar("Made")
View = TypeVar("View", bound=Callable[..., Any])
Taken = dict[str, dict[str, fields.Field]]


def plain(value: Any) -> Any:
    """What orjson does not know: an exact decimal becomes a JSON number with the same digits."""
    if isinstance(value, Decimal):
        whole = value.to_integral_value()
        return orjson.Fragment(f"{whole:f}" if value == whole else f"{value.normalize():f}")
    if isinstance(value, set | frozenset):
        return sorted(value)
    if hasattr(value, "__html__"):
        return str(value.__html__())
    raise TypeError(f"{type(value).__name__} is not JSON")


def dumps(value: Any) -> bytes:
    """JSON bytes; dates as ISO strings, decimals exact, keys in the order given.
    Half a character somebody sent becomes “?”."""
    try:
        return orjson.dumps(value, default=plain, option=orjson.OPT_NON_STR_KEYS)
    except TypeError as error:
        if "surrogate" not in str(error):
            raise
        return json.dumps(value, default=str, ensure_ascii=False).encode(errors="replace")


class OrjsonProvider(JSONProvider):
    """Flask's JSON through orjson."""

    def dumps(self, obj: Any, **kwargs: Any) -> str:
        """JSON text."""
        return dumps(obj).decode()

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Parsed JSON."""
        return orjson.loads(s)


def respond(body: Any, status: int = 200, **headers: str) -> Response:
    """A JSON response."""
    return Response(
        dumps(body),
        status,
        headers={name.replace("_", "-"): value for name, value in headers.items()},
        mimetype="application/json",
    )


def run(
    operation: Callable[..., Any],
    *given: Any,
    answer: Callable[[Any], Any] | None = None,
    status: int = 200,
) -> Response:
    """Carry an operation out and answer with what it made (or what `answer` says of it);
    a keyed call remembers the answer with it."""
    free = g.pop("free_key", None)
    if free and (known := claim(**free)):
        return known

    def whole() -> Any:
        made = operation(*given)
        body = answer(made) if answer else made
        remember(body, status)
        return body

    return respond(transaction.carry_out(whole), status)


def created(operation: Callable[..., Any], *given: Any) -> Response:
    """Carry an operation out and answer with the id of what it made; described by `Created`."""
    return run(operation, *given, answer=lambda made: {"id": made.id}, status=201)


def beforehand(slow: Callable[..., Made], *given: Any) -> Made:
    """Do something slow before the transaction of a call begins; its key is free until `run` claims it."""
    transaction.let_go()
    return slow(*given)


def remember(body: Any, status: int) -> None:
    """Keep the answer under the call's Idempotency-Key, in the transaction of what it did."""
    if "idempotency" in g:
        kept = {**g.idempotency, "status": status, "answer": dumps(body).decode()}
        collected(transaction.session()).answer = kept


def request_hash(but: tuple[str, ...] = ()) -> str:
    """What was asked: method, path, fields (`but` some)
    and file contents (a multipart boundary changes between tries)."""
    parts = [request.method.encode(), request.full_path.encode()]
    if request.form or request.mimetype == MULTIPART:
        parts += [
            f"{name}={value}".encode()
            for name, value in sorted(request.form.items(multi=True))
            if name not in but
        ]
        for name, file in sorted(request.files.items(multi=True), key=lambda item: item[0]):
            file.stream.seek(0)  # it may have been read before its key was claimed
            parts += [name.encode(), file.stream.read()]
            file.stream.seek(0)
    else:
        parts.append(request.get_data(cache=True))
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def refuse_unknown() -> None:
    """Refuse by name what the call does not take: parameters of the address, files,
    a body where there is none; 415 for another kind."""
    if not signed_in() or request.routing_exception:
        return
    taken = documented()
    refuse_kind(taken)
    unknown = set(request.args) - set(taken.get("query", ())) | unknown_files(taken) | unasked_body(taken)
    if unknown:
        raise invalid_fields({name: ["Unknown field."] for name in sorted(unknown)})


def documented() -> Taken:
    """The fields the present call takes, by the place they come in."""
    return fields_of(current_app.view_functions[request.endpoint or ""])


@cache
def fields_of(view: Callable[..., Any]) -> Taken:
    """The fields a view takes, as its schemas were made with it."""
    return {place: schema.fields for place, schema in getattr(view, "taken", {}).items()}


def refuse_kind(taken: Taken) -> None:
    """Refuse a form where JSON is taken, and JSON where a form is."""
    other = request.content_length and not request.is_json
    if ("json" in taken and other) or ("form" in taken and request.is_json):
        raise UnsupportedMediaType


def unknown_files(taken: Taken) -> set[str]:
    """Files the call does not take, or takes only once."""
    sent = Counter(name for name, _file in request.files.items(multi=True))
    uploads = {name for name, field in taken.get("form", {}).items() if isinstance(field, UploadedFile)}
    return {name for name, times in sent.items() if name not in uploads or times > 1}


def unasked_body(taken: Taken) -> set[str]:
    """The fields of a JSON body where the call takes no body."""
    if taken.keys() & {"json", "form"} or request.method in SAFE or not request.is_json:
        return set()
    body = request.get_json(silent=True)
    return set(body) if isinstance(body, dict) else set()


def schema_of(schema: Kind) -> Schema:
    """An instance of a schema."""
    return schema() if isinstance(schema, type) else schema


def claim_key() -> Response | None:
    """First statement of a keyed unsafe call: claim its key, or give the answer it already had."""
    key = request.headers.get("Idempotency-Key")
    who = signed_in()
    if not key or request.method in SAFE or who is None:
        return None
    return claim(who.id, key if len(key) <= 200 else hashlib.sha256(key.encode()).hexdigest())


def claim(actor: str, key: str) -> Response | None:
    """Claim a key for the present call, or give the answer the very same call already had. KeyReused."""
    claimed = {"actor": actor, "key": key}
    if is_free({**claimed, "hash": request_hash()}):
        g.idempotency = claimed
        g.pop("free_key", None)
        return None
    return answered(actor, key)


def is_free(claimed: dict[str, str]) -> bool:
    """Claim a key, {actor, key, hash}, in the present transaction; whether nobody had."""
    return bool(transaction.session().connection().execute(CLAIM_KEY, claimed).rowcount)


def answered(actor: str, key: str) -> Response | None:
    """The answer the very same call had, None for a key nobody claimed. KeyReused."""
    session = transaction.session()
    known = session.execute(KNOWN_KEY, {"actor": actor, "key": key}).mappings().first()
    session.rollback()
    if known is None:
        return None
    if known["request_hash"] != request_hash():
        raise KeyReused
    return respond(known["answer"], known["status"], Idempotent_Replay="true")


class UploadedFile(fields.Raw):
    """A file of a multipart form: shown as binary in the OpenAPI document,
    given as werkzeug's FileStorage; FileMissing."""

    def __init__(self, description: str, required: bool = True) -> None:
        super().__init__(
            required=required,
            load_default=missing if required else None,
            metadata={"type": "string", "format": "binary", "description": description},
        )

    def deserialize(self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any) -> Any:
        """The file under the field's name, whatever stands in the form."""
        file = request.files.get(attr or "")
        if not file and self.required:
            raise FileMissing(field=attr)
        return file or None


class Created(Schema):
    """The id of something new."""

    id = fields.UUID()


class ErrorBody(Schema):
    """How every refusal looks."""

    code = fields.String(required=True)
    message = fields.String(required=True)
    detail = fields.Dict(required=True)


class Blueprint(Documented):
    """The calls of a noun: each view knows what it takes (`taken`, a schema for each place)."""

    ARGUMENTS_PARSER = Parser()

    def keyed(self, view: View) -> View:
        """Take the call only with an Idempotency-Key: it moves money, so a repeat must be known as one.
        KeyNeeded."""

        @wraps(view)
        def with_key(*given: Any, **named: Any) -> Any:
            if not request.headers.get("Idempotency-Key", "").strip():
                raise KeyNeeded
            return view(*given, **named)

        documented = self.doc(parameters=[KEY_DUE])(with_key)
        return cast(View, self.alt_response(428, schema=ErrorBody)(documented))

    def arguments(self, schema: Kind, *, location: str = "json", **options: Any) -> Callable[[View], View]:
        """Take the fields of a schema from a place of the call; the schema is made here, not at each call."""
        made = schema_of(schema)
        declared = super().arguments(made, location=location, **options)

        def decorator(view: View) -> View:
            taking = declared(view)
            taking.taken = {**getattr(view, "taken", {}), location: made}
            return taking

        return decorator


class OwnErrors(Api):
    """flask-smorest with our errors: shared/doors/errors.py answers everything. The document is put together
    when it is asked for: at every start it was a quarter of the time, and few processes are asked."""

    ERROR_SCHEMA: Any = ErrorBody

    def __init__(self, app: Flask, **said: Any) -> None:
        """The API of an app whose calls are told with `register_blueprint`."""
        self.untold: list[Blueprint] = []
        self.telling = threading.RLock()
        super().__init__(app, **said)

    @property
    def spec(self) -> Any:
        """The document, whole."""
        with self.telling:
            while self.untold:
                self.tell(self.untold.pop(0))
        return self.document

    @spec.setter
    def spec(self, begun: Any) -> None:
        self.document = begun

    def register_blueprint(self, blp: Blueprint, *, parameters: Any = None, **options: Any) -> None:
        """Answer a noun's calls, which the document names later."""
        self._app.extensions["flask-smorest"]["blp_name_to_api"][blp.name] = self
        self._app.register_blueprint(blp, **options)
        self.untold.append(blp)

    def tell(self, blp: Blueprint) -> None:
        """Name a noun's calls in the document."""
        blp.register_views_in_doc(self, self._app, self.document, name=blp.name, parameters=None)
        self.document.tag({"name": blp.name, "description": blp.description})

    def handle_http_exception(self, error: HTTPException) -> Any:
        """The one answer for an error of HTTP."""
        return on_http(error)


class Keyed(BasePlugin):
    """Says in the document that an unsafe call takes a key."""

    def operation_helper(
        self, path: str | None = None, operations: dict[Any, Any] | None = None, **kwargs: Any
    ) -> None:
        """Add the header to what changes something."""
        for verb, operation in (operations or {}).items():
            known = operation.setdefault("parameters", []) if verb in UNSAFE else [KEY_DUE]
            if KEY_DUE not in known:
                known.append(KEY_HEADER)


def init_app(app: Flask, title: str, blueprints: Sequence[Blueprint]) -> None:
    """Mount the API with its OpenAPI document and the readable page beside it."""
    app.json = OrjsonProvider(app)
    app.config.update(API_TITLE=title, OPENAPI_URL_PREFIX=f"/{app.name}/api", **OPENAPI)
    api = OwnErrors(app, spec_kwargs={**SECURED, "extra_plugins": [Keyed()]})
    app.extensions["json_blueprints"] = {blueprint.name for blueprint in blueprints} | {"api-docs"}
    for blueprint in blueprints:
        mount(app, api, blueprint)
    document = app.view_functions["api-docs.openapi_json"]
    app.view_functions["api-docs.openapi_json"] = public(lambda: document())
    app.extensions["api"] = api
    api.document.options["x-refusals"] = {kind.code: kind.status for kind in refusals_of(app.name)}
    app.add_url_rule(f"/{app.name}/api/", "api_page", public(partial(api_page, api, app.name)))


def mount(app: Flask, api: Api, blueprint: Blueprint) -> None:
    """Answer a noun's calls; what they do not take is refused first, a repeated one answered."""
    before = app.before_request_funcs.setdefault(blueprint.name, [])
    before.extend((refuse_unknown, lambda: claim_key()))
    api.register_blueprint(blueprint, url_prefix=f"/{app.name}/api/v1")


def api_page(api: Api, service: str) -> str:
    """Show the API as a page people can read."""
    refusals = [(kind, kind.words()) for kind in refusals_of(service)]
    return render_template("ui/api.html", spec=api.spec.to_dict(), refusals=refusals)
