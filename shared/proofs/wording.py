"""What pages say about files: those of a record, what it lacks, what they prove besides."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash
from flask_babel import gettext as _
from flask_babel import ngettext

from shared.doors.form import Form
from shared.files import LARGEST, NAMES
from shared.i18n import once_a_language, said
from shared.language.evidence import UNOPENED
from shared.language.words import inside
from shared.proofs.declaring import ATTACH, VIEW, Need, floor
from shared.proofs.models import EvidenceMixin
from shared.proofs.operations import Attached, EvidenceElsewhere
from shared.proofs.queries import also_on, may_detach, present_in, suggested, visible_files
from shared.proofs.rules import quantity_of


@dataclass(frozen=True)
class Elsewhere:
    """Another record that a file proves; without a link where the actor may not see it."""

    title: str
    href: str


@dataclass(frozen=True)
class ShownFile:
    """A file as a page lists it; `unopened` says that it does not count, and why; `detach` is the address
    that takes it off, "" where the actor may not."""

    name: str
    kind: str
    href: str
    picture: bool
    note: str
    unopened: str
    elsewhere: tuple[Elsewhere, ...]
    detach: str


@dataclass(frozen=True)
class Check:
    """A need on the card of a record: its state is yes, part or no; `href` is the way to attach it."""

    label: str
    state: str
    note: str
    href: str


@dataclass(frozen=True)
class Proofs:
    """Everything a record's page shows of what proves it; `rules` tell a file input what each kind may be,
    `sheets` is the kind of which the sheets in a file are asked, "" where nobody counts them."""

    files: tuple[ShownFile, ...]
    checks: tuple[Check, ...]
    attach: str
    kinds: tuple[tuple[str, str], ...]
    first: str
    sheets: str
    rules: Mapping[str, Mapping[str, str]]


def proofs_on(record: Any, files: Sequence[EvidenceMixin] | None = None) -> Proofs:
    """What proves a record, for its page."""
    files = visible_files(record) if files is None else files
    noun = floor().of(record)
    words = noun.words()
    attach = f"{floor().page(record)}/evidence/new" if noun.may(ATTACH, record) else ""
    return Proofs(
        files=shown(files, record),
        checks=tuple(check(need, files, attach, words) for need in noun.needs(record)),
        attach=attach,
        kinds=tuple((kind, words[kind]) for kind in noun.kinds),
        first=suggested(record),
        sheets=noun.sheets,
        rules=rules_of({kind: noun.accepted(record, kind) for kind in noun.kinds}),
    )


def shown(files: Sequence[EvidenceMixin], record: Any) -> tuple[ShownFile, ...]:
    """A record's files as its page lists them."""
    noun, found = floor().of(record), elsewhere(files)
    words, sizes, numbers = noun.words(), units(), numbers_of(files, noun.sheets)
    return tuple(
        ShownFile(
            name=item.name,
            kind=item.kind,
            href=floor().file_page(item.id),
            picture=item.mime.startswith("image/"),
            note=note_of(item, words, sizes, numbers.get(item.id, "")),
            unopened=unopened_words(item.unopened),
            elsewhere=tuple(found.get(item.id, ())),
            detach=f"{floor().file_page(item.id)}/detachment" if may_detach(item, record) else "",
        )
        for item in files
    )


def numbers_of(files: Iterable[EvidenceMixin], sheets: str) -> dict[uuid.UUID, str]:
    """The numbers of the sheets in each file that counts, in the order the files came."""
    found, last = {}, 0
    for item in files:
        if item.kind == sheets and not item.unopened:
            first, last = last + 1, last + item.quantity
            found[item.id] = numbered(first, last)
    return found


def numbered(first: int, last: int) -> str:
    """The numbers of the sheets in one file."""
    if first == last:
        return _("sheet No. %(number)s", number=first)
    return _("sheets No. %(first)s–%(last)s", first=first, last=last)


def note_of(item: EvidenceMixin, words: Mapping[str, str], sizes: Mapping[str, str], numbers: str) -> str:
    """What a file is, the numbers of the sheets in it, its size."""
    return " · ".join(filter(None, (words[item.kind], numbers, size_words(item.size, sizes))))


def unopened_words(why: str | None) -> str:
    """That a file does not count, and why; "" for one that does."""
    return _("Does not count: %(why)s", why=said(UNOPENED[why])) if why else ""


