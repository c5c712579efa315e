"""Sign the hand-over list; with the last signature the new lead leads (主办人制度)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.acting import lock, note, officers
from cases.assign import write_assignments
from cases.documents.sheets import keep_sheet
from cases.models import Assignment, Case, Handover
from cases.staffing.opening import listed
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, OutOfOrder

PARTS = {"papers": "文　　书", "evidence": "证　　据", "measures": "措　　施", "clocks": "期　　限"}


class NothingToSign(OutOfOrder):
    """Refuse to sign where no hand-over is open, or it was signed by this person."""

    sentence = _("There is no hand-over here that waits for your signature.")


class ListUnchecked(Invalid):
    """Refuse a signature before the list was compared with what is handed over."""

    sentence = _("Compare the list with what is handed over, then tick that it is complete.")


class NotOneOfTheTwo(NotAllowed):
    """Refuse the signature of somebody else."""

    sentence = _("Only the former and the new lead sign the hand-over.")


@transaction.atomic(durable=True)
def sign_handover(*, case_id: int, by: Actor, at: datetime, is_complete: bool) -> Handover:
    """Sign as the former or as the new lead; the list is fixed with the last signature.

    Raises:
        NothingToSign, NotOneOfTheTwo, ListUnchecked: as named.
        cases.rules.registry.RuleBroken: if the new lead may not act that day.
    """
    case = lock(case_id)
    found = case.handovers.filter(done_on__isnull=True).first()
    if found is None:
        raise NothingToSign
    if by.person_id not in (found.giver_id, found.taker_id):
        raise NotOneOfTheTwo
    if not is_complete:
        raise ListUnchecked(field="is_complete")
    field = "taken_at" if by.person_id == found.taker_id else "given_at"
    if getattr(found, field) is not None:
        raise NothingToSign
    setattr(found, field, at)
    if found.taken_at is not None and (found.given_at is not None or found.absence):
        _complete(case, found, by, at)
    found.save()
    note(
        case, act="sign_handover", by=by, at=at,
        body={"handover": found.pk, "signed": field, "done": found.done_on is not None, "listed": found.listed},
    )  # fmt: skip
    return found


def _complete(case: Case, found: Handover, by: Actor, at: datetime) -> None:
    """Fix the list, let the new lead lead and the former assist; where the lead is new already, only fix the list."""
    day = clock.day_of(at)
    found.listed, found.done_on = listed(case), day
    now = case.assignments.filter(to_on__isnull=True)
    lead = now.filter(role=Assignment.Role.LEAD).first()
    if lead is None or lead.person_id != found.taker_id:
        stays = [lead.person_id] if lead is not None and lead.person_id and not found.absence else []
        now.filter(role=Assignment.Role.LEAD).update(to_on=day, reason=found.reason)
        now.filter(person_id=found.taker_id).update(to_on=day, reason=found.reason)
        people = officers(case, [found.taker_id, *stays], on=day)
        write_assignments(case, people, found.taker_id, day, found.reason)
    keep_sheet(
        case=case, code="JJ", by=by, at=at,
        rows=[
            ("移交人", found.giver_name or "无"), ("接收人", found.taker_name), ("理　　由", found.reason),
            *((title, "；".join(found.listed[part]) or "无") for part, title in PARTS.items()),
            ("签　　名", "双方已签名" if found.given_at else f"接收人已签名；移交人未签名：{found.absence}"),
        ],
    )  # fmt: skip
