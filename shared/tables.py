"""What every service's database starts from: naming rules and the mixins that shared code writes to."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from collections.abc import Sequence as Rows
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, ClassVar, TypeAlias

from msgspec import convert, to_builtins
from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    Identity,
    Index,
    MetaData,
    Numeric,
    Select,
    Sequence,
    Text,
    TypeDecorator,
    UniqueConstraint,
    func,
)
from sqlalchemy.dialects.postgresql import JSONB, UUID
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    Session,
    declared_attr,
    mapped_column,
    registry,
    scoped_session,
)

from shared.ids import new_id
from shared.language.doer import Doer

PART = 500  # rows that are read at once of a list without an end
Sessions: TypeAlias = Session | scoped_session[Any]  # a service holds the second kind
SEALED = {"sealed": True}  # the value of such a column stands nowhere but in its own table
CALLED = {"called": True}  # such a column tells rows apart: an act that changes one says its value
WHY = {"why": lambda said: [said] if said else []}  # the words in such a column are why: its act says them
# Kazakh words beside Russian ones, nothing where nobody wrote them
Kazakh: TypeAlias = Annotated[str, mapped_column(server_default="", default="")]
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class DoerType(TypeDecorator[Doer]):
    """Who did something, kept as JSON."""

    impl, cache_ok = JSONB(none_as_null=True), True  # nobody is NULL, not the JSON of nothing

    def process_bind_param(self, value: Doer | None, dialect: Any) -> Any:
        """What the database keeps."""
        return to_builtins(value)

    def process_result_value(self, value: Any, dialect: Any) -> Doer | None:
        """What the row says."""
        return convert(value, Doer | None)


TYPES: dict[Any, Any] = {
    uuid.UUID: UUID(as_uuid=True),
    datetime: DateTime(timezone=True),
    str: Text(),
    Decimal: Numeric(14, 2),
    dict[str, Any]: JSONB(),
    list[Any]: JSONB(),
    list[str]: JSONB(),
    Doer: DoerType(),
}


def declarative_base() -> type[DeclarativeBase]:
    """A base class with its own metadata, one for each service."""
    own = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map=TYPES)
    return type("Base", (DeclarativeBase,), {"registry": own, "metadata": own.metadata})


def in_parts(session: Sessions, statement: Select[Any]) -> Iterator[Rows[Any]]:
    """Rows of a statement as the database gives them, never more at once than a part."""
    with session.execute(statement.execution_options(yield_per=PART)) as found:
        yield from found.partitions()


class Row:
    """Primary key and birth time of an ordinary table."""

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=new_id)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class OutboxMixin:
    """One waiting publication for one recipient; a newer version replaces it."""

    __tablename__ = "outbox"
    acted: ClassVar[bool] = False  # what is done to it is no act of anybody

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805
        return UniqueConstraint("recipient", "kind", "key"), Index("ix_outbox_due_at", "due_at")

    id: Mapped[int] = mapped_column(BigInteger, Identity(), primary_key=True)
    recipient: Mapped[str]
    kind: Mapped[str]
    key: Mapped[str]
    version: Mapped[int] = mapped_column(BigInteger, Sequence("outbox_version_seq"))
    state: Mapped[dict[str, Any]]
    attempts: Mapped[int] = mapped_column(server_default="0")
    due_at: Mapped[datetime] = mapped_column(server_default=func.now())
    claimed_until: Mapped[datetime | None]
    parked_reason: Mapped[str | None]
    request_id: Mapped[str | None]


class JobMixin(Row):
    """Long work as a row: the queue carries only its id."""

    __tablename__ = "jobs"
    acted: ClassVar[bool] = False
    kind: Mapped[str]
    state: Mapped[str] = mapped_column(server_default="queued")
    progress: Mapped[int] = mapped_column(server_default="0")
    total: Mapped[int] = mapped_column(server_default="100")
    input: Mapped[dict[str, Any]]
    result: Mapped[dict[str, Any]] = mapped_column(server_default="{}")
    error: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(server_default="0")
    lease_until: Mapped[datetime | None]
    created_by: Mapped[str | None]
    request_id: Mapped[str | None]


class IdempotencyMixin:
    """One unsafe request that happened, with the answer it got."""

    __tablename__ = "idempotency_keys"
    acted: ClassVar[bool] = False
    actor: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    request_hash: Mapped[str]
    status: Mapped[int | None]
    answer: Mapped[Any | None] = mapped_column(JSON)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class PluginStateMixin:
    """What is known of one hook of one plugin: `failures` and `missed` (deadlines) are in a row, times
    are sums."""

    __tablename__ = "plugin_states"
    plugin: Mapped[str] = mapped_column(primary_key=True)
    hook: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int] = mapped_column(server_default="0")
    missed: Mapped[int] = mapped_column(server_default="0")
    reason: Mapped[str | None]
    incident: Mapped[str | None]
    failed_at: Mapped[datetime | None]
    off_since: Mapped[datetime | None]
    calls: Mapped[int] = mapped_column(BigInteger, server_default="0")
    slow: Mapped[int] = mapped_column(BigInteger, server_default="0")
    slowest_ms: Mapped[int] = mapped_column(server_default="0")


class AnswerTermMixin:
    """Until when an answer to a region's field is kept: `row_id` of a table, the key of the answer. Said by
    the region's plugin while there is one; it holds when the plugin is gone."""

    __tablename__ = "answer_terms"
    acted: ClassVar[bool] = False

    of_table: Mapped[str] = mapped_column(primary_key=True)
    row_id: Mapped[uuid.UUID] = mapped_column(primary_key=True)
    answer: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[date]


class RegionSettingMixin:
    """A `region_setting` record as every service keeps it: `said` is its state."""

    __tablename__ = "region_setting_copies"
    acted: ClassVar[bool] = False

    key: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str]
    version: Mapped[int] = mapped_column(BigInteger)
    region: Mapped[str | None]
    number: Mapped[int]
    said: Mapped[dict[str, Any]] = mapped_column(JSONB)


class CopyMixin:
    """A narrow copy of a neighbour's record; only its inbox writes it, and the act stands with the owner.
    `key` names it among the records of all installations, `id` is what other records refer to."""

    acted: ClassVar[bool] = False

    key: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(BigInteger)


class ErasedMixin(CopyMixin):
    """An `erasure` record: a person of whom nothing is known here any more, whatever comes back of him."""

    __tablename__ = "erased_people"
    erased_on: Mapped[date]
