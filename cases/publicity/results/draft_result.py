"""Write what the public will read of an inspection, or of a permit decided elsewhere; another person checks it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import checked_day
from cases.models import Inspection
from cases.publicity.results.models import ShownResult
from cases.publicity.results.terms import due_of
from cases.publicity.results.wording import stop_private
from cases.redaction import masked_name
from cases.settings import NAME_MASKING
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, OutOfOrder
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value
from enforcement.organisation.secrecy import seal


class AlreadyPublic(OutOfOrder):
    """Refuse to write anew what the public reads now."""

    sentence = _("This result is public: it never changes.")
    remedy = _("Withdraw it with the reason, then write the result anew.")


class NumberTaken(Invalid):
    """Refuse a second result of one document number."""

    sentence = _("There is a result with this document number already.")
    remedy = _("Check the number, or open the result that has it.")


@transaction.atomic(durable=True)
def draft_inspection_result(
    *, inspection_id: int, by: Actor, at: datetime, object_kind: str, matter: str, result: str
) -> ShownResult:
    """Write the result of a kept inspection; a draft before it is written over.

    Raises:
        NotFound, NotAllowed. AlreadyPublic: while a published result stands. PrivateFacts: on its field.
    """
    found = Inspection.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=inspection_id).first()
    if found is None:
        raise NotFound
    _may(by, found.agency)
    standing = ShownResult.objects.filter(inspection=found, withdrawn_on__isnull=True).first()
    if standing is not None and standing.published_on:
        raise AlreadyPublic
    one = standing or ShownResult(
        kind=ShownResult.Kind.INSPECTION, agency=found.agency, inspection=found, number=found.number,
        done_on=found.held_on, due_on=due_of(found.agency, "inspection", found.held_on),
    )  # fmt: skip
    return _write(one, found.enterprise, by, at, object_kind=object_kind, matter=matter, result=result)


@transaction.atomic(durable=True)
def draft_permit_result(
    *, agency_id: int, by: Actor, at: datetime, number: str, object_name: str, object_kind: str, matter: str,
    result: str, done_on: date,
) -> ShownResult:  # fmt: skip
    """Write the result of a permit, which was decided outside this system; a draft of that number is written over.

    Raises:
        NotFound, NotAllowed. NumberTaken: on its field. PrivateFacts: as named.
    """
    agency = Agency.objects.select_for_update().filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    _may(by, agency)
    day, kind = checked_day(done_on, at=at, field="done_on"), ShownResult.Kind.PERMIT
    if ShownResult.objects.filter(agency=agency, kind=kind, number=number, withdrawn_on__isnull=True).exists():
        raise NumberTaken(field="number")
    one = ShownResult(kind=kind, agency=agency, number=number, done_on=day, due_on=due_of(agency, kind, day))
    return _write(one, object_name, by, at, object_kind=object_kind, matter=matter, result=result)


def _may(by: Actor, agency: Agency) -> None:
    if not any(holds(person_id=by.person_id, duty=duty, agency=agency) for duty in ("handle", "publish")):
        raise NotAllowed


def _write(one: ShownResult, name: str, by: Actor, at: datetime, **told: Any) -> ShownResult:
    style = value(NAME_MASKING, agency=one.agency, on=one.done_on)
    shown = masked_name(name, told["object_kind"], style)
    masked = name if shown != name else ""
    for field, text in (("matter", told["matter"]), ("result", told["result"]), ("object_kind", shown)):
        stop_private(text, masked, field)
    one.object_kind, one.object_shown, one.name_sealed = told["object_kind"], shown, seal(masked)
    one.matter, one.result = told["matter"], told["result"]
    one.writer_id, one.writer_name, one.written_at = by.person_id or 0, by.name, at
    one.withheld_on, one.withheld_ground, one.withheld_reason = None, "", ""
    one.save()
    append(
        series=one.series, by=by, at=at, verb="shown_result.draft",
        body={"kind": one.kind, "number": one.number, "agency": one.agency_id, "done_on": one.done_on},
    )  # fmt: skip
    return one
