"""Correct a published report: a new version with its reason; the old one is never edited."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.compute import hash_of
from cases.yearly.draw_up import made
from cases.yearly.locking import lock
from cases.yearly.models import EnteredFigure, YearlyReport
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

LEAST = 10


class NotPublishedYet(OutOfOrder):
    """Refuse to correct what is not published, or not the newest version."""

    sentence = _("Only the newest published version is corrected.")


class CorrectionReason(Invalid):
    """Refuse a correction without its reason."""

    sentence = _("Say what was wrong, in at least ten characters: the reason is published.")


@transaction.atomic(durable=True)
def correct(*, report_id: int, by: Actor, at: datetime, reason: str) -> YearlyReport:
    """Begin a new version of a published report, counted anew, with the reason; the old one stays public till then.

    Raises:
        NotFound, NotAllowed. NotPublishedYet: as it says. CorrectionReason: on its field.
    """
    report = lock(report_id, by, "draw")
    later = YearlyReport.objects.filter(agency=report.agency, year=report.year, version__gt=report.version)
    if report.state != YearlyReport.State.PUBLISHED or later.exists():
        raise NotPublishedYet
    if len(reason.strip()) < LEAST:
        raise CorrectionReason(field="reason")
    new = made(report.agency, report.year, report.version + 1, by, at, correction=reason.strip())
    EnteredFigure.objects.bulk_create(
        EnteredFigure(report=new, line=one.line, amount=one.amount, source=one.source, entered_at=one.entered_at,
                      entered_by_id=one.entered_by_id)
        for one in report.figures.all()
    )  # fmt: skip
    new.sha256 = hash_of(new)
    new.save(update_fields=["sha256"])
    return new
