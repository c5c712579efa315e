"""Draw up a progress report from the system's figures, and keep what its author wrote."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.yearly.draw_up import FIRST_YEAR
from cases.yearly.models import ProgressReport
from cases.yearly.office.progress.figures import figures_of
from cases.yearly.office.progress.words import PARTS, first_words
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.ledger.chain import canonical
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


class ProgressThere(OutOfOrder):
    """Refuse a second progress report of a year."""

    sentence = _("There is a progress report of this year already.")
    remedy = _("Open it and go on writing.")


class NoSuchYear(Invalid):
    """Refuse a year that has not begun."""

    sentence = _("Choose a year from 2021 to the present one.")


class NotWritable(OutOfOrder):
    """Refuse to change what the government approved."""

    sentence = _("This progress report was approved and is no longer changed.")


@transaction.atomic(durable=True)
def draw_progress(*, agency_id: int, by: Actor, at: datetime, year: int) -> ProgressReport:
    """Draw up the progress report of a government with the figures of the system filled in.

    Raises:
        NotFound, NotAllowed, NoSuchYear, ProgressThere
    """
    agency = Agency.objects.select_for_update().filter(pk=agency_id, kind=Agency.Kind.GOVERNMENT).first()
    if agency is None:
        raise NotFound
    demand(by, "supervise", agency)
    if not FIRST_YEAR <= year <= clock.day_of(at).year:
        raise NoSuchYear(field="year")
    if ProgressReport.objects.filter(agency=agency, year=year).exists():
        raise ProgressThere
    figures = figures_of(agency, year, clock.day_of(at))
    parts = first_words(figures, agency.name)
    made = ProgressReport(agency=agency, year=year, parts=parts, figures=figures, drawn_at=at)
    made.drawn_by_id, made.sha256 = by.person_id or 0, hash_of(parts)
    made.save()
    note(made, "progress.draw_up", by, at)
    return made


@transaction.atomic(durable=True)
def save_progress(*, report_id: int, by: Actor, at: datetime, parts: Mapping[str, str]) -> ProgressReport:
    """Keep what was written in each part.

    Raises:
        NotFound, NotAllowed, NotWritable
    """
    report = lock(report_id, by, "supervise")
    if report.state != ProgressReport.State.DRAFT:
        raise NotWritable
    report.parts = [{"code": code, "text": parts.get(code, "").strip()} for code in PARTS]
    report.sha256 = hash_of(report.parts)
    report.save(update_fields=["parts", "sha256"])
    note(report, "progress.save", by, at)
    return report


def lock(report_id: int, by: Actor, duty: str) -> ProgressReport:
    """Return a progress report, held till the transaction ends, to somebody with the duty.

    Raises:
        NotFound, NotAllowed
    """
    rows = ProgressReport.objects.select_for_update(of=("self",)).select_related("agency")
    report = rows.filter(pk=report_id).first()
    if report is None:
        raise NotFound
    demand(by, duty, report.agency)
    return report


def demand(by: Actor, duty: str, agency: Agency) -> None:
    """Refuse whoever lacks the duty; a person answers for it, never the system.

    Raises:
        NotAllowed
    """
    if by.person_id is None:
        raise NotAllowed
    require(by=by, duty=duty, agency=agency)


def hash_of(parts: list[dict[str, str]]) -> str:
    """Return the SHA-256 over what was written."""
    return hashlib.sha256(canonical({"parts": parts}).encode()).hexdigest()


def note(report: ProgressReport, verb: str, by: Actor, at: datetime) -> None:
    """Append an act on a progress report to its ledger."""
    body = {"report": report.pk, "agency": report.agency.name, "year": report.year, "sha256": report.sha256}
    append(series=report.series, by=by, at=at, verb=verb, body=body)
