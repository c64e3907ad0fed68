"""An uploaded plan: kept in the store, read in a limited child process, refused in words."""

from __future__ import annotations

from typing import Any

from werkzeug.datastructures import FileStorage

from services.registry.drafts.operations.versions import Annex
from services.registry.plans.wording.phrases import table_place, worded
from shared.doors.errors import Invalid
from shared.files import LARGEST, PAPERS, FileEmpty, FileMissing, Stored, check_size, files
from shared.limited import ANSWERED_WITHIN, ChildCrashed, LimitExceeded, Unreadable, run_limited
from shared.proofs.taking import taken_open

READER = "services.registry.reader.plan:read_plan"


class NotAWordPlan(Invalid):
    """This is not a Word file (.docx). Save the plan as .docx and upload it again."""

    code = "not_word"


class OldWordFile(Invalid):
    """This is an old Word file (.doc). Open it in Word, choose “Save as” .docx, and upload that."""

    code = "old_doc"


class WordMacros(Invalid):
    """The file has macros. Save it as an ordinary .docx without macros and upload that."""

    code = "macros"


class FileEncrypted(Invalid):
    """The file is protected with a password. Remove the password and upload it again."""

    code = "encrypted"


class FileTooBig(Invalid):
    """Unpacked, the file is far larger than a plan can be. Nothing was read."""

    code = "too_big"


class FileBroken(Invalid):
    """The file is damaged. Open it in Word, save it again and upload the copy."""

    code = "broken"


class NoPlanFound(Invalid):
    """No table of a monitoring plan was recognised in the file. The list below says what was found."""

    code = "no_plan"


class ReadingFailed(Invalid):
    """The file could not be read within the limits of time and memory. Nothing was changed."""

    code = "reading_failed"


REFUSALS = {
    cls.code: cls
    for cls in (NotAWordPlan, OldWordFile, WordMacros, FileEncrypted, FileTooBig, FileBroken, NoPlanFound)
}


def read_upload(file: FileStorage | None) -> Annex:
    """A plan that was sent, in the store and read; no transaction may be open meanwhile."""
    if not file:
        raise FileMissing(field="file")
    data = file.stream.read(LARGEST + 1)
    check_size(data)
    read = read_plan_file(data)
    stored = files().keep(data, file.filename or "plan.docx")
    return Annex(read, stored.sha256, stored.name)


def keep_letter(file: FileStorage | None) -> Stored | None:
    """The letter of the grantor in the store, if one was sent; it is the reason of a version, so one that
    does not open is refused. No transaction may be open meanwhile."""
    return taken_open(file, PAPERS, "letter") if file else None


def read_plan_file(data: bytes) -> dict[str, Any]:
    """Read the bytes in a child process; a refusal names the place."""
    if not data:
        raise FileEmpty(field="file")
    try:
        return run_limited(READER, data, seconds=ANSWERED_WITHIN)
    except Unreadable as error:
        kind = REFUSALS.get(error.code, FileBroken)
        raise kind(field="file", detail={"where": error.where, **told(error.params)}) from error
    except (LimitExceeded, ChildCrashed) as error:
        raise ReadingFailed(field="file") from error


def told(params: dict[str, Any]) -> dict[str, Any]:
    """What a refusal tells besides its code: the tables seen, each with why it is no plan."""
    if "tables" not in params:
        return params
    return {
        **params,
        "tables": [
            {**table, "why": worded(table["why"]), "place": table_place(table)} for table in params["tables"]
        ],
    }
