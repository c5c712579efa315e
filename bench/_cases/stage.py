"""The stage of the sample cases: the county of the demo, a clerk, and a list of what was expected and seen."""

# ruff: noqa: PLC0415 - models are ready only once the benchmark has set its system up

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

DAY = partial(date, 2026)


@dataclass(frozen=True)
class Line:
    """One thing that must be so."""

    case: int
    what: str
    expected: str
    seen: str

    @property
    def holds(self) -> bool:
        """Whether it is so."""
        return self.expected == self.seen


@dataclass
class Stage:
    """The county and what has been seen of it so far."""

    staff: Any
    number: int = 0
    lines: list[Line] = field(default_factory=list)

    def clerk(self, agency: str, **facts: Any) -> Any:
        """Return the people of an agency at work on a matter of the case."""
        from cases.demo.clerk import Clerk, Matter

        whole = {
            "summary": facts.get("cause", ""), "party_kind": "organisation", "facts": "查明的事实。",
            "discretion": "按照裁量基准处罚。", "place": "市中街道", "fine": Decimal(0),
        }  # fmt: skip
        return Clerk(self.staff, agency, Matter(**{**whole, **facts}))

    def see(self, what: str, expected: object, seen: object) -> None:
        """Note what must be so, and what is."""
        self.lines.append(Line(self.number, what, str(expected), str(seen)))

    def refused(self, what: str, code: str, act: Callable[[], Any]) -> None:
        """Note that an act is refused with a code; broken rules of law bear the codes of the rules."""
        from cases.rules.registry import RuleBroken
        from enforcement.errors import Refusal

        try:
            act()
        except RuleBroken as broken:
            self.see(what, code, "+".join(sorted({f.rule for f in broken.findings})))
        except Refusal as refusal:
            self.see(what, code, refusal.code)
        else:
            self.see(what, code, "done")

    def codes(self, case_id: int, on: date, severities: Iterable[str] = ("red", "yellow")) -> list[str]:
        """Return the codes of what the audit finds on a case as of a day."""
        from cases.rules.loading import load
        from cases.rules.registry import audit

        found = audit(load(fetched(case_id), today=on))
        return sorted({f.rule for f in found if f.severity in set(severities)})

    def outside(self, record: Any) -> int:
        """Take a record of an outside system in and return its case."""
        from cases.import_record import record_outside
        from enforcement import clock
        from enforcement.actor import SYSTEM

        return int(record_outside(data=record, by=SYSTEM, at=clock.now()).pk)


def fetched(case_id: int) -> Any:
    """Return a case as it stands."""
    from cases.models import Case

    return Case.objects.select_related("agency", "party", "run").get(pk=case_id)


def step(case_id: int, code: str) -> Any:
    """Return the last visit of a step."""
    from enforcement.flowcharts.models import StepRecord

    rows = StepRecord.objects.filter(run__case=case_id, node__code=code)
    return rows.order_by("-entered_at", "-visit").first()


def decision_clock(case_id: int) -> Any:
    """Return the clock of the decision."""
    from enforcement.flowcharts.models import RunClock

    return RunClock.objects.get(run__case=case_id, code="decision")
