"""The table of large amounts (行政处罚法第六十三条第一款第一、二项): which line of it a party may rely on. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AmountFact:
    """A line of the table, the nearest agency's first; ``field`` empty for every field."""

    party: str  # person, organisation
    penalty: str  # fine, confiscation
    amount: Decimal
    inclusive: bool = True
    field: str = ""
    from_on: date = date.min
    to_on: date | None = None
    source: str = ""
    depth: int = 0  # how far down the tree of agencies the line was set: the deepest counts

    def reached(self, given: Decimal) -> bool:
        """Return whether an amount is a large one: 以上 includes the limit, 超过 does not."""
        return given > 0 and (given >= self.amount if self.inclusive else given > self.amount)


def line_for(
    table: Sequence[AmountFact], penalty: str, party: str, *, field: str = "", on: date | None = None
) -> AmountFact | None:
    """Return the line in force that day: the nearest agency's, a line of the field before one of every field."""
    fitting = [
        line for line in table
        if line.penalty == penalty and line.party == party and line.field in {"", field}
        and (on is None or (line.from_on <= on and (line.to_on is None or on <= line.to_on)))
    ]  # fmt: skip
    return max(fitting, key=lambda line: (line.depth, bool(line.field), line.from_on), default=None)
