"""R23, R24 and R32: served, published and closed in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, ServiceFact
from cases.rules.older import FIRST
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.remedies import DECISIONS, upset_on
from cases.rules.saying import finding
from cases.rules.thresholds import Term
from cases.rules.time import archive_due, closure_due, publish_due, service_due, working
from cases.rules.timed import late, lit

SERVICE = "中华人民共和国行政处罚法第六十一条"
PUBLICITY = "国办发〔2018〕118号第六项；中华人民共和国行政处罚法第四十八条"
PRIVACY = "中华人民共和国行政处罚法第五十条；国办发〔2018〕118号第六项"
CLOSURE = "市场监督管理行政处罚程序规定第七十七条"
ARCHIVE = "中华人民共和国行政处罚法第四十七条；市场监督管理行政处罚程序规定第七十八条"


def served(file: CaseFile) -> Iterator[Finding]:
    """Judge R23: yellow on the last day and the working day before, red after it, unless set otherwise."""
    decision = file.decision
    if decision is None or not is_penalty(file):
        return
    due = service_due(decision.on, file.legal, file.calendar)
    on = min((_begun(s) for s in file.services if s.on >= decision.on and s.document in DECISIONS), default=None)
    term = Term(due, file.legal.service_days)
    hit = lit(file, "R23", term, on)
    if hit is not None:
        over = late(term, file, on)
        yield finding(
            "R23",
            _("The decision of %(on)s should have been served by %(due)s.") if over
            else _("The decision of %(on)s must be served by %(due)s."),
            article=SERVICE, severity=hit[0], day=hit[1], key="service", step="P16",
            remedy=_("Serve it now, by notice if the party cannot be found.") if over else _("Serve it by then."),
            on=decision.on, due=due,
        )  # fmt: skip


def _begun(service: ServiceFact) -> date:
    """Return the day that counts for the term of service: of a public notice the day on which it was put up."""
    return service.sent_on or service.on if service.method == "public" else service.on


def published(file: CaseFile) -> Iterator[Finding]:
    """Judge R24: a decision that is to be published is published in time."""
    decision = file.decision
    if decision is None or not decision.publish or not is_penalty(file):
        return
    due = publish_due(decision.on, file.legal, file.calendar)
    term = Term(due, file.legal.publish_days)
    hit = lit(file, "R24", term, file.published_on)
    if hit is not None and upset_on(file) is None:
        said = (
            _("The decision of %(on)s should have been published by %(due)s.") if late(term, file, file.published_on)
            else _("The decision of %(on)s must be published by %(due)s.")
        )  # fmt: skip
        yield finding(
            "R24", said, article=PUBLICITY, severity=hit[0], day=hit[1], key="publish", step="P17",
            remedy=_("Publish it now."), on=decision.on, due=due,
        )  # fmt: skip


def withdraw_due(file: CaseFile) -> date | None:
    """Return the last day to withdraw a decision that no longer stands from the public, None where nothing is due."""
    upset = upset_on(file)
    if upset is None or file.published_on is None or file.withdrawn_on is not None:
        return None
    return working(max(upset, file.published_on), file.legal.withdrawal_days, file.calendar)


def withdrawn(file: CaseFile) -> Iterator[Finding]:
    """Judge R24: what was annulled leaves the public within three working days, and nothing private was shown."""
    upset = upset_on(file)
    if upset is not None and file.published_on is not None:
        due = working(max(upset, file.published_on), file.legal.withdrawal_days, file.calendar)
        if (file.withdrawn_on or file.today) > due:
            yield finding(
                "R24", _("The decision was set aside on %(on)s and should have left the public page by %(due)s."),
                article=PUBLICITY, day=due, key="withdraw", step="P17", on=upset, due=due,
                remedy=_("Withdraw it now, with the reason."),
            )  # fmt: skip
    if file.published_private and file.published_on is not None and file.withdrawn_on is None:
        yield finding(
            "R24", _("The published text of %(on)s still holds private facts."), article=PRIVACY, blocks=True,
            day=file.published_on, key="private", step="P17", on=file.published_on,
            remedy=_("Withdraw it, redact it and have another person check it."),
        )  # fmt: skip


def in_public(file: CaseFile) -> Iterator[Finding]:
    """Judge R24 whole: in time, withdrawn in time, redacted."""
    yield from published(file)
    yield from withdrawn(file)


def closed(file: CaseFile) -> Iterator[Finding]:
    """Judge R32: closed within the term after what ends the case, and archived within the term after that."""
    ended = _closing_event(file)
    if ended is not None:
        term = Term(closure_due(ended, file.legal, file.calendar), file.legal.closure_days)
        yield from _in_order(
            file, term, file.closed_on, "closure", "P21", _("Close the case now."),
            _("The case came to its end on %(on)s and should have been closed by %(due)s."),
            _("The case came to its end on %(on)s and must be closed by %(due)s."), ended,
        )  # fmt: skip
    if file.closed_on is not None:
        term = Term(archive_due(file.closed_on, file.legal, file.calendar), file.legal.archive_days)
        yield from _in_order(
            file, term, file.archived_on, "archive", "P22", _("Archive the file now."),
            _("The case was closed on %(on)s and its file should have been archived by %(due)s."),
            _("The case was closed on %(on)s and its file must be archived by %(due)s."), file.closed_on,
        )  # fmt: skip


def _closing_event(file: CaseFile) -> date | None:
    """Return the day of what ends a case: performed, or come to the closure in another way."""
    reached = [s.entered_on for s in file.steps if s.code == "P21"]
    return min([*([file.performed_on] if file.performed_on else []), *reached], default=None)


def _in_order(
    file: CaseFile, term: Term, done: date | None, key: str, step: str, remedy: str, tardy: str, soon: str, since: date
) -> Iterator[Finding]:
    hit = lit(file, "R32", term, done)
    if hit is not None:
        yield finding(
            "R32", tardy if late(term, file, done) else soon, article=CLOSURE if step == "P21" else ARCHIVE,
            severity=hit[0], day=hit[1], key=key, step=step, remedy=remedy, on=since, due=term.due_on,
        )  # fmt: skip


RULES = (
    Rule("R23", gettext_lazy("Served in time"), SERVICE, served, from_on=FIRST),
    Rule(
        "R24",
        gettext_lazy("Published in time, redacted, and withdrawn where it no longer stands"),
        PUBLICITY,
        in_public,
        severity="yellow",
        blocks=True,
        acts=frozenset({"publish_decision"}),
    ),
    Rule("R32", gettext_lazy("Closed and archived in time"), CLOSURE, closed, severity="yellow"),
)
