"""Enter a notice of the State Council, or of the province, for a second person to confirm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed
from enforcement.flowcharts.calendar import current
from enforcement.flowcharts.closures.access import KEEPERS
from enforcement.flowcharts.closures.checks import faults_of
from enforcement.flowcharts.closures.models import CalendarDay, CalendarLayer, CalendarRevision
from enforcement.flowcharts.closures.reading import StatedDay
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import held_codes

SERIES = "calendar"
NATIONAL = "全国法定节假日安排"


class NoDays(Invalid):
    """Refuse a notice that says no day."""

    sentence = _("No day was found in the notice.")
    remedy = _("Copy its text with the sentences about days off and days worked, or write one day a line.")


class ImpossibleDays(Invalid):
    """Refuse days that cannot be; the sentence lists them."""


class YearSkipped(Invalid):
    """Refuse a year while the one before it is not published: the days between would count as known."""

    sentence = _("The year before this one has no notice yet.")
    remedy = _("Enter the notice of that year first.")


class NoticeNumberMissing(Invalid):
    """Refuse a notice without its number."""

    sentence = _("A notice has a number: copy it from the paper.")


@transaction.atomic(durable=True)
def propose_revision(
    *,
    by: Actor,
    at: datetime,
    notice_number: str,
    days: Sequence[StatedDay],
    year: int = 0,
    title: str = "",
    notice: bytes = b"",
    notice_name: str = "",
    kind: str = "national",
    legal_basis: str = "",
) -> CalendarRevision:
    """Keep the days of a notice; nothing counts by them until another person confirms. ``year`` 0 for single days.

    Raises:
        NotAllowed: without a duty of keepers.
        NoticeNumberMissing, NoDays, ImpossibleDays, YearSkipped: on their fields.
    """
    if by.person_id is None or not KEEPERS & held_codes(person_id=by.person_id):
        raise NotAllowed
    if not notice_number.strip():
        raise NoticeNumberMissing(field="notice_number")
    if not days:
        raise NoDays(field="text")
    wrong = faults_of(days, year)
    if wrong:
        raise ImpossibleDays("\n".join(wrong), field="text")
    current.refresh()
    if year and year > current.calendar().last_published_on.year + 1:
        raise YearSkipped(field="year")
    layer, _made = CalendarLayer.objects.get_or_create(
        kind=kind, agency=None, defaults={"name": NATIONAL if kind == "national" else title, "legal_basis": legal_basis}
    )
    revision = CalendarRevision.objects.create(
        layer=layer, year=year or None, notice_number=notice_number.strip(), title=title, notice=notice,
        notice_name=notice_name, notice_sha256=sha256(notice).hexdigest() if notice else "",
        proposed_by_id=by.person_id, proposed_at=at,
    )  # fmt: skip
    write_days(revision, days)
    append(series=SERIES, by=by, at=at, verb="calendar.propose", body=told(revision, days))
    return revision


def write_days(revision: CalendarRevision, days: Sequence[StatedDay]) -> None:
    """Write the days of a revision."""
    CalendarDay.objects.bulk_create(
        CalendarDay(revision=revision, day=d.day, is_working=d.is_working, reason=d.reason) for d in days
    )


def told(revision: CalendarRevision, days: Sequence[StatedDay]) -> dict[str, object]:
    """Return what the ledger keeps of a revision."""
    return {
        "revision": revision.pk, "notice": revision.notice_number, "year": revision.year,
        "sha256": revision.notice_sha256, "off": [d.day.isoformat() for d in days if not d.is_working],
        "worked": [d.day.isoformat() for d in days if d.is_working],
    }  # fmt: skip
