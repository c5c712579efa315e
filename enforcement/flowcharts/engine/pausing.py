"""What must hold before a clock or a step's limit stops, or runs again."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from enforcement.flowcharts import store
from enforcement.flowcharts.models import ClockPause, RunClock, StepRecord

GROUNDS: Final = frozenset({
    "suspension", "hearing", "announcement", "testing", "transfer", "reconsideration", "litigation", "identification",
    "refund",
})  # fmt: skip


class PauseWithoutDocument(Refusal):
    """Refuse to stop a clock that no document says to stop."""

    sentence = _("No document says that the term is suspended, so it goes on.")
    article = "市场监督管理行政处罚程序规定第四十六条、第六十四条"
    remedy = _("Have the suspension approved in writing first and give the name or number of the document.")


class UnknownGround(Refusal):
    """Refuse a ground on which no term stops."""

    sentence = _("No term is suspended on this ground.")
    article = "市场监督管理行政处罚程序规定第六十四条"
    remedy = _("Choose one of the grounds that the law names.")


class NotSuspendable(Refusal):
    """Refuse to stop the limit of a step whose published chart does not say so."""

    sentence = _("The published procedure does not suspend the limit of this step on that ground.")
    remedy = _("Ask for an extension where the procedure allows one, or finish the step in time.")


class PausesOverlap(Refusal):
    """Refuse a suspension over days that are out of the count already: no day is taken out twice."""

    sentence = _("The term is suspended on these days already.")
    remedy = _("End the suspension that lasts, or begin this one on the day the other ends.")


class ResumedTooEarly(Refusal):
    """Refuse to end a suspension before it began."""

    sentence = _("The term cannot run again before the day it was suspended.")
    remedy = _("Check the day.")


def check_pause(clock: RunClock | StepRecord, *, ground: str, document: str, from_on: date) -> None:
    """Refuse a pause without document, on a ground unknown to the law or the step's chart, or over another one."""
    if not document.strip():
        raise PauseWithoutDocument(field="document")
    if ground not in GROUNDS:
        raise UnknownGround(field="ground")
    if isinstance(clock, StepRecord) and ground not in step_grounds(clock):
        raise NotSuspendable(field="ground")
    # Half-open spans: one that ends on a day and one that begins on it do not overlap, nor does an empty one.
    later = Q(to_on__isnull=True) | Q(to_on__gt=from_on)
    if clock.pauses.filter(later).exists():
        raise PausesOverlap(field="from_on")


def check_resume(standing: QuerySet[ClockPause], to_on: date) -> None:
    """Refuse to end before the beginning."""
    if standing.filter(from_on__gt=to_on).exists():
        raise ResumedTooEarly(field="to_on")


def step_grounds(record: StepRecord) -> frozenset[str]:
    """Return the grounds on which the chart suspends the limit of a record's step."""
    step = store.graph_of(record.node.version_id).node[record.node.key].step
    return frozenset(s.ground for s in step.suspensions if s.clock == "step") if step else frozenset()
