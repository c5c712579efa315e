"""By when a result must be public, which inspections still wait, and the alarm where the day has passed (R24)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from cases.models import Inspection
from cases.publicity.parameters import RESULT_DAYS
from cases.publicity.results.models import ShownResult
from cases.rules.saying import finding
from cases.rules.thresholds import Points, Term
from cases.rules.time import working
from cases.supervision.sources import SubjectFinding
from cases.threshold_settings import points_by_agency
from enforcement.flowcharts.calendar.current import calendar
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

ARTICLE = "国办发〔2018〕118号第六项"


class _Fact(NamedTuple):
    """A result as its term is judged: ``shown_on`` is when it became public, None while it is not."""

    agency: Agency
    subject: str
    number: str
    kind: str
    done_on: date
    shown_on: date | None = None


def days_of(agency: Agency, kind: str, on: date) -> int:
    """Return within how many working days a result is public: 20, of permits 7 (118号第六项)."""
    return int(value(RESULT_DAYS[kind], agency=agency, on=on))


def due_of(agency: Agency, kind: str, done_on: date) -> date:
    """Return the last day to publish a result of a day."""
    return working(done_on, days_of(agency, kind, done_on), calendar())


def waiting() -> QuerySet[Inspection]:
    """Return the inspections of which nothing was published, nor kept from the public with a reason."""
    settled = ShownResult.objects.filter(inspection=OuterRef("pk")).filter(
        Q(published_on__isnull=False) | Q(withheld_on__isnull=False)
    )
    return Inspection.objects.filter(~Exists(settled)).select_related("agency")


def find(today: date) -> Iterator[SubjectFinding]:
    """Yield R24 on results that are not public in time: of which nothing is shown yet, and that came late."""
    held = waiting().filter(held_on__lte=today).order_by("pk")
    late = Q(published_on__isnull=True, inspection__isnull=True) | Q(published_on__gt=F("due_on"))
    rows = ShownResult.objects.filter(late, withheld_on__isnull=True, done_on__lte=today).select_related("agency")
    facts = [
        *(_Fact(o.agency, f"inspection:{o.pk}", o.number, ShownResult.Kind.INSPECTION, o.held_on) for o in held),
        *(_Fact(r.agency, r.subject, r.number, r.kind, r.done_on, r.published_on) for r in rows.order_by("pk")),
    ]
    points = points_by_agency("R24", {fact.agency for fact in facts}, today)
    for fact in facts:
        yield from _judge(fact, points[fact.agency.pk], today)


def _judge(fact: _Fact, points: Points, today: date) -> Iterator[SubjectFinding]:
    due, until = due_of(fact.agency, fact.kind, fact.done_on), fact.shown_on or today
    if fact.shown_on is not None and fact.shown_on <= due:
        return
    lit = points.colour(Term(due, days_of(fact.agency, fact.kind, fact.done_on)), until, calendar())
    if lit is None:
        return
    said = (
        _("The result %(number)s of %(on)s should have been public by %(due)s.") if until > due
        else _("The result %(number)s of %(on)s must be public by %(due)s.")
    )  # fmt: skip
    made = finding(
        "R24", said, article=ARTICLE, severity=lit[0], day=lit[1], key="result", number=fact.number, on=fact.done_on,
        due=due, remedy=_("Publish the result, or keep it from the public with the reason."),
    )  # fmt: skip
    yield SubjectFinding(fact.agency.pk, fact.subject, fact.number, reverse("results_kept"), made)
