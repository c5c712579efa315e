"""Disputes between agencies: what this area enters elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cases.disputes import parameters
from cases.disputes.access import DUTIES, agencies_of, sees_disputes
from cases.disputes.models import DisputeOpinion
from cases.disputes.steps import STEPS
from cases.timing import light_of
from enforcement import clock
from enforcement.flowcharts import acts
from enforcement.flowcharts.acts import Act
from enforcement.flowcharts.models import StepRecord
from enforcement.organisation.access import duties_of
from enforcement.web import navigation, worklist
from enforcement.web.navigation import MenuEntry
from enforcement.web.worklist import ToDo

ACTS: Final = (
    Act("apply_dispute", "申请协调执法争议", "Apply for coordination of a dispute", "dispute_new"),
    Act("accept_dispute", "受理执法争议", "Accept a dispute", "dispute"),
    Act("ask_opinions", "征求争议意见", "Ask for opinions on a dispute", "dispute"),
    Act("hold_coordination", "召开协调会议", "Hold the coordination meeting", "dispute"),
    Act("record_agreement", "签署协调意见", "Record the agreement", "dispute"),
    Act("propose_ruling", "提出争议处理建议", "Propose a ruling", "dispute"),
    Act("rule_dispute", "裁决执法争议", "Rule on a dispute", "dispute"),
    Act("follow_dispute", "争议处理落实", "Follow the effect", "dispute"),
)


def enter_all() -> None:
    """Enter everything."""
    parameters.declare_all()
    navigation.enter(
        MenuEntry("disputes", _("Disputes between agencies"), "arrows-split-2", sees_disputes, "supervise", 50)
    )
    worklist.enter("cases.disputes", to_do)
    for act in ACTS:
        acts.register(act)


def to_do(request: HttpRequest) -> Iterator[ToDo]:
    """Yield the open steps of disputes that the person may do, and the opinions that the person's agencies owe."""
    if not request.user.is_authenticated or not duties_of(request) & set(DUTIES):
        return
    today = clock.today()
    rows = StepRecord.objects.filter(left_at__isnull=True, run__dispute__isnull=False, node__act__in=list(STEPS))
    for record in rows.select_related("node", "run__dispute__applicant"):
        dispute = record.run.dispute
        if agencies_of(request, STEPS[record.node.act].duty).filter(pk=dispute.applicant_id).exists():
            yield ToDo(
                title=f"{record.node.code} {record.node.title}", subject=f"{dispute} · {dispute.subject}",
                url=dispute.get_absolute_url(), due_on=record.due_on, kind=str(_("Dispute")),
                light=light_of(record.due_on, record.entered_at, today),
            )  # fmt: skip
    owed = DisputeOpinion.objects.filter(
        agency__in=agencies_of(request, "decide"), asked_on__isnull=False, given_on__isnull=True,
        dispute__ended_on__isnull=True, dispute__met_on__isnull=True,
    )  # fmt: skip
    for row in owed.select_related("dispute", "agency"):
        yield ToDo(
            title=str(_("Give your agency's opinion")), subject=f"{row.dispute} · {row.dispute.subject}",
            url=row.dispute.get_absolute_url(), due_on=row.due_on, kind=str(_("Dispute")),
            light=light_of(row.due_on, row.asked_on, today),
        )  # fmt: skip
