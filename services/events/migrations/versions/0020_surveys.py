"""Questionnaires with their versions, surveys, their sheets and answers."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None
WAYS = ("paper", "online")


def upgrade() -> None:
    op.create_table(
        "questionnaires",
        sa.Column("last_number", sa.Integer(), server_default="0", nullable=False),
        *every_row("questionnaires"),
        entered(),
    )
    versions()
    surveys()
    sheets()
    answers()


def versions() -> None:
    table = "questionnaire_versions"
    op.create_table(
        table,
        sa.Column("questionnaire_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, JSONB(), nullable=False) for name in ("title", "intro", "questions")),
        *every_row(table),
        entered(),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{table}_number")),
        to(table, "questionnaire_id", "questionnaires"),
        sa.UniqueConstraint("questionnaire_id", "number", name=op.f(f"uq_{table}_questionnaire_id_number")),
    )


def surveys() -> None:
    op.create_table(
        "surveys",
        sa.Column("project_id", sa.UUID(), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("version_id", sa.UUID(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("region", sa.Text()),
        sa.Column("centre_id", sa.UUID()),
        sa.Column("gathering_id", sa.UUID()),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date()),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_number", sa.Integer(), server_default="0", nullable=False),
        *every_row("surveys"),
        entered(),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_surveys_term")),
        sa.CheckConstraint("last_number >= 0", name=op.f("ck_surveys_last_number")),
        to("surveys", "version_id", "questionnaire_versions"),
        sa.UniqueConstraint("secret", name=op.f("uq_surveys_secret")),
    )
    op.create_index(op.f("ix_surveys_project_id_opens_on"), "surveys", ["project_id", "opens_on"])
    op.create_index(op.f("ix_surveys_gathering_id"), "surveys", ["gathering_id"])


def sheets() -> None:
    op.create_table(
        "survey_sheets",
        sa.Column("survey_id", sa.UUID(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        *every_row("survey_sheets"),
        sa.CheckConstraint("number > 0", name=op.f("ck_survey_sheets_number")),
        sa.CheckConstraint(f"way IN {WAYS}", name=op.f("ck_survey_sheets_way")),
        to("survey_sheets", "survey_id", "surveys"),
        sa.UniqueConstraint("survey_id", "number", name=op.f("uq_survey_sheets_survey_id_number")),
        sa.UniqueConstraint("secret", name=op.f("uq_survey_sheets_secret")),
    )


def answers() -> None:
    op.create_table(
        "survey_answers",
        sa.Column("survey_id", sa.UUID(), nullable=False),
        sa.Column("sheet_id", sa.UUID(), nullable=False),
        sa.Column("way", sa.Text(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("mark", sa.Integer()),
        sa.Column("said", JSONB(), nullable=False),
        sa.Column("struck_because", sa.Text()),
        *every_row("survey_answers"),
        entered(),
        sa.CheckConstraint("mark BETWEEN 1 AND 5", name=op.f("ck_survey_answers_mark")),
        sa.CheckConstraint(f"way IN {WAYS}", name=op.f("ck_survey_answers_way")),
        to("survey_answers", "survey_id", "surveys"),
        to("survey_answers", "sheet_id", "survey_sheets"),
    )
    counts = sa.text("struck_because IS NULL")
    op.create_index(
        op.f("uq_survey_answers_once"), "survey_answers", ["sheet_id"], unique=True, postgresql_where=counts
    )
    op.create_index(op.f("ix_survey_answers_survey_id"), "survey_answers", ["survey_id"])


def to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))


def entered() -> sa.Column[Any]:
    return sa.Column("entered_by", JSONB(), nullable=False)


def every_row(table: str) -> list[sa.Column[Any] | sa.PrimaryKeyConstraint]:
    return [
        sa.Column("id", sa.UUID(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    ]


def downgrade() -> None:
    for table in ("survey_answers", "survey_sheets", "surveys", "questionnaire_versions", "questionnaires"):
        op.drop_table(table)
