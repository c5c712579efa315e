"""Give an agency's opinion on a dispute, while opinions are asked for (within D03)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from cases.disputes.acting import keep_paper, lock, needed
from cases.disputes.models import DisputeOpinion
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import NotFound
from enforcement.flowcharts.models import Run
from enforcement.ledger.append import append
from enforcement.ledger.chain import GENESIS, Head
from enforcement.organisation.duties.holding import require


@transaction.atomic(durable=True)
def give_opinion(
    *, dispute_id: int, by: Actor, at: datetime, agency_id: int, text: str, basis: str = ""
) -> DisputeOpinion:
    """Give the opinion of an agency of the dispute; a later one replaces it, both stand in the ledger.

    Raises:
        NotAllowed: for anybody but a head of that agency. cases.disputes.acting.TextMissing: on its field.
    """
    dispute, _step = lock(dispute_id, "ask_opinions")
    found = dispute.opinions.select_related("agency").filter(agency_id=agency_id).first()
    if found is None:
        raise NotFound
    require(by=by, duty="decide", agency=found.agency)
    found.text, found.basis = needed(text, "text"), basis.strip()
    found.given_on, found.author = clock.day_of(at), by.name
    found.save(update_fields=["text", "basis", "given_on", "author"])
    rows = [("单　　位", found.agency.name), ("意　　见", found.text), ("依　　据", found.basis or "——")]
    keep_paper(dispute, "执法争议单位意见", rows, by=by, at=at)
    run = Run.objects.get(dispute=dispute)
    body = {"agency": agency_id, "text": found.text, "basis": found.basis}
    head = Head(run.last_seq, run.last_hash or GENESIS)
    head = append(series=run.series, by=by, at=at, verb="dispute.give_opinion", head=head, body=body)
    Run.objects.filter(pk=run.pk).update(last_seq=head.seq, last_hash=head.hash)
    return found
