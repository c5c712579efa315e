"""Check a yearly report as a second person, approve it as head, publish it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.compute import hash_of
from cases.yearly.locking import lock, note
from cases.yearly.models import YearlyReport
from cases.yearly.public_text import print_of
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, OutOfOrder

State = YearlyReport.State


class OtherState(OutOfOrder):
    """Refuse a step that is not the next one."""

    sentence = _("This report is at another step.")
    remedy = _("Its page shows what comes next and who does it.")


class OwnReport(NotAllowed):
    """Refuse whoever drew the report up or entered a figure as its checker."""

    sentence = _("Whoever drew this report up or entered a figure does not check it.")
    remedy = _("Ask a colleague who checks or reviews cases.")


class ChangedSince(OutOfOrder):
    """Refuse to pass on what is no longer what was looked at."""

    sentence = _("The report has changed since you opened this page.")
    remedy = _("Look at it again, then decide.")


class YearNotOver(OutOfOrder):
    """Refuse to check a report counted before its year was over."""

    sentence = _("The year was not over when this was counted, so it is a preview.")
    remedy = _("Count it again after 31 December.")


def _take(report_id: int, by: Actor, part: str, state: str, seen: str) -> YearlyReport:
    report = lock(report_id, by, part)
    if report.state != state:
        raise OtherState
    if report.sha256 != hash_of(report) or seen != report.sha256:
        raise ChangedSince
    return report


@transaction.atomic(durable=True)
def check_report(*, report_id: int, by: Actor, at: datetime, seen: str) -> YearlyReport:
    """Find the figures right, as a second person; ``seen`` is the hash of what was looked at.

    Raises:
        NotFound, NotAllowed, OtherState, ChangedSince, YearNotOver, OwnReport
    """
    report = _take(report_id, by, "check", State.DRAFT, seen)
    if date.fromisoformat(report.content["known_on"]).year <= report.year:
        raise YearNotOver
    if by.person_id in {report.drawn_by_id, *report.figures.values_list("entered_by", flat=True)}:
        raise OwnReport
    report.state, report.checked_at, report.checked_by_id, report.returned = State.CHECKED, at, by.person_id, ""
    report.save(update_fields=["state", "checked_at", "checked_by", "returned"])
    note(report, "yearly.check", by, at)
    return report


@transaction.atomic(durable=True)
def approve_report(*, report_id: int, by: Actor, at: datetime, seen: str) -> YearlyReport:
    """Approve a checked report as head of the agency, a government's as the government.

    Raises:
        NotFound, NotAllowed, OtherState, ChangedSince
    """
    report = _take(report_id, by, "approve", State.CHECKED, seen)
    report.state, report.approved_at, report.approved_by_id = State.APPROVED, at, by.person_id
    report.save(update_fields=["state", "approved_at", "approved_by"])
    note(report, "yearly.approve", by, at)
    return report


@transaction.atomic(durable=True)
def publish_report(*, report_id: int, by: Actor, at: datetime, seen: str) -> YearlyReport:
    """Publish an approved report; from now on it never changes.

    Raises:
        NotFound, NotAllowed, OtherState, ChangedSince
    """
    report = _take(report_id, by, "publish", State.APPROVED, seen)
    report.state, report.published_at, report.published_by_id = State.PUBLISHED, at, by.person_id
    report.save(update_fields=["state", "published_at", "published_by"])
    note(report, "yearly.publish", by, at, {"on": clock.day_of(at), "papers": [print_of(report)]})
    return report
