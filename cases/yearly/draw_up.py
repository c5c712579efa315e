"""Draw up a yearly report from the rows of the system, and draw a draft anew."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.access import REPORTING, require_part
from cases.yearly.compute import content_of, hash_of
from cases.yearly.locking import lock, note
from cases.yearly.models import YearlyReport
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, OutOfOrder
from enforcement.organisation.models import Agency

FIRST_YEAR = 2021


class YearNotBegun(Invalid):
    """Refuse a year that has not begun, or one before the present penalty law."""

    sentence = _("There is no report of this year: choose one from 2021 to the present year.")


class ReportThere(OutOfOrder):
    """Refuse a second report of one year while another is under way or published."""

    sentence = _("There is a report of this year already.")
    remedy = _("Open it. A published one is corrected by a new version, with the reason.")


class NotDraft(OutOfOrder):
    """Refuse to change what was checked."""

    sentence = _("This report is no longer a draft.")
    remedy = _("Send it back with the reason first; then it can be changed.")


@transaction.atomic(durable=True)
def draw_up(*, agency_id: int, by: Actor, at: datetime, year: int) -> YearlyReport:
    """Draw up the report of a year (国办发〔2018〕118号第六项); the present year's is a preview until the year is over.

    Raises:
        NotFound, NotAllowed. YearNotBegun: on its field. ReportThere: if there is one.
    """
    agency = Agency.objects.select_for_update().filter(pk=agency_id, kind__in=REPORTING).first()
    if agency is None:
        raise NotFound
    require_part(by, "draw", agency)
    if not FIRST_YEAR <= year <= clock.day_of(at).year:
        raise YearNotBegun(field="year")
    if YearlyReport.objects.filter(agency=agency, year=year).exists():
        raise ReportThere
    return made(agency, year, 1, by, at)


@transaction.atomic(durable=True)
def draw_anew(*, report_id: int, by: Actor, at: datetime) -> YearlyReport:
    """Count a draft again from the rows as they are now; the figures entered stay.

    Raises:
        NotFound, NotAllowed, NotDraft
    """
    report = lock(report_id, by, "draw")
    if report.state != YearlyReport.State.DRAFT:
        raise NotDraft
    report.content = content_of(report.agency, report.year, _known_on(at))
    report.drawn_at, report.drawn_by_id, report.sha256 = at, by.person_id or 0, hash_of(report)
    report.save(update_fields=["content", "drawn_at", "drawn_by", "sha256"])
    note(report, "yearly.draw_anew", by, at)
    return report


def made(agency: Agency, year: int, version: int, by: Actor, at: datetime, correction: str = "") -> YearlyReport:
    """Make a version counted from the rows as they are, in the caller's transaction, and note it."""
    report = YearlyReport(
        agency=agency, year=year, version=version, content=content_of(agency, year, _known_on(at)), drawn_at=at,
        drawn_by_id=by.person_id or 0, correction=correction,
    )  # fmt: skip
    report.save()
    report.sha256 = hash_of(report)
    report.save(update_fields=["sha256"])
    note(report, "yearly.correct" if version > 1 else "yearly.draw_up", by, at, {"reason": correction})
    return report


def _known_on(at: datetime) -> date:
    return clock.day_of(at)
