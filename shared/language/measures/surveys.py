"""What people think: shares out of answers."""

from __future__ import annotations

from shared.language import evidence
from shared.language.measure import PERCENT, RATIO, Family, Form, Measure, Page, Reading
from shared.language.words import msgid

SATISFACTION = Measure(
    "satisfaction_share",
    "survey",
    RATIO,
    "%",
    (evidence.QUESTIONNAIRE, evidence.REPORT),
    (Form("", msgid("share of satisfied participants")),),
    PERCENT,
    msgid("Marks 4 and 5 of all marks given in questionnaires; scans or the analytic note prove a survey."),
    msgid("No scans of questionnaires and no analytic note."),
    entered=Page(msgid("To the surveys"), "/events/surveys", "survey.record"),
)
SOCIAL_FEEDBACK = Measure(
    "social_feedback_positive_share",
    "social_review",
    RATIO,
    "%",
    (evidence.FEEDBACK, evidence.SCREENSHOT, evidence.PUBLICATION_LINK),
    (Form("", msgid("share of positive feedback in social networks")),),
    PERCENT,
    msgid("Positive reviews of all that were collected; a link or a screenshot proves each."),
    msgid("No link and no screenshot."),
    stand_in={evidence.FEEDBACK: (evidence.FEEDBACK, evidence.SCREENSHOT, evidence.PUBLICATION_LINK)},
    entered=Page(msgid("Write a review down"), "/events/reviews/new?project_id={project}", "review.record"),
)
FAMILY = Family(
    shown=2,
    read=1,
    measures=(SATISFACTION, SOCIAL_FEEDBACK),
    readings=(
        Reading(
            SOCIAL_FEEDBACK.name,
            r"положительн\w+ отзыв.*(?:соц|интернет)|әлеуметтік желі.*оң пікір|оң пікір.*әлеуметтік",
        ),
        Reading(SATISFACTION.name, r"удовлетворен|қанағаттан"),
    ),
)
