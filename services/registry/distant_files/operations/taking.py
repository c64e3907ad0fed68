"""A file that comes part by part: kept once it is whole and has its hash, kept out where it has not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from services.registry.db import db
from services.registry.distant_files.models import ASKED, KEPT, REFUSED, DistantFile
from services.registry.distant_files.schemas import Part
from shared.doors.errors import Conflict, NotFound
from shared.files import KEPT as TYPES_KEPT
from shared.files import LARGEST, files
from shared.proofs.parts import MOST


class HashDiffers(Conflict):
    """What came is another file than the one that proves this: its hash differs. It was thrown away."""

    code = "distant_file_differs"


class FileGone(Conflict):
    """The other deployment no longer has this file."""

    code = "distant_file_gone"


class PartStrange(Conflict):
    """What came is no part of this file. It was thrown away."""

    code = "distant_file_strange"


REASONS = {kind.code: kind for kind in (HashDiffers, FileGone, PartStrange)}


def take(row: DistantFile, part: Part) -> None:
    """Keep a part where it follows what is here; one that came before is passed over."""
    if row.state != ASKED or part.sha256 != row.sha256:
        return
    if part.missing:
        refuse(row, FileGone)
    elif part.offset != row.got:
        return
    elif is_strange(row, part):
        refuse(row, PartStrange)
    else:
        add(row, part)
    db.session.flush()


def is_strange(row: DistantFile, part: Part) -> bool:
    """Whether a part cannot be of this file: of another size than said before, of a file larger than any that
    proves something, or not as long as a part is."""
    wrong_size = row.size is not None and row.size != part.size
    due = min(MOST, part.size - part.offset)
    return wrong_size or part.size > LARGEST or due <= 0 or len(part.data) != due


def add(row: DistantFile, part: Part) -> None:
    """Lay a part beside those before it, and judge the whole when it is whole."""
    files().lay_aside(name_of(row, row.got), part.data)
    row.size, row.got = part.size, row.got + len(part.data)
    if part.mime in TYPES_KEPT:
        row.mime = part.mime
    if row.got == row.size:
        finish(row)


def finish(row: DistantFile) -> None:
    """Keep the file, or throw away what is not it; where a part is gone it begins anew."""
    whole = whole_of(row)
    if whole is None:
        row.got, row.size = 0, None
    elif hashlib.sha256(whole).hexdigest() != row.sha256:
        refuse(row, HashDiffers)
    else:
        files().keep(whole, row.sha256, row.mime)
        forget(row)
        row.state = KEPT


def whole_of(row: DistantFile) -> bytes | None:
    """The parts one after another; None where one is gone: they are thrown away before the row says so for
    good."""
    try:
        return b"".join(map(files().laid_aside, parts_of(row)))
    except NotFound:
        return None


def refuse(row: DistantFile, why: type[Conflict]) -> None:
    """Keep a file out, and say why."""
    forget(row)
    row.state, row.why, row.got = REFUSED, why.code, 0


def forget(row: DistantFile) -> None:
    """Throw away the parts."""
    for name in parts_of(row):
        files().throw_away(name)


def parts_of(row: DistantFile) -> Iterator[str]:
    """The names of the parts that are here: all but the last are full."""
    return (name_of(row, offset) for offset in range(0, row.got, MOST))


def name_of(row: DistantFile, offset: int) -> str:
    """What a part is called while it lies aside."""
    return f"distant-{row.id}-{offset}"
