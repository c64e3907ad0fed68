"""The database of grants."""

from __future__ import annotations

from flask_sqlalchemy import SQLAlchemy

from shared import jobs
from shared.proofs.models import EvidenceMixin
from shared.tables import IdempotencyMixin, JobMixin, OutboxMixin, declarative_base

db = SQLAlchemy(model_class=declarative_base(), disable_autonaming=True)


class Outbox(OutboxMixin, db.Model):
    """Records waiting for reports."""


class Job(JobMixin, db.Model):
    """Long work of grants."""


class IdempotencyKey(IdempotencyMixin, db.Model):
    """Unsafe requests that happened."""


class Evidence(EvidenceMixin, db.Model):
    """Files that prove the contest and its money."""


jobs.ring_after_commit(db.session)
