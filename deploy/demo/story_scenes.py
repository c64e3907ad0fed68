"""September: stories of what the groups did are told, and a donor decides to fund a participant's project."""

from __future__ import annotations

import uuid
from datetime import date

from deploy.demo.groups_in_kazakh import PROBLEMS
from deploy.demo.stage import Stage
from deploy.demo.stories import FACELESS, GIVEN, TOLD, Given, Told
from deploy.demo.stories_in_kazakh import KAZAKH, SAID
from services.grants.donor_projects.operations import record_donor_project
from services.grants.donor_projects.schemas import DonorProjectIn
from services.grants.stories.operations import record_story
from services.grants.stories.schemas import StoryIn
from shared.proofs.operations import attach

WRITTEN = date(2022, 9, 28)  # what is not published or decided yet


def tell_stories(stage: Stage, won: dict[int, uuid.UUID]) -> None:
    """Each on its day, with its files."""
    for told in TOLD:
        with stage.acting("grants", told.by, told.day or WRITTEN):
            row = record_story(StoryIn().load(fields_of(told, won[told.bid.number])))
            for kind in told.kinds:
                attach(row, stage.file("story", told.group, kind), kind)


def fields_of(told: Told, award_id: uuid.UUID) -> dict[str, object]:
    """A story as the API takes it."""
    words = {name: getattr(told, name) for name in ("action", "result", "numbers", "quote")}
    return {
        "award_id": str(award_id),
        "title": told.title,
        "title_kk": KAZAKH.get(told.title, ""),
        "problem": told.bid.problem,
        "problem_kk": PROBLEMS.get(told.bid.problem, ""),
        **words,
        **{f"{name}_kk": SAID.get(said, "") for name, said in words.items()},
        "quoted": told.bid.leader.name if told.quote else "",
        "faceless": told.people == FACELESS,
        "published_on": told.day.isoformat() if told.day else None,
        "channel": told.channel or None,
        "link": told.link or None,
    }


def ask_donors(stage: Stage, project_id: uuid.UUID) -> None:
    """The projects donors were asked for; who decided has written a letter."""
    for given in GIVEN:
        with stage.acting("grants", given.by, given.day or WRITTEN):
            row = record_donor_project(DonorProjectIn().load(asked_for(given, project_id)))
            if given.day:
                attach(row, stage.file(*given.key), "donor_letter")


def asked_for(given: Given, project_id: uuid.UUID) -> dict[str, object]:
    """A donor project as the API takes it."""
    return {
        "project_id": str(project_id),
        "title": given.title,
        "title_kk": KAZAKH[given.title],
        "participant": given.participant.name,
        "region": given.region,
        "settlement": given.participant.settlement,
        "donor": given.donor,
        "origin": given.origin,
        "amount": str(given.amount),
        "decided_on": given.day.isoformat() if given.day else None,
    }
