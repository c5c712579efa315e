"""Write the notice before it is served (P09), so that there is a paper to hand over, post or read out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.acting import lock, note, require_open
from cases.documents.notice import notice_to_hand_over
from cases.documents.titles import title_of
from cases.models import PreparedNotice
from cases.notify_party import NothingToNotify, hearing_right, prepared
from cases.numbering import NOTICE, take_number
from cases.papers import store
from cases.settings import legal
from enforcement import clock
from enforcement.actor import Actor
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def prepare_notice(*, case_id: int, by: Actor, at: datetime) -> PreparedNotice:
    """Number the notice of the proposed penalty and put it into the file; what is there already is returned.

    Raises:
        NotAllowed: without the duty of handling. NothingToNotify: without a proposal.
    """
    case = lock(case_id)
    step = require_open(case, "notify_party")
    require(by=by, duty="handle", agency=case.agency)
    proposal, on = case.proposals.last(), clock.day_of(at)
    if proposal is None:
        raise NothingToNotify
    right, rules = bool(hearing_right(case, on)), legal(case.agency, on)
    there = prepared(case, right=right)
    if there is not None:
        return there
    number = take_number(agency=case.agency, kind=NOTICE, on=on)
    days = max(rules.defence_days, rules.hearing_request_days) if right else rules.defence_days
    content = notice_to_hand_over(case, number=number, on=on, days=days, hearing_right=right)
    paper = store(
        case=case, code="GZ", title=title_of("GZ"), content=content, by=by, at=at, number=number, step=step.node.code
    )
    made = PreparedNotice.objects.create(
        proposal=proposal, number=number, hearing_right=right, prepared_on=on, paper=paper
    )
    note(case, act="prepare_notice", by=by, at=at, body={"notice": number, "hearing_right": right, "days": days})
    return made
