"""The registry's database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy.orm import DeclarativeBase

from shared.acts import changes
from shared.acts.tables import ActHeadMixin, ActMixin
from shared.flushing import Plainly
from shared.imports.models import BroughtMixin, RowRevealMixin, RowToCorrectMixin, TableLayoutMixin
from shared.notes.models import NoteMixin
from shared.proofs.models import EvidenceMixin
from shared.queue import jobs
from shared.tables import (
    AnswerTermMixin,
    IdempotencyMixin,
    JobMixin,
    OutboxMixin,
    PluginStateMixin,
    RegionSettingMixin,
    declarative_base,
)

db = SQLAlchemy(model_class=declarative_base(), disable_autonaming=True, session_options={"class_": Plainly})
if TYPE_CHECKING:
    Model = DeclarativeBase
else:
    Model = db.Model


class Outbox(OutboxMixin, Model):
    """Records waiting for events, grants and reports."""


class Job(JobMixin, Model):
    """Long work of the registry."""


class IdempotencyKey(IdempotencyMixin, Model):
    """Unsafe requests that happened."""


class Evidence(EvidenceMixin, Model):
    """Files that prove what was promised and opened."""


class BroughtRow(BroughtMixin, Model):
    """Rows of people's tables that were entered."""


class TableLayout(TableLayoutMixin, Model):
    """What the columns of people's tables mean."""


class RowToCorrect(RowToCorrectMixin, Model):
    """Rows of people\'s tables that were not entered yet."""


class RowReveal(RowRevealMixin, Model):
    """Who was shown the personal values of such a row, and what for."""


class Note(NoteMixin, Model):
    """What is known of a record that no field says."""


class Act(ActMixin, Model):
    """Who did what."""


class ActHead(ActHeadMixin, Model):
    """Where the chain of acts ends."""


class PluginState(PluginStateMixin, Model):
    """What all processes of the service know of its plugins."""


class AnswerTerm(AnswerTermMixin, Model):
    """Until when answers to the regions' fields are kept."""


class RegionSettingCopy(RegionSettingMixin, Model):
    """What an administrator set for the regions."""


jobs.ring_after_commit(db.session)
changes.listen(db.session)
