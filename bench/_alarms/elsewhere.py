"""R36 and R38: inspections and letters of supervision, lawful ones and broken ones, as rows of their registers."""

# ruff: noqa: PLC0415 - models are ready only once the benchmark has set its system up

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

DAY = timedelta(days=1)
BREACHES: tuple[dict[str, Any], ...] = (
    {"notice_given": False},
    {"approved_late": True},
    {"scanned": False},
    {"extra": True},
)


def inspection(agency: Any, number: int, on: date, **how: Any) -> int:
    """Enter an inspection of an enterprise of its own; ``extra`` is the third planned one of its year."""
    from cases.models import Inspection
    from enforcement import clock

    rows = [
        Inspection.objects.create(
            agency=agency, number=f"检{number}-{i}", occasion="plan", enterprise=f"企业{number}", matter="安全检查",
            approver="局长", approved_on=on + DAY if how.get("approved_late") else on - DAY,
            notice_given=how.get("notice_given", True), scanned_at=clock.now() if how.get("scanned", True) else None,
            held_on=on + DAY * i, found="正常", entered_at=clock.now(),
        )
        for i in range(3 if how.get("extra") else 1)
    ]  # fmt: skip
    return int(rows[-1].pk)


def letter(agency: Any, person: Any, number: int, *, overdue: bool) -> str:
    """Issue a letter of supervision, answered in time or unanswered after its term; return its matter's series."""
    from cases.supervision.matters.models import Letter, Matter
    from enforcement import clock

    issued = clock.today() - DAY * random.Random(number).randint(40, 90)
    matter = Matter.objects.create(
        number=f"监{number}", agency=agency, body=agency, origin="other", title=f"事项{number}",
        summary="检查发现。",
        opened_on=issued, opened_by="监督员",
    )  # fmt: skip
    due = issued + DAY * 30
    Letter.objects.create(
        matter=matter, kind="opinion", number=f"意{number}", text="限期改正。", basis="行政执法监督条例第二十八条",
        issued_on=issued, due_on=due, issued_by=person, issued_by_name="监督员",
        answered_on=None if overdue else due - DAY,
    )  # fmt: skip
    return str(matter.series)
