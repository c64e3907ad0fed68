"""Each service has one line of migrations."""

from __future__ import annotations

import re

import pytest

from tests.house.code import ROOT, SERVICES


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_are_one_line(service: str) -> None:
    folder = ROOT / "services" / service / "migrations/versions"
    numbers = sorted(path.name.split("_")[0] for path in folder.glob("[0-9]*_*.py"))
    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


# Migrations up to these were written before the law below.
BEFORE_THE_LAW = {"registry": 18, "events": 18, "grants": 18, "reports": 18}
LONG = {
    "an index is made CONCURRENTLY, in an autocommit block": re.compile(
        r"CREATE (UNIQUE )?INDEX (?!CONCURRENTLY)|op\.create_index\((?![^)]*postgresql_concurrently=True)",
        re.S,
    ),
    "a column that must be filled is first checked NOT VALID, then validated": re.compile(
        r"SET NOT NULL|alter_column\([^)]*nullable=False", re.S
    ),
    "a column of another type is a new column": re.compile(
        r"ALTER COLUMN \S+ (SET DATA )?TYPE|alter_column\([^)]*type_=", re.S
    ),
    "a constraint is added NOT VALID, then validated": re.compile(
        r"op\.create_(foreign_key|check_constraint)\((?![^)]*postgresql_not_valid=True)", re.S
    ),
    "rows are filled in a task of their own, in portions": re.compile(
        r"op\.execute\(\s*f?\"+\s*UPDATE ", re.S
    ),
}


def upgrade_of(text: str) -> str:
    """The way up of a migration, without what it does to the tables it makes itself."""
    way_up = text.split("def upgrade(", 1)[1].split("def downgrade(", 1)[0]
    made = re.findall(r"create_table\(\s*\"(\w+)\"", way_up)
    lines = re.split(r"\n    (?=\S)", way_up)
    return "\n".join(line for line in lines if not any(f'"{table}"' in line for table in made))


def long_locks(text: str) -> list[str]:
    """What of a migration may hold a table for longer than a second; nothing where it says in BRIEF why
    its tables are small."""
    if re.search(r"^BRIEF = \"", text, re.M):
        return []
    return [law for law, pattern in LONG.items() if pattern.search(upgrade_of(text))]


@pytest.mark.parametrize("service", SERVICES)
def test_migrations_hold_no_table_for_long(service: str) -> None:
    folder = ROOT / "services" / service / "migrations/versions"
    young = [path for path in folder.glob("[0-9]*_*.py") if int(path.name[:4]) > BEFORE_THE_LAW[service]]
    wrong = {path.name: found for path in young if (found := long_locks(path.read_text("utf-8")))}
    assert not wrong, f'expand, backfill, contract; or BRIEF = "why its tables are small": {wrong}'


WAY = "def upgrade() -> None:\n    {0}\n\n\ndef downgrade() -> None:\n    pass\n"


@pytest.mark.parametrize(
    ("statement", "laws"),
    [
        ('op.create_index("ix_a", "facts", ["a"])', 1),
        ('op.create_index("ix_a", "facts", ["a"], postgresql_concurrently=True)', 0),
        ('op.execute("ALTER TABLE facts ALTER COLUMN a SET NOT NULL")', 1),
        ('op.alter_column("facts", "a", nullable=False)', 1),
        ('op.alter_column("facts", "a", type_=sa.BigInteger())', 1),
        ('op.create_foreign_key("fk", "facts", "plans", ["a"], ["id"])', 1),
        ('op.execute("UPDATE facts SET a = 1")', 1),
        ('op.add_column("facts", sa.Column("a", sa.Text(), nullable=True))', 0),
        ('op.create_table("made", sa.Column("a"))\n    op.create_index("ix_a", "made", ["a"])', 0),
    ],
)
def test_the_law_of_locks_bites(statement: str, laws: int) -> None:
    assert len(long_locks(WAY.format(statement))) == laws
    assert long_locks('BRIEF = "ten rows"\n' + WAY.format(statement)) == []
