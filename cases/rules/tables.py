"""The tables that agencies publish, read for many cases at once: two queries, whatever the number of agencies."""

from __future__ import annotations

from cases.models import HearingAmount, MajorDecision
from cases.rules.amounts import AmountFact
from cases.rules.major import MajorFact
from enforcement.organisation.models import Agency


class Tables:
    """Every line of the tables, to be asked for one agency at a time."""

    def __init__(self) -> None:
        self._amounts = list(HearingAmount.objects.all())
        self._major = list(MajorDecision.objects.filter(kind=MajorDecision.Kind.PENALTY))

    def amounts(self, agency: Agency) -> tuple[AmountFact, ...]:
        """Return the large amounts that hold for an agency: its own and those of the agencies above it."""
        line = agency.line
        return tuple(
            AmountFact(
                party=row.party, penalty=row.penalty, amount=row.amount, inclusive=row.inclusive, field=row.field,
                from_on=row.from_on, to_on=row.to_on, source=row.source, depth=line.index(row.agency_id),
            )
            for row in self._amounts if row.agency_id in line
        )  # fmt: skip

    def major(self, agency: Agency) -> tuple[MajorFact, ...]:
        """Return the list of major decisions of an agency and of those above it."""
        return tuple(
            MajorFact(row.title, row.penalty, row.amount, row.field, row.from_on, row.to_on)
            for row in self._major if row.agency_id in agency.line
        )  # fmt: skip