def size_words(size: int, words: Mapping[str, str]) -> str:
    """A file's size for a reader."""
    if size < 2**20:
        return words["KB"] % {"size": max(1, size // 1024)}
    return words["MB"] % {"size": size // 2**20}


def sized(size: int) -> str:
    """One file's size for a reader."""
    return size_words(size, units())


@once_a_language
def units() -> Mapping[str, str]:
    """Sizes of files, to be filled in."""
    return {"KB": _("%(size)s KB"), "MB": _("%(size)s MB")}


def rules_of(accepted: Mapping[str, frozenset[str]]) -> dict[str, dict[str, str]]:
    """What a file of each kind may be: the `accept` of the input and the hint
    (with PDF among them phones offer the camera)."""
    return {
        kind: {
            "accept": ",".join(sorted(mimes)),
            "hint": _("%(types)s, up to %(limit)s MB", limit=LARGEST // 2**20, types=type_names(mimes)),
        }
        for kind, mimes in accepted.items()
    }


def type_names(mimes: Iterable[str]) -> str:
    """Types of file in words."""
    return ", ".join(sorted(NAMES[mime] for mime in mimes))


def check(need: Need, files: Sequence[EvidenceMixin], attach: str, words: Mapping[str, str]) -> Check:
    """One need: met, met in part, or not, with the way to attach what lacks."""
    mine = [item for item in files if item.kind in need.kinds]
    quantity = quantity_of(need, present_in(mine))
    state = "no" if not quantity else "part" if quantity < need.least else "yes"
    href = f"{attach}?kind={need.kinds[0]}" if attach and state != "yes" else ""
    return Check(need_words(need, words), state, need_note(need, len(mine), quantity), href)


def need_words(need: Need, words: Mapping[str, str]) -> str:
    """What a need asks for: "Opening act or memorandum"."""
    first, *others = (words[kind] for kind in need.kinds)
    return f" {_('or')} ".join([first, *map(inside, others)])


def need_note(need: Need, count: int, quantity: int) -> str:
    """How much there is of what is needed."""
    if not count:
        return _("not attached yet")
    if not quantity:
        return _("kept, could not be opened: does not count")
    if need.least > 1:
        return _("%(quantity)s, at least %(least)s needed", quantity=quantity, least=need.least)
    return ngettext("%(num)s file", "%(num)s files", count)


def elsewhere(files: Collection[EvidenceMixin]) -> dict[uuid.UUID, list[Elsewhere]]:
    """What else these files prove, by file; what the actor may not see has neither name nor link."""
    return {key: [named(record) for record in records] for key, records in also_on(files).items()}


def named(record: Any) -> Elsewhere:
    """A record as a link."""
    noun = floor().of(record)
    if not noun.may(VIEW, record):
        return Elsewhere(_("a record of another region"), "")
    return Elsewhere(noun.title(record), floor().page(record))


def say(outcome: Attached, form: Form) -> bool:
    """Say what became of the files; whether all of them were kept, or else the form has the reasons."""
    kept, refused = len(outcome.kept), len(outcome.refused)
    if kept:
        flash(ngettext("%(num)s file is attached.", "%(num)s files are attached.", kept), "success")
    say_unopened(outcome.kept)
    say_doubled(outcome.kept)
    if refused:
        flash(ngettext("%(num)s file was not taken.", "%(num)s files were not taken.", refused), "error")
    for name, refusal in outcome.refused.items():
        asks = isinstance(refusal, EvidenceElsewhere)
        form.refusal = refusal if asks else form.refusal
        form.errors.append(
            {"field": "file", "message": refusal.message if asks else f"{name}: {refusal.message}"}
        )
    return not refused


def say_unopened(files: Collection[EvidenceMixin]) -> None:
    """Warn of files that are kept and do not count."""
    for item in files:
        if item.unopened:
            why = said(UNOPENED[item.unopened])
            flash(_("“%(name)s” is kept, but does not count: %(why)s.", name=item.name, why=why), "warning")


def say_doubled(files: Collection[EvidenceMixin]) -> None:
    """Warn of files that already prove something else."""
    others = elsewhere(files)
    for item in files:
        for other in others.get(item.id, ()):
            flash(doubled(item.name, other.title), "warning")


def doubled(name: str, other: str) -> str:
    """That a file already proves something else."""
    return _(
        "“%(name)s” already proves “%(other)s”. Check that it is the right file.", name=name, other=other
    )
