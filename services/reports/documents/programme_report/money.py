"""The regional funds of the contests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from services.reports.documents import snapshot as sealed
from services.reports.documents.programme_report.labels import Words
from services.reports.documents.programme_report.printed import FundRow, Funds

AMOUNTS = ("fund", "requested", "awarded", "paid", "left")


def funds(found: Sequence[sealed.Fund], words: Words) -> tuple[Funds, ...]:
    """A table a contest."""
    contests = dict.fromkeys(fund.contest for fund in found)
    return tuple(
        table(contest, [fund for fund in found if fund.contest == contest], words) for contest in contests
    )


def table(contest: str, found: Sequence[sealed.Fund], words: Words) -> Funds:
    """The funds of one contest and their sum."""
    amounts = [amounts_of(fund) for fund in found]
    sums = {key: sum((each[key] for each in amounts), Decimal(0)) for key in AMOUNTS}
    rows = [row(fund.region, each, words) for fund, each in zip(found, amounts, strict=True)]
    return Funds(contest, tuple(rows), row(words["sum"], sums, words))


def amounts_of(fund: sealed.Fund) -> dict[str, Decimal]:
    """The amounts of a fund that are printed, in tenge."""
    return {key: getattr(fund, key) for key in AMOUNTS}


def row(region: str | None, amounts: Mapping[str, Decimal], words: Words) -> FundRow:
    """One line of the table."""
    return FundRow(region, amounts, tuple(words.tenge(amounts[key]) for key in AMOUNTS))
