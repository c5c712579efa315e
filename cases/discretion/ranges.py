"""The range of a fine from the statute, the grade and the effect of circumstances. Pure arithmetic on amounts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Span:
    """A range in yuan, both ends within it; ``open``: the upper end itself lies outside (below the minimum)."""

    low: Decimal
    high: Decimal
    open: bool = False

    def holds(self, amount: Decimal) -> bool:
        """Return whether an amount lies in the range."""
        return self.low <= amount and (amount < self.high if self.open else amount <= self.high)


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of a range is its light and its heavy end, and of which range."""

    lighter: Decimal = Decimal("0.3")
    heavier: Decimal = Decimal("0.3")
    of: Literal["statute", "grade"] = "statute"


def in_yuan(low: Decimal, high: Decimal, base: Decimal | None) -> Span:
    """Return a range in yuan: as given, or multiplied by a base."""
    by = Decimal(1) if base is None else base
    return Span(_cents(low * by), _cents(high * by))


def reached(statute: Span, grade: Span, effect: str, shares: Shares) -> Span:
    """Return the range that an effect leaves: the grade's without one, an end of it, below the minimum, or nothing.

    The lighter end is the lowest share of the range, the heavier end the highest (市监裁量指导意见); mitigated is below
    the statutory minimum; circumstances both ways leave the whole statutory range, to be weighed as a whole.
    """
    whole = statute if shares.of == "statute" else grade
    if effect == "exempt":
        return Span(Decimal(0), Decimal(0))
    if effect == "mitigate":
        return Span(Decimal(0), statute.low, open=True)
    if effect == "lighter":
        return Span(whole.low, _cents(whole.low + (whole.high - whole.low) * shares.lighter))
    if effect == "heavier":
        return Span(_cents(whole.high - (whole.high - whole.low) * shares.heavier), whole.high)
    return statute if effect == "both" else grade


def _cents(amount: Decimal) -> Decimal:
    return Decimal(amount).quantize(CENT, ROUND_HALF_UP)
