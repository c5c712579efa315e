"""R30: a suspected crime goes to the police within the hours of the law, and no fine is decided meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.file_after import TransferFact
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding
from enforcement.flowcharts.deadlines import county_day

HOURS = "行政执法机关移送涉嫌犯罪案件的规定第五条"
OVER = "行政执法机关移送涉嫌犯罪案件的规定第十二条"
FINE = "中华人民共和国行政处罚法第八条、第二十七条；行政执法机关移送涉嫌犯罪案件的规定第十一条"
DAY = timedelta(days=1)


def in_hours(file: CaseFile) -> Iterator[Finding]:
    """Judge R30: three days to decide, twenty-four hours to send, three days to hand over, no fine while it runs."""
    for one in file.transfers:
        yield from _decided(file, one)
        yield from _sent(file, one)
        yield from _handed_over(file, one)
        yield from _no_fine(file, one)


def _decided(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    if one.reported_at is None:
        return
    due = county_day(one.reported_at) + file.legal.transfer_approval_days * DAY
    if (county_day(one.decided_at) if one.decided_at else file.today) > due:
        yield finding(
            "R30", _("The transfer to the police should have been decided by %(due)s."), article=HOURS, day=due,
            key=f"decide:{due}", step="T03", due=due, remedy=_("The head decides now."),
        )  # fmt: skip


def _sent(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    if one.decided_at is None or not one.approved:
        return
    due = one.decided_at + timedelta(hours=file.legal.transfer_send_hours)
    late = one.sent_at > due if one.sent_at else file.today > county_day(due)
    if late:
        yield finding(
            "R30", _("The transfer approved on %(on)s was not sent to the police within twenty-four hours."),
            article=HOURS, day=county_day(due), key=f"send:{one.decided_at:%Y%m%d}", step="T04",
            on=county_day(one.decided_at), remedy=_("Send it now."),
        )  # fmt: skip


def _handed_over(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    if not one.filed or one.answered_on is None:
        return
    due = one.answered_on + file.legal.hand_over_days * DAY
    if (one.handed_over_on or file.today) > due:
        yield finding(
            "R30", _("Things and papers should have been handed over to the police by %(due)s."), article=OVER,
            day=due, key=f"over:{due}", step="T06", due=due, remedy=_("Hand them over now."),
        )  # fmt: skip


def _no_fine(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    decision = file.decision
    if decision is None or not is_penalty(file) or not decision.terms.fine or decision.on < county_day(one.formed_at):
        return
    if one.filed or one.ended_on is None or decision.on < one.ended_on:
        yield finding(
            "R30", _("A fine was decided on %(on)s while the case is with the police."), article=FINE, blocks=True,
            day=decision.on, key=f"fine:{decision.on}", step="P14", on=decision.on,
            remedy=_("Wait for the answer of the police; a fine never takes the place of a punishment."),
        )  # fmt: skip


RULES = (
    Rule(
        "R30", gettext_lazy("Suspected crimes go to the police in time"), HOURS, in_hours, blocks=True,
        acts=frozenset({"decide", "draw_up_decision"}),
    ),
)  # fmt: skip
