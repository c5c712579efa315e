"""The additional fine, day by day and with its working: pure (行政处罚法第七十二条第一款第一项、第七十三条第三款).

Three per cent of what is overdue for each day after the last day to pay, never more than the fine; the days of a
reconsideration or lawsuit do not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

DAY = timedelta(days=1)
CENT = Decimal("0.01")
Part = tuple[date, Decimal]
Stop = tuple[date, date | None]


@dataclass(frozen=True, slots=True)
class Span:
    """Days in a row with one base; ``stopped`` days count nothing."""

    from_on: date
    to_on: date
    base: Decimal
    amount: Decimal
    stopped: bool = False

    @property
    def days(self) -> int:
        """How many days."""
        return (self.to_on - self.from_on).days + 1


@dataclass(frozen=True, slots=True)
class Working:
    """The additional fine until a day, the spans it is made of, and the day on which it reached the fine."""

    spans: tuple[Span, ...]
    total: Decimal
    capped_on: date | None = None


def working(
    *, fine: Decimal, schedule: Sequence[Part], paid: Sequence[Part], stops: Sequence[Stop], until: date,
    percent: Decimal,
) -> Working:  # fmt: skip
    """Return the additional fine at the end of a day.

    ``schedule`` are the last days to pay with what is due then, ``paid`` what came in and when, ``stops`` half-open
    spans of remedies. A payment counts from the day after it; so the day of payment is still a late day.
    """
    first = min((on for on, _amount in schedule), default=until) + DAY
    spans: list[Span] = []
    total, day = Decimal(0), first
    while day <= until and total < fine:
        due = min(sum((a for on, a in schedule if on < day), Decimal(0)), fine)
        base = max(due - sum((a for on, a in paid if on < day), Decimal(0)), Decimal(0))
        stopped = any(start <= day and (end is None or day < end) for start, end in stops)
        gain = Decimal(0) if stopped else (base * percent / 100).quantize(CENT, ROUND_HALF_UP)
        gain = min(gain, fine - total)
        total += gain
        _add(spans, day, base, gain, stopped=stopped and base > 0)
        day += DAY
    return Working(tuple(s for s in spans if s.base), total, day - DAY if fine and total >= fine else None)


def _add(spans: list[Span], day: date, base: Decimal, gain: Decimal, *, stopped: bool) -> None:
    last = spans[-1] if spans else None
    if last and last.base == base and last.stopped == stopped:
        spans[-1] = Span(last.from_on, day, base, last.amount + gain, stopped)
    else:
        spans.append(Span(day, day, base, gain, stopped))
