"""What installations say to one another, and the forms of their page."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from marshmallow import Schema, fields

from services.registry.people.operations.programme import HandedKey
from shared.validation import Length, Words

MOST_RECORDS = 200
MOST_REASON = 500
MOST_ROUNDS = 2**30  # the other side's; ours still goes on from there


class Introduction(msgspec.Struct, frozen=True):
    """A home that shows the code it was given, with the key it will sign by."""

    code: str
    name: str
    public_key: str
    url: str
    version: str


class Welcome(msgspec.Struct, frozen=True):
    """The installation above, as it answers: what it is called, by what it signs, which regions it
    expects, under which keys of the programme people are known to it."""

    name: str
    public_key: str
    regions: list[str]
    version: str
    programme: list[HandedKey] = []


class NewKey(msgspec.Struct, frozen=True):
    """The key a home will sign by from now on."""

    public_key: str


class Sent(msgspec.Struct, frozen=True):
    """A record as it goes up."""

    kind: str
    key: str
    version: int
    state: dict[str, Any]


class Said(msgspec.Struct, frozen=True):
    """A refusal by its code and what it is about, worded by whoever reads it."""

    code: str
    params: dict[str, Any] = {}


class NamesWord(msgspec.Struct, frozen=True):
    """What one side says of names of participants: whether it agrees that they go up, and why, in which
    round."""

    round: Annotated[int, msgspec.Meta(ge=0, le=MOST_ROUNDS)] = 0
    agrees: bool = False
    reason: str = ""


class Pulse(msgspec.Struct, frozen=True, kw_only=True):
    """What a home tells of itself each minute, with what it sends: how much waits (and how many seconds the
    oldest), how much is refused and why, the highest version of each of its services, the newest of its keys
    of the programme; `clock` is by how many seconds the gate finds it off. `turn` is the number of the last
    answer it heard (None: a version that does not say), `taken` the highest versions it had then."""

    version: str
    url: str = ""
    clock: int = 0
    plugins: list[str] = []
    waiting: int = 0
    oldest: int = 0
    refused: int = 0
    reasons: dict[str, int] = {}
    highest: dict[str, int] = {}
    generation: int = 0
    turn: int | None = None
    taken: dict[str, int] = {}
    names: NamesWord = NamesWord()
    records: list[Any] = []


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """What the installation above answers: what it refuses of the records, by their place; where `whole` is
    said none was taken, and why; where `above` is said none either: versions begin anew above these, and
    everything is sent anew; `programme` are the keys of the programme the home has not heard of,
    `names` what is said of names of participants (None: nothing), `turn` the number of this answer, by which
    the home calls next (0: of none)."""

    version: str
    programme: list[HandedKey] = []
    refused: dict[int, Said] = {}
    whole: Said | None = None
    above: dict[str, int] = {}
    names: NamesWord | None = None
    turn: int = 0


class InvitationIn(Schema):
    """A home that may be paired."""

    name = Words(31, "Say what it is called.", required=True)
    regions = fields.List(
        fields.String(),
        required=True,
        validate=Length(min=1),
        error_messages={"required": "Choose its regions."},
    )


class PairingIn(Schema):
    """The code the installation above shows, and where it is."""

    url = Words(300, "Give the address of the centre.", required=True)
    code = Words(40, "Give the code.", required=True)


class AgainIn(Schema):
    """Which record is sent again; none: all that were refused."""

    kind = fields.String(load_default=None)
    key = fields.String(load_default=None)


class NamesIn(Schema):
    """Why names of participants may go up."""

    reason = Words(MOST_REASON, "Say why.", required=True)


class MomentIn(Schema):
    """Since when what came is set aside."""

    since = fields.DateTime(
        required=True, error_messages={"required": "Say since when.", "invalid": "Say since when."}
    )
