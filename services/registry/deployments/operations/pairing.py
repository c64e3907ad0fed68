"""Pairing two installations by a code that is good once, and ending it; keys are exchanged and changed."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, select

from services.registry.db import db
from services.registry.deployments.models import (
    BELOW,
    GIVEN,
    INVITED,
    PAIRED,
    REVOKED,
    UNPAIRED,
    Deployment,
    DeploymentNews,
    OwnKey,
)
from services.registry.deployments.operations import agreeing
from services.registry.deployments.queries import called, own_fingerprint, own_key, own_name
from services.registry.deployments.record import publish_deployment
from services.registry.deployments.rules import signing
from services.registry.deployments.schemas import Introduction, Welcome
from services.registry.people.operations.programme import hand_over
from services.registry.regions.queries import region_code
from services.registry.tokens.operations import fingerprint
from services.registry.tries.operations import Guess, take, take_back
from shared.doors.errors import Conflict, Invalid
from shared.language.version import VERSION, may_talk

MINUTES = 15
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # nothing that is read as something else on the telephone
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


class DeploymentName(Invalid):
    """A deployment is called with small Latin letters, digits and _: turkistan, west_kazakhstan."""

    code = "deployment_name"


class DeploymentNameOwn(Conflict):
    """This installation itself is called “%(name)s”; two of one name cannot be told apart."""

    code = "deployment_name_own"


class DeploymentNameTaken(Conflict):
    """A deployment called “%(name)s” is paired already. If it is to be paired anew, end that pairing
    first."""

    code = "deployment_name_taken"


class CodeNotKnown(Invalid):
    """There is no such pairing code. Codes are good once; ask the centre for a new one."""

    code = "pairing_code_unknown"


class CodeLate(Invalid):
    """This pairing code was good for %(minutes)s minutes, and they are over. Ask the centre for a new one."""

    code = "pairing_code_late"


class CodeUsed(Conflict):
    """This pairing code was used already. Ask the centre for a new one."""

    code = "pairing_code_used"


class CodeOfAnother(Invalid):
    """This code was made for the deployment “%(name)s”, and you are “%(given)s”."""

    code = "pairing_code_of_another"


class KeyOfAnotherKind(Invalid):
    """This is no public key we can use."""

    code = "deployment_key_unusable"


class VersionsApart(Conflict):
    """One side runs version %(theirs)s, the other %(ours)s: more than one minor version apart they do not
    understand one another. Nothing is lost; update the older one."""

    code = "deployment_versions_apart"


def ensured_key() -> str:
    """The private key of this installation, made where there is none."""
    if private := own_key():
        return private
    db.session.execute(delete(OwnKey).where(OwnKey.state == "present"))  # of another home's secret
    private = signing.new_private()
    db.session.add(OwnKey(state="present", private_key=signing.seal(private)))
    db.session.flush()
    return private


def invite(name: str, regions: Sequence[str]) -> tuple[Deployment, str]:
    """Let a home be paired: it, and the code to show this once. Raises why it cannot."""
    if not NAME.fullmatch(name):
        raise DeploymentName(field="name")
    if name == own_name():
        raise DeploymentNameOwn(field="name", name=name)
    found = called(name)
    if found and (found.state == PAIRED or found.side != BELOW):
        raise DeploymentNameTaken(field="name", name=name)
    found = found or Deployment(name=name, side=BELOW)
    code = "".join(secrets.choice(ALPHABET) for _place in range(12))
    found.regions = sorted({region_code(region) for region in regions})
    found.state, found.code_hash = INVITED, fingerprint(code)
    found.code_until = datetime.now(UTC) + timedelta(minutes=MINUTES)
    db.session.add(found)
    ensured_key()
    db.session.flush()
    return found, "-".join(code[at : at + 4] for at in range(0, 12, 4))


def plain(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def guess_at(address: str) -> Guess:
    """A try at a pairing code from an address."""
    return Guess("deployment pairing", address)


def welcome(said: Introduction, address: str) -> Welcome:
    """Pair the home that shows a code; the same home that did not hear the answer is answered again. Raises
    why it is not paired."""
    guess = guess_at(address)
    take(guess, "code")
    found = invited(said)
    take_back(guess)
    check_key(said.public_key)
    if not may_talk(said.version, VERSION):
        raise VersionsApart(theirs=said.version[:20], ours=VERSION)
    private = ensured_key()
    if found.state == INVITED:
        begin(found, said)
    elif found.public_key != said.public_key:
        raise CodeUsed(field="code")
    return Welcome(own_name(), signing.public_of(private), found.regions, VERSION, hand_over())


def invited(said: Introduction) -> Deployment:
    """The deployment a code was made for, while it is good."""
    wanted = select(Deployment).where(Deployment.code_hash == fingerprint(plain(said.code)))
    found = db.session.scalar(wanted.with_for_update())
    if found is None:
        raise CodeNotKnown(field="code")
    if found.name != said.name:
        raise CodeOfAnother(field="code", name=found.name, given=said.name[:40])
    if found.state in (UNPAIRED, REVOKED):
        raise CodeUsed(field="code")
    if found.code_until is None or found.code_until < datetime.now(UTC):
        raise CodeLate(field="code", minutes=MINUTES)
    return found


def begin(found: Deployment, said: Introduction) -> None:
    """From now on what this key signs is this home's, and answers to it are numbered anew."""
    found.state, found.public_key, found.url = PAIRED, said.public_key, said.url.rstrip("/")
    found.paired_at = datetime.now(UTC)
    news = db.session.get(DeploymentNews, found.id) or DeploymentNews(deployment_id=found.id, said={})
    news.knows = own_fingerprint()
    news.said = news.said and {**news.said, GIVEN: 0}
    db.session.add(news)
    publish_deployment(found)


def check_key(public: str) -> None:
    """KeyOfAnotherKind."""
    try:
        signing.der(public)
    except signing.KeyUnusable as error:
        raise KeyOfAnotherKind(field="public_key") from error


def change_key(found: Deployment, public: str) -> None:
    """From now on a home signs by another key, as it said with the former one."""
    check_key(public)
    found.public_key = public
    db.session.flush()


def end(found: Deployment, state: str = UNPAIRED) -> None:
    """Take nothing from this installation any more, and send it nothing."""
    found.state = state
    agreeing.end_with_pairing(found)
    publish_deployment(found)
