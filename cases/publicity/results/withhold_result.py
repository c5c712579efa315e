"""Decide that the result of an inspection is not shown to the public: on a ground of the law, with the reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.models import Inspection
from cases.publicity.results.draft_result import AlreadyPublic
from cases.publicity.results.models import ShownResult
from cases.publicity.results.terms import due_of
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds


class ReasonMissing(Invalid):
    """Refuse to keep a result from the public without saying why."""

    sentence = _("Say why it is not shown: supervisors read the reason.")
    article = "国办发〔2018〕118号第六项；中华人民共和国政府信息公开条例第十四条、第十五条"


@transaction.atomic(durable=True)
def withhold_result(*, inspection_id: int, by: Actor, at: datetime, ground: str, reason: str) -> ShownResult:
    """Keep the result of an inspection from the public; who holds publication decides, or the head.

    Raises:
        NotFound, NotAllowed. AlreadyPublic: while it is public. ReasonMissing: on its field.
    """
    found = Inspection.objects.select_for_update(of=("self",)).select_related("agency").filter(pk=inspection_id).first()
    if found is None:
        raise NotFound
    if not any(holds(person_id=by.person_id, duty=duty, agency=found.agency) for duty in ("publish", "decide")):
        raise NotAllowed
    if ground not in ShownResult.Ground.values or not reason.strip():
        raise ReasonMissing(field="reason")
    one = ShownResult.objects.filter(inspection=found, withdrawn_on__isnull=True).first() or ShownResult(
        kind=ShownResult.Kind.INSPECTION, agency=found.agency, inspection=found, number=found.number,
        done_on=found.held_on, due_on=due_of(found.agency, "inspection", found.held_on),
        writer_id=by.person_id or 0, writer_name=by.name, written_at=at,
    )  # fmt: skip
    if one.published_on:
        raise AlreadyPublic
    one.withheld_on, one.withheld_ground, one.withheld_reason = clock.day_of(at), ground, reason.strip()[:200]
    one.save()
    append(
        series=one.series, by=by, at=at, verb="shown_result.withhold",
        body={"number": one.number, "ground": ground, "reason": one.withheld_reason},
    )  # fmt: skip
    return one
