"""Reading cases."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from cases.models import Assignment, Case, Publication
from cases.timing import is_lit, turns_yellow
from enforcement import clock
from enforcement.flowcharts.models import Participant, RunClock, StepRecord
from enforcement.organisation.duties.holding import agencies_where

CASE_DUTIES = frozenset({
    "intake", "handle", "check", "review", "chair", "decide", "discuss", "publish", "archive", "supervise",
})  # fmt: skip
"""The duties that open the cases of an agency."""
Light = Literal["red", "yellow", "green"]


def open_steps() -> QuerySet[StepRecord]:
    """Return the open steps that people do."""
    return StepRecord.objects.filter(left_at__isnull=True, node__kind="task")


class CaseQuerySet(QuerySet[Case]):
    """Cases, by the questions that people ask."""

    def visible_to(self, person_id: int) -> CaseQuerySet:
        """Return those of agencies on which the person holds a duty of cases, and those the person takes part in."""
        agencies = agencies_where(person_id=person_id, duties=CASE_DUTIES)
        return self.filter(Q(agency_id__in=agencies.values("pk")) | _takes_part(person_id))

    def of_person(self, person_id: int) -> CaseQuerySet:
        """Return those that a person handles now."""
        mine = Assignment.objects.filter(case=OuterRef("pk"), person_id=person_id, to_on__isnull=True)
        return self.filter(Exists(mine))

    def at_step(self, code: str) -> CaseQuerySet:
        """Return those that have a step open."""
        return self.filter(Exists(open_steps().filter(run_id=OuterRef("run_id"), node__code=code)))

    def with_light(self, light: Light, today: date) -> CaseQuerySet:
        """Return those whose most urgent open step or clock has a light."""
        steps = open_steps().filter(run_id=OuterRef("run_id")).annotate(turns_yellow=turns_yellow())
        clocks = RunClock.objects.filter(run_id=OuterRef("run_id"), closed_at__isnull=True).annotate(
            turns_yellow=turns_yellow(begun="opened_at")
        )
        rows: CaseQuerySet = self
        for worse in ("red", "yellow", "green"):
            test = Exists(steps.filter(is_lit(worse, today))) | Exists(clocks.filter(is_lit(worse, today)))
            if worse == light:
                return rows.filter(test)
            rows = rows.exclude(test)
        return rows

    def containing(self, text: str) -> CaseQuerySet:
        """Return those whose number, cause, title or party contains a text."""
        from cases.finding.matching import cases_found  # noqa: PLC0415 (it asks these questions itself)

        return cases_found(self, text)

    def unfinished(self) -> CaseQuerySet:
        """Return those whose procedure still runs."""
        return self.filter(run__closed_at__isnull=True, run__isnull=False)

    def listed(self) -> CaseQuerySet:
        """Return them with what a list shows: party, open steps, the earliest due day and since when it runs."""
        steps = open_steps().filter(run_id=OuterRef("run_id"))
        clocks = RunClock.objects.filter(run_id=OuterRef("run_id"), closed_at__isnull=True).order_by("due_on")
        first = steps.filter(due_on__isnull=False).order_by("due_on")
        return self.select_related("agency", "party").annotate(
            steps_zh=ArraySubquery(steps.order_by("entered_at").values("node__name")),
            steps_en=ArraySubquery(steps.order_by("entered_at").values("node__title_en")),
            step_due=Subquery(first.values("due_on")[:1]),
            step_begun=Subquery(first.values("entered_at")[:1]),
            clock_due=Subquery(clocks.values("due_on")[:1]),
            clock_begun=Subquery(clocks.values("opened_at")[:1]),
            next_due=Least("step_due", "clock_due"),
        )


def _takes_part(person_id: int) -> Q:
    assigned = Assignment.objects.filter(person_id=person_id).values("case_id")
    took_part = Participant.objects.filter(person_id=person_id).values("record__run_id")
    return Q(pk__in=assigned) | Q(run_id__in=took_part)


def cases() -> CaseQuerySet:
    """Return all cases, to be narrowed."""
    return CaseQuerySet(Case)


def published() -> QuerySet[Publication]:
    """Return the decisions that the public reads now: withdrawn ones say so, those past their time are gone."""
    rows = Publication.objects.select_related("case__agency", "case__decision", "case__party").filter(
        case__decision__isnull=False
    )
    return rows.filter(Q(shown_until__isnull=True) | Q(shown_until__gte=clock.today()))


def years() -> list[int]:
    """Return the years in which decisions were published, the latest first."""
    first = Publication.objects.aggregate(Min("published_on"))["published_on__min"]
    last = Publication.objects.order_by("-published_on").values_list("published_on", flat=True).first()
    return list(range(last.year, first.year - 1, -1)) if first and last else []
