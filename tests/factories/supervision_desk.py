"""What the supervisor's desk keeps, made as it makes it: from the rows."""

from __future__ import annotations

from cases.models import Case
from cases.supervision.desk.models import (
    CaseFacts,
    CaseStatsMonthly,
    OpenCase,
    OpenStep,
    StepMove,
    StepStatsMonthly,
    TouchedCase,
)
from cases.supervision.desk.projecting import project
from cases.supervision.desk.rollups.anew import rebuild
from enforcement.flowcharts.models import StepRecord
from tests.factories.cases import a_decision, moment


def an_open_case(case: Case) -> OpenCase:
    """Write an open case for the board."""
    project([case.pk])
    return OpenCase.objects.get(case=case)


def an_open_step(case: Case) -> OpenStep:
    """Write an open case and return one of its open steps."""
    found = an_open_case(case).steps.first()
    assert found is not None
    return found


def a_move(case: Case) -> StepMove:
    """Leave a step, which the database writes down."""
    StepRecord.objects.filter(run=case.run).update(left_at=moment("04-01"))
    return StepMove.objects.latest("pk")


def a_touched_case(case: Case) -> TouchedCase:
    """Return what the database wrote down when the case was made."""
    return TouchedCase.objects.filter(case=case).latest("pk")


def some_facts(case: Case) -> CaseFacts:
    """Decide a case and make the rollups."""
    a_decision(case)
    rebuild()
    return CaseFacts.objects.get(case=case)


def a_month_of_cases(case: Case) -> CaseStatsMonthly:
    """Decide a case and return the month of its decision."""
    facts = some_facts(case)
    return CaseStatsMonthly.objects.get(agency=facts.agency, decided=1)


def a_month_of_steps(case: Case) -> StepStatsMonthly:
    """Leave a step and return its month."""
    a_move(case)
    rebuild()
    return StepStatsMonthly.objects.latest("pk")
