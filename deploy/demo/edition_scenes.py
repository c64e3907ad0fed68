"""The brochure: its edition, its register, who downloaded it."""

from __future__ import annotations

import uuid

from deploy.demo.publications import DOWNLOADS, RECEIVERS, Issue, all_issues, on
from deploy.demo.publications_in_kazakh import KAZAKH, WHOM
from deploy.demo.stage import Stage
from services.events.editions.models import Edition
from services.events.editions.operations import count_download, record_edition, record_entry
from services.events.editions.schemas import EditionIn, EntryIn
from shared.proofs.operations import attach

OF_BROCHURE = ("brochure", "brochure_handout", "expert_review", "manual_handover")
PRINTED, BROWSER = 80, "Mozilla/5.0 (Linux; Android 11) AppleWebKit/537.36 Chrome/100 Mobile Safari/537.36"


def keep_register(stage: Stage, project_id: uuid.UUID) -> None:
    """The brochure with its file, every entry of its register with its paper, its downloads."""
    of_brochure = [(key, issue) for key, issue in enumerate(all_issues()) if issue.kind in OF_BROCHURE]
    made = next(printed(stage, project_id, *found) for found in of_brochure if found[1].kind == "brochure")
    for number, issue in of_brochure:
        if issue.kind != "brochure":
            enter(stage, made, number, issue)
    for day, people in DOWNLOADS:
        with stage.acting("events", "pr", on(day)):
            edition = stage.session("events").get_one(Edition, made)
            for number in range(people):
                count_download(edition, f"203.0.113.{number}", BROWSER)


def printed(stage: Stage, project_id: uuid.UUID, number: int, issue: Issue) -> uuid.UUID:
    """The id of the edition, with its file."""
    said = {"title": issue.title, "title_kk": KAZAKH[issue.title], "issued_on": issue.day.isoformat()}
    more = {"printed": PRINTED, "offered": True, "link": issue.link}
    with stage.acting("events", issue.by, issue.day):
        item = record_edition(EditionIn().load({"project_id": str(project_id), **said, **more}))
        attach(item, stage.file("issue", number), issue.proof)
        return item.id


def enter(stage: Stage, made: uuid.UUID, number: int, issue: Issue) -> None:
    """An entry of the register with its paper, written down once the brochure was ready."""
    with stage.acting("events", issue.by, max(issue.day, on("04-08"))):
        edition = stage.session("events").get_one(Edition, made)
        item = record_entry(edition, EntryIn().load(entry_of(issue)))
        attach(item, stage.file("issue", number), issue.proof)


def entry_of(issue: Issue) -> dict[str, object]:
    """An entry as the API takes it."""
    names = [person.name for person in issue.people] or list(RECEIVERS)
    return {
        "kind": issue.kind,
        "issued_on": issue.day.isoformat(),
        "whom": issue.title,
        "whom_kk": WHOM.get(issue.title, ""),
        "region": issue.region,
        "medium": issue.medium,
        "receivers": "" if issue.kind == "expert_review" else "\n".join(names),
        "same": True,
    }
