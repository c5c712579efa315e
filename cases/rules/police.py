"""R30: a suspected crime goes to the police within the hours of the law, and no fine is decided meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile
from cases.rules.file_after import TransferFact
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding
from cases.rules.thresholds import Term
from cases.rules.timed import late, lit
from enforcement.flowcharts.deadlines import county_day

SIGN = "中华人民共和国行政处罚法第八条第二款、第二十七条；行政执法机关移送涉嫌犯罪案件的规定第三条、第五条"
HOURS = "行政执法机关移送涉嫌犯罪案件的规定第五条"
OVER = "行政执法机关移送涉嫌犯罪案件的规定第十二条"
FINE = "中华人民共和国行政处罚法第八条、第二十七条；行政执法机关移送涉嫌犯罪案件的规定第十一条"
DAY = timedelta(days=1)


def in_hours(file: CaseFile) -> Iterator[Finding]:
    """Judge R30: three days to decide, twenty-four hours to send, three days to hand over, no fine while it runs."""
    yield from _sign(file)
    for one in file.transfers:
        yield from _decided(file, one)
        yield from _sent(file, one)
        yield from _handed_over(file, one)
        yield from _no_fine(file, one)


def _sign(file: CaseFile) -> Iterator[Finding]:
    """Find a sign of a crime that led to no transfer, and a question about it that nobody answered."""
    for review in file.reviews:
        if review.crime == "unanswered":
            yield _unanswered(review.on, "P12")
    decision = file.decision
    if decision is not None and "crime_sign" in file.told and file.crime_sign is None:
        yield _unanswered(decision.on, "P06")
    seen = [s.left_on for s in file.steps if s.outcome == "crime" and s.left_on]
    seen += [r.on for r in file.reviews if r.crime == "seen"]
    if file.crime_sign:
        seen += [decision.on] if decision is not None else [file.today]
    if seen and not file.transfers and (decision is not None or file.today > min(seen)):
        yield finding(
            "R30", _("Signs of a crime are in the file since %(on)s, but no transfer to the police was begun."),
            article=SIGN, blocks=decision is not None and is_penalty(file), day=min(seen), key="sign", step="T01",
            on=min(seen), remedy=_("Form the team at once; no fine takes the place of a punishment."),
        )  # fmt: skip


def _unanswered(on: date, step: str) -> Finding:
    return finding(
        "R30", _("On %(on)s the question whether there are signs of a crime was left unanswered."), article=SIGN,
        day=on, key=f"unanswered:{step}:{on}", step=step, on=on,
        remedy=_("Answer it in writing; where there are signs, the case goes to the police."),
    )  # fmt: skip


def _decided(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    if one.reported_at is None:
        return
    days = file.legal.transfer_approval_days
    term = Term(county_day(one.reported_at) + days * DAY, days, working=False)
    yield from _by_day(
        file, term, county_day(one.decided_at) if one.decided_at else None, "decide", "T03", HOURS,
        _("The transfer to the police should have been decided by %(due)s."),
        _("The transfer to the police must be decided by %(due)s."), _("The head decides now."),
    )  # fmt: skip


def _by_day(
    file: CaseFile, term: Term, done: date | None, key: str, step: str, article: str, tardy: str, soon: str, remedy: str
) -> Iterator[Finding]:
    hit = lit(file, "R30", term, done)
    if hit is not None:
        yield finding(
            "R30", tardy if late(term, file, done) else soon, article=article, severity=hit[0], day=hit[1],
            key=f"{key}:{term.due_on}", step=step, due=term.due_on, remedy=remedy,
        )  # fmt: skip


def _sent(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    if one.decided_at is None or not one.approved:
        return
    due = one.decided_at + timedelta(hours=file.legal.transfer_send_hours)
    if one.sent_at > due if one.sent_at else file.today > county_day(due):
        yield finding(
            "R30", _("The transfer approved on %(on)s was not sent to the police within twenty-four hours."),
            article=HOURS, day=county_day(due), key=f"send:{one.decided_at:%Y%m%d}", step="T04",
            on=county_day(one.decided_at), remedy=_("Send it now."),
        )  # fmt: skip


def _handed_over(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    if not one.filed or one.answered_on is None:
        return
    days = file.legal.hand_over_days
    term = Term(one.answered_on + days * DAY, days, working=False)
    yield from _by_day(
        file, term, one.handed_over_on, "over", "T06", OVER,
        _("Things and papers should have been handed over to the police by %(due)s."),
        _("Things and papers must be handed over to the police by %(due)s."), _("Hand them over now."),
    )  # fmt: skip


def _no_fine(file: CaseFile, one: TransferFact) -> Iterator[Finding]:
    decision = file.decision
    if decision is None or not is_penalty(file) or not decision.terms.fine or decision.on < county_day(one.formed_at):
        return
    back = _back_on(one)
    if back is None or decision.on < back:
        yield finding(
            "R30", _("A fine was decided on %(on)s while the case is with the police."), article=FINE, blocks=True,
            day=decision.on, key=f"fine:{decision.on}", step="P14", on=decision.on,
            remedy=_("Wait for the answer of the police; a fine never takes the place of a punishment."),
        )  # fmt: skip


def _back_on(one: TransferFact) -> date | None:
    """Return the day from which the case is the agency's own again, None while it is with the police.

    Given back (行政处罚法第二十七条第一款), not transferred at all, or declined by the police.
    """
    if one.returned_on is not None or one.filed:
        return one.returned_on
    if one.approved is False and one.decided_at is not None:
        return one.ended_on or county_day(one.decided_at)
    return one.ended_on


RULES = (
    Rule(
        "R30", gettext_lazy("Suspected crimes go to the police in time"), HOURS, in_hours, blocks=True,
        acts=frozenset({"decide", "draw_up_decision"}),
    ),
)  # fmt: skip
