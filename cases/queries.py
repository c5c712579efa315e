"""Reading cases."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Least

from cases.models import Assignment, Case, Publication
from cases.timing import turned
from enforcement import clock
from enforcement.flowcharts.lights import Light
from enforcement.flowcharts.models import Participant, RunClock, StepRecord
from enforcement.organisation.duties.holding import agencies_where

CASE_DUTIES = frozenset({
    "intake", "handle", "check", "review", "chair", "decide", "discuss", "publish", "archive", "supervise",
})  # fmt: skip
"""The duties that open the cases of an agency."""


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
        """Return open ones whose most urgent step or clock has a light, by the days kept for the board."""
        return self.filter(turned(light, today, ("opened__step_due_on", "opened__clock_due_on"), "opened__"))

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
            clock_due=Subquery(clocks.values("due_on")[:1]),
            red_on=F("opened__red_on"),
            yellow_on=F("opened__yellow_on"),
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
