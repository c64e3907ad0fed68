"""Why a file is refused as a whole: the codes `Unreadable` carries, with what the service tells the user."""
from __future__ import annotations

MESSAGES = {
    "not_word": "This is not a Word document (.docx).",
    "old_doc": "This is an old Word file (.doc). Open it in Word and save it as .docx.",
    "macros": "The document contains macros. Save it as .docx without macros.",
    "encrypted": "The document is protected by a password. Remove the password and upload it again.",
    "too_big": "The document unpacks to more than a plan can hold.",
    "broken": "The document is damaged and cannot be opened.",
    "no_plan": "No table of a monitoring plan was found in the document.",
}
