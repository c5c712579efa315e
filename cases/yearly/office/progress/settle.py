"""Approve a progress report for the government, send it back, publish it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.models import ProgressReport
from cases.yearly.office.progress.draw import lock, note
from cases.yearly.office.progress.words import PARTS
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder

State = ProgressReport.State


class PartEmpty(Invalid):
    """Refuse to approve what is not written."""

    sentence = _("Not yet written: %(parts)s.")
    remedy = _("Whoever writes the report fills these parts first.")


class NotNext(OutOfOrder):
    """Refuse a step that is not the next one."""

    sentence = _("This progress report is at another step, or it changed since you opened it.")
    remedy = _("Look at it again.")


class YearRuns(OutOfOrder):
    """Refuse to approve the report of a year that is not over."""

    sentence = _("The year is not over; its report is approved from 1 January on.")
    remedy = _("Go on writing, and compare the figures once the year is over.")


class OwnWork(NotAllowed):
    """Refuse the author as the one who approves."""

    sentence = _("Whoever wrote this report does not approve it.")


@transaction.atomic(durable=True)
def approve_progress(*, report_id: int, by: Actor, at: datetime, seen: str) -> ProgressReport:
    """Approve a progress report as the government; ``seen`` is the hash of what was read.

    Raises:
        NotFound, NotAllowed, NotNext, YearRuns, PartEmpty, OwnWork
    """
    report = lock(report_id, by, "govern")
    if report.state != State.DRAFT or seen != report.sha256:
        raise NotNext
    if clock.day_of(at).year <= report.year:
        raise YearRuns
    if by.person_id == report.drawn_by_id:
        raise OwnWork
    empty = [PARTS[part["code"]] for part in report.parts if not part["text"]]
    if empty:
        raise PartEmpty(PartEmpty.sentence % {"parts": "；".join(empty)})
    report.state, report.approved_at, report.approved_by_id = State.APPROVED, at, by.person_id
    report.save(update_fields=["state", "approved_at", "approved_by"])
    note(report, "progress.approve", by, at)
    return report


@transaction.atomic(durable=True)
def reopen_progress(*, report_id: int, by: Actor, at: datetime) -> ProgressReport:
    """Give an approved progress report back to its author before it is published.

    Raises:
        NotFound, NotAllowed, NotNext
    """
    report = lock(report_id, by, "govern")
    if report.state != State.APPROVED:
        raise NotNext
    report.state, report.approved_at, report.approved_by = State.DRAFT, None, None
    report.save(update_fields=["state", "approved_at", "approved_by"])
    note(report, "progress.reopen", by, at)
    return report


@transaction.atomic(durable=True)
def publish_progress(*, report_id: int, by: Actor, at: datetime, seen: str) -> ProgressReport:
    """Publish an approved progress report.

    Raises:
        NotFound, NotAllowed, NotNext
    """
    report = lock(report_id, by, "supervise")
    if report.state != State.APPROVED or seen != report.sha256:
        raise NotNext
    report.state, report.published_at, report.published_by_id = State.PUBLISHED, at, by.person_id
    report.save(update_fields=["state", "published_at", "published_by"])
    note(report, "progress.publish", by, at)
    return report
