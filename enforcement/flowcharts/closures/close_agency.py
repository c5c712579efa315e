"""Close an agency on some days by order of its head: internal terms skip them, statutory ones only by law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from enforcement.actor import Actor
from enforcement.errors import NotAllowed, NotFound
from enforcement.flowcharts.closures.confirm_revision import put_into_force
from enforcement.flowcharts.closures.models import CalendarLayer, CalendarRevision
from enforcement.flowcharts.closures.propose_revision import NoDays, NoticeNumberMissing, write_days
from enforcement.flowcharts.closures.reading import StatedDay
from enforcement.organisation.duties.holding import require
from enforcement.organisation.models import Agency


@transaction.atomic(durable=True)
def close_agency(
    *, agency_id: int, by: Actor, at: datetime, order_number: str, days: Sequence[StatedDay], legal_basis: str = ""
) -> CalendarRevision:
    """Enter the closure; it is in force at once and holds for the agency and those below it.

    ``legal_basis`` names the law that lets the closure move statutory terms; without it they run on.

    Raises:
        NotFound: if there is no such agency. NotAllowed: without the head's duty.
        NoticeNumberMissing, NoDays: as named.
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    require(by=by, duty="decide", agency=agency)
    if by.person_id is None:
        raise NotAllowed
    if not order_number.strip():
        raise NoticeNumberMissing(field="order_number")
    if not days:
        raise NoDays(field="text")
    layer, _made = CalendarLayer.objects.get_or_create(
        kind=CalendarLayer.Kind.AGENCY, agency=agency, defaults={"name": agency.name[:80], "legal_basis": legal_basis}
    )
    if legal_basis and layer.legal_basis != legal_basis:
        CalendarLayer.objects.filter(pk=layer.pk).update(legal_basis=legal_basis)
    revision = CalendarRevision.objects.create(
        layer=layer, notice_number=order_number.strip(), proposed_by_id=by.person_id, proposed_at=at
    )
    write_days(revision, days)
    return put_into_force(revision, by, at)
