"""Hand evidence on, send it to a test, take it back, return it, dispose of it: one link of the chain of custody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import DayAhead, note
from cases.evidence.custody import ENDS
from cases.evidence.when import lock_for, piece_of
from cases.models import CustodyEvent
from enforcement.actor import Actor
from enforcement.errors import Invalid, OutOfOrder

KIND = CustodyEvent.Kind


class CustodyEnded(OutOfOrder):
    """Refuse to hand on what was returned or disposed of."""

    sentence = _("This piece of evidence was returned or disposed of: nobody here holds it any more.")


class EarlierThanLast(Invalid):
    """Refuse a moment before the last link of the chain."""

    sentence = _("This moment lies before the last entry of the chain of custody.")
    remedy = _("Enter when it really changed hands; the chain must have no gap.")


class NotAway(Invalid):
    """Refuse to take back from a test what was not sent to one."""

    sentence = _("It was not sent for testing, so it cannot come back from there.")


class TakerMissing(Invalid):
    """Refuse a hand-over to nobody, or to the one who holds it."""

    sentence = _("Say who holds it from now on: somebody else than now.")


@transaction.atomic(durable=True)
def hand_on(
    *,
    case_id: int,
    by: Actor,
    at: datetime,
    evidence_id: int,
    kind: str,
    to_name: str,
    happened_at: datetime | None = None,
    place: str = "",
    seal_number: str = "",
    remark: str = "",
) -> CustodyEvent:
    """Enter that evidence changed hands; it is given by whoever held it last, so the chain has no gap.

    Raises:
        CustodyEnded, EarlierThanLast, NotAway, TakerMissing: as named. NotFound: for evidence of another case.
    """
    case, _step = lock_for(case_id, by)
    piece = piece_of(case, evidence_id)
    last = piece.custody.last()
    when = happened_at or at
    if last is None or last.kind in ENDS:
        raise CustodyEnded
    if when > at:
        raise DayAhead(field="happened_at")
    if when < last.happened_at:
        raise EarlierThanLast(field="happened_at")
    if kind == KIND.BACK and last.kind != KIND.SENT:
        raise NotAway(field="kind")
    if not to_name.strip() or to_name.strip() == last.to_name:
        raise TakerMissing(field="to_name")
    made = CustodyEvent.objects.create(
        evidence=piece, order=last.order + 1, kind=kind, happened_at=when, from_name=last.to_name,
        to_name=to_name.strip(), place=place, seal_number=seal_number, note=remark, recorded_at=at, author=by.name,
    )  # fmt: skip
    note(
        case, act="hand_on_evidence", by=by, at=at,
        body={"evidence": piece.pk, "number": piece.number, "kind": kind, "from": made.from_name, "to": made.to_name,
              "happened_at": when, "seal": seal_number},
    )  # fmt: skip
    return made
