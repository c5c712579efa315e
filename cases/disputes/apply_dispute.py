"""Apply for the coordination of a dispute (D01): an agency does, or the justice bureau begins ex officio."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cases.disputes.acting import keep_paper, leave, needed, set_due
from cases.disputes.models import Dispute, DisputeOpinion
from cases.disputes.parameters import ACCEPT
from cases.models import Case
from cases.rules.time import working
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.engine.begin import begin
from enforcement.ledger.numbers import take
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency
from enforcement.organisation.parameters import value

CHART = "D"


class OthersMissing(Invalid):
    """Refuse a dispute of one agency with itself."""

    sentence = _("Choose at least one other agency: a dispute has two sides.")
    article = "行政执法监督条例第十三条"


@transaction.atomic(durable=True)
def apply_dispute(
    *,
    by: Actor,
    at: datetime,
    applicant_id: int,
    other_ids: Iterable[int],
    kind: str,
    subject: str,
    facts: str,
    claim: str = "",
    case_id: int | None = None,
) -> Dispute:
    """Open a dispute for an agency whose head applies, or ex officio by a supervisor above it.

    Raises:
        NotAllowed: for anybody else. OthersMissing, cases.disputes.acting.TextMissing: on their fields.
        enforcement.flowcharts.engine.begin.NoPublishedChart: if no chart D is in force.
    """
    agency = Agency.objects.get(pk=applicant_id)
    applied = holds(person_id=by.person_id, duty="decide", agency=agency)
    if not applied and not holds(person_id=by.person_id, duty="supervise", agency=agency):
        raise NotAllowed
    others = [pk for pk in dict.fromkeys(other_ids) if pk != agency.pk]
    if not others:
        raise OthersMissing(field="other_ids")
    day = clock.day_of(at)
    dispute = Dispute.objects.create(
        number=f"执法争议〔{day.year}〕{take(f'dispute:{day.year}')}号", applicant=agency, is_ex_officio=not applied,
        kind=kind, subject=needed(subject, "subject"), facts=needed(facts, "facts"), claim=claim.strip(),
        case=Case.objects.filter(pk=case_id, agency=agency).first() if case_id else None, opened_on=day,
    )  # fmt: skip
    DisputeOpinion.objects.bulk_create(DisputeOpinion(dispute=dispute, agency_id=pk) for pk in [agency.pk, *others])
    body = {"number": dispute.number, "kind": kind, "agencies": [agency.pk, *others]}
    dispute.run = begin(agency=agency, code=CHART, series=dispute.series, by=by, at=at, body=body, verb="dispute.begin")
    dispute.save(update_fields=["run"])
    rows = [("事实经过", dispute.facts), ("请　　求", dispute.claim or "依职权协调")]
    keep_paper(dispute, "执法争议协调申请书" if applied else "执法争议依职权启动登记表", rows, by=by, at=at)
    outcome, role = ("applied", "decide") if applied else ("ex_officio", "supervise")
    moved = leave(dispute, "apply_dispute", by=by, at=at, outcome=outcome, role=role, body={})
    set_due(moved.entered, "accept_dispute", working(day, value(ACCEPT, agency=agency, on=day), calendar()))
    return dispute
