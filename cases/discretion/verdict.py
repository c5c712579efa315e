"""What an assessment found: the range of the fine, whether given terms lie in it, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from cases.discretion.ranges import Span

if TYPE_CHECKING:
    from cases.discretion.models import Benchmark, Grade


@dataclass(frozen=True)
class Measured:
    """The ranges of one case on one benchmark."""

    benchmark: Benchmark
    grade: Grade | None
    effect: str
    statute: Span
    graded: Span
    range: Span
    explanation: tuple[str, ...]


@dataclass(frozen=True)
class Verdict:
    """An assessment. Without a benchmark nothing is measured and ``within`` is None.

    ``within`` says whether the fine lies in the range, ``lawful`` whether in what the statute allows at all.
    ``needs_approval``: outside the range, lawful, and neither the main head nor a discussion approved that.
    """

    measured: Measured | None = None
    fine: Decimal | None = None
    within: bool | None = None
    lawful: bool | None = None
    approved: bool = False
    explanation: tuple[str, ...] = field(default_factory=tuple)

    @property
    def range(self) -> Span | None:
        """The range of the fine, None without a benchmark."""
        return self.measured.range if self.measured else None

    @property
    def band(self) -> str:
        """The effect of the circumstances: lighter, mitigate, heavier, exempt, both, or "" for the grade's range."""
        return self.measured.effect if self.measured else ""

    @property
    def needs_approval(self) -> bool:
        """Whether the fine departs from the benchmark without the approval that this needs."""
        return self.within is False and self.lawful is True and not self.approved

    @property
    def tone(self) -> str:
        """How a page shows it: ok, wait (a departure), stop (outside the statute) or info."""
        if self.within is None:
            return "info"
        if not self.lawful:
            return "stop"
        return "ok" if self.within else "wait"
