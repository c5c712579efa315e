"""An agency's published list of major decisions (国办发〔2018〕118号第十二项): whether a penalty is on it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the file of a case holds lines of this list
    from cases.rules.file import Terms


@dataclass(frozen=True, slots=True)
class MajorFact:
    """A line of the list: by kind of penalty, by amount, or both, in one field or in all."""

    title: str
    penalty: str = ""  # a kind of 行政处罚法第九条; empty for any
    amount: Decimal | None = None  # of fine and confiscation, from which it is major
    field: str = ""
    from_on: date = date.min
    to_on: date | None = None

    def covers(self, terms: Terms, field: str, on: date) -> bool:
        """Return whether a penalty of a field is on the list that day."""
        if self.field not in {"", field} or on < self.from_on or (self.to_on is not None and on > self.to_on):
            return False
        if self.penalty and self.penalty not in terms.kinds:
            return False
        return self.amount is None or terms.fine >= self.amount or terms.confiscation >= self.amount


def listed(table: Sequence[MajorFact], terms: Terms, field: str, on: date) -> MajorFact | None:
    """Return the first line of the list that covers a penalty."""
    if not (terms.kinds or terms.fine or terms.confiscation):
        return None
    return next((line for line in table if line.covers(terms, field, on)), None)
