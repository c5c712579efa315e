"""Propose a decision to the government (V09), and the government's answer (行政执法监督条例第二十九条)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.numbering import take_number
from cases.supervision.matters.acting import GOVERN, SUPERVISE, leave, lock, needed, note
from cases.supervision.matters.double_track import refuse_double_track
from cases.supervision.matters.models import Matter
from cases.supervision.matters.papers import keep_letter, keep_sheet
from cases.supervision.matters.supervisors import government_of
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotAllowed, OutOfOrder
from enforcement.ledger.models import Entry

STEP = "answer_proposal"


class ProposedAlready(OutOfOrder):
    """Refuse a second proposal while the government has not answered the first."""

    sentence = _("The proposal lies with the government already.")


class NothingProposed(OutOfOrder):
    """Refuse an answer before the supervisors proposed anything."""

    sentence = _("The supervising body has not made its proposal yet.")


class OwnProposal(NotAllowed):
    """Refuse to let the supervisor who made the proposal decide on it for the government."""

    sentence = _("You made this proposal yourself; somebody else decides on it for the government.")
    article = "行政执法监督条例第二十九条"
    remedy = _("Ask a colleague who decides for the government.")


@transaction.atomic(durable=True)
def propose_decision(*, matter_id: int, by: Actor, at: datetime, text: str) -> Matter:
    """Send the proposal to the people's government of the organ's level; it leaves no step.

    Raises:
        ProposedAlready: the second time. cases.supervision.matters.double_track.DoubleTrack, JudgedAlready: as named.
        cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, STEP, by=by, at=at, duty=SUPERVISE)
    if matter.proposed_on is not None:
        raise ProposedAlready
    refuse_double_track(matter.case, on=clock.day_of(at))
    matter.proposal, matter.proposed_on = needed(text, "text"), clock.day_of(at)
    matter.save(update_fields=["proposal", "proposed_on"])
    government = government_of(matter.agency) or matter.body
    number = take_number(agency=matter.body, kind="监建", on=matter.proposed_on)
    paragraphs = [f"关于{matter.agency.name}的监督事项（{matter.number}），现提出处理建议如下：", "一、查明的事实",
                  *matter.finding_text.splitlines(), "二、处理建议", *matter.proposal.splitlines()]  # fmt: skip
    keep_letter(matter, "JY", "行政执法监督处理建议", number, paragraphs, signed=matter.body, on=matter.proposed_on,
                addressee=government.name, by=by, at=at)  # fmt: skip
    note(matter, act="propose_decision", by=by, at=at, body={"proposal": matter.proposal, "number": number})
    return matter


@transaction.atomic(durable=True)
def answer_proposal(*, matter_id: int, by: Actor, at: datetime, outcome: str, text: str) -> Matter:
    """Agree to the proposal (``agreed``) or decline it (``declined``), for the government, with the reason.

    Raises:
        NothingProposed, OwnProposal: as named. NotAllowed: for anybody but the government.
        cases.supervision.matters.acting.TextMissing: on its field.
    """
    matter = lock(matter_id, STEP, by=by, at=at, duty=GOVERN)
    if matter.proposed_on is None:
        raise NothingProposed
    refuse_proposer(matter, by)
    matter.proposal_answer = needed(text, "text")
    matter.save(update_fields=["proposal_answer"])
    rows = [("处理建议", matter.proposal), ("政府意见", "同意" if outcome == "agreed" else "不同意"),
            ("理　　由", matter.proposal_answer)]  # fmt: skip
    keep_sheet(matter, "DF", "处理建议答复", rows, by=by, at=at)
    leave(matter, STEP, by=by, at=at, outcome=outcome, role=GOVERN, body={"reason": matter.proposal_answer})
    return matter


def refuse_proposer(matter: Matter, by: Actor) -> None:
    """Refuse whoever the ledger names as the one who made the proposal.

    Raises:
        OwnProposal: as named.
    """
    proposed = Entry.objects.filter(series=matter.series, verb="matter.propose_decision")
    if proposed.filter(actor__person_id=by.person_id).exists():
        raise OwnProposal
