"""Cases that are late, for the tests of what supervisors see."""

from __future__ import annotations

from cases.supervision.desk.projecting import project
from enforcement.flowcharts.models import RunClock, StepRecord
from tests.factories import cases as make

TODAY = make.day("04-20")


def at_step(case, code, entered, due=""):
    """Put a case at a step."""
    first = StepRecord.objects.get(run=case.run, left_at__isnull=True)
    first.left_at = make.moment(entered)
    first.save(update_fields=["left_at"])
    node = first.node.version.nodes.get(code=code)
    days = make.day(due) if due else None
    return StepRecord.objects.create(
        run=case.run, agency=case.agency, node=node, entered_at=make.moment(entered), due_on=days, raw_due_on=days
    )


def ninety_days(case, opened):
    return RunClock.objects.create(
        run=case.run,
        agency=case.agency,
        code="decision",
        opened_at=make.moment(opened),
        raw_due_on=make.day("06-10"),
        due_on=make.day("06-10"),
    )


def late_case(agency, title="迟延案件"):
    case = make.a_case(agency, filed_on=make.day("03-12"), title=title)
    at_step(case, "P07", "03-20", "04-03")
    ninety_days(case, "03-12")
    project([case.pk])
    return case
