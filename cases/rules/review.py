"""R16 and R17: legal review where article 58 asks for it, by somebody who did not investigate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, ReviewFact, Terms
from cases.rules.filing import discovered_too_late
from cases.rules.major import listed
from cases.rules.people import is_penalty, took_part
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding, key_of, plain, say
from cases.rules.time import latest

REVIEW = "中华人民共和国行政处罚法第五十八条"
REVIEWER = "中华人民共和国行政处罚法第五十八条第二款"
CHECKER = "市场监督管理行政处罚程序规定第四十九条"


def latest_terms(file: CaseFile) -> Terms:
    """Return the penalty as last decided, notified or proposed."""
    if file.decision is not None:
        return file.decision.terms
    told = [n.terms for n in file.notices] or list(file.proposals)
    return told[-1] if told else Terms()


def review_required(file: CaseFile) -> str:
    """Return why the case needs a legal review before the decision, or "" (行政处罚法第五十八条).

    Where the limitation is in question too: what the review finds there, R29 asks for.
    """
    late = _("the limitation of article 36 is in question")
    return _must(file) or (say(late, {}) if discovered_too_late(file) else "")


def _must(file: CaseFile) -> str:
    if file.public_interest:
        return say(_("a major public interest is at stake (art. 58, first ground)"), {})
    if file.heard:
        return say(_("major rights are at stake and a hearing was held (art. 58, second ground)"), {})
    if file.many_relations:
        return say(_("the case is complex and touches several legal relations (art. 58, third ground)"), {})
    return _by_list(file)


def _by_list(file: CaseFile) -> str:
    """Return which line of the agency's list, or which amount of its settings, the penalty reaches."""
    penalty = latest_terms(file)
    line = listed(file.major, penalty, file.field_code, file.decision.on if file.decision else file.today)
    if line is not None:
        return say(_("it is on the agency's list of major decisions: %(title)s"), {"title": line.title})
    limit = file.legal.review_from_fine
    if limit is not None and penalty.fine >= limit:
        return say(
            _("the fine of %(amount)s yuan is on the agency's list of reviewed decisions (from %(limit)s yuan)"),
            {"amount": plain(penalty.fine), "limit": plain(limit)},
        )
    return ""


def fault_of(file: CaseFile, review: ReviewFact) -> str:
    """Return why a review does not count: ``investigated``, ``unqualified``, or ""."""
    if took_part(file, review.reviewer) is not None:
        return "investigated"
    return "unqualified" if review.first_time and not review.qualification else ""


def counting(file: CaseFile, by: date) -> ReviewFact | None:
    """Return the last lawful review on or before a day, passed or not; one before the last hearing does not count.

    Of two on one day the one entered last speaks: returned and passed again, or passed and then found wanting.
    """
    held = max((h.held_on for h in file.hearings if h.held_on is not None and h.held_on <= by), default=None)
    found = [
        r for r in file.reviews
        if r.on <= by and not fault_of(file, r) and (held is None or r.on >= held)
    ]  # fmt: skip
    return latest(found, lambda r: r.on)


def reviewed(file: CaseFile) -> Iterator[Finding]:
    """Judge R16: not reviewed or not passed, no decision; a review after the decision cures nothing."""
    decision = file.decision
    if decision is None or not is_penalty(file):
        return
    if not _must(file):
        return
    review = counting(file, decision.on)
    if review is None:
        yield finding(
            "R16", _("The decision of %(on)s was made without the legal review that it needs."), article=REVIEW,
            blocks=True, day=decision.on, key="none", step="P12",
            remedy=_("Send the file to legal review; decide once it has passed."), on=decision.on,
        )  # fmt: skip
    elif not review.passed:
        yield finding(
            "R16", _("The legal review of %(reviewed)s did not pass, yet it was decided on %(on)s."), article=REVIEW,
            blocks=True, day=decision.on, key="failed", step="P12",
            remedy=_("Correct what the review found and submit it again."), reviewed=review.on, on=decision.on,
        )  # fmt: skip


def independent(file: CaseFile) -> Iterator[Finding]:
    """Judge R17: reviewers and checkers did not investigate; first-time reviewers hold the legal qualification."""
    for review in file.reviews:
        later = any(r.on >= review.on and r is not review and not fault_of(file, r) for r in file.reviews)
        fault = fault_of(file, review)
        if fault:
            yield _reviewer(file, review, fault, blocks=not later)
    for check in file.checks:
        record = took_part(file, check.checker)
        if record is not None:
            later = any(c.on >= check.on and took_part(file, c.checker) is None for c in file.checks)
            yield finding(
                "R17", _("%(name)s cannot check the case: %(name)s took part in %(what)s on %(on)s."), article=CHECKER,
                blocks=not later, day=check.on, key=f"check:{check.on}:{key_of(check.checker)}", step="P07",
                remedy=_("Let somebody check who took no part in the investigation."), name=check.checker.name,
                what=record.word, on=record.on,
            )  # fmt: skip


def _reviewer(file: CaseFile, review: ReviewFact, fault: str, *, blocks: bool) -> Finding:
    key = f"review:{review.on}:{key_of(review.reviewer)}"
    record = took_part(file, review.reviewer)
    if fault == "investigated" and record is not None:
        return finding(
            "R17", _("%(name)s cannot review the case: %(name)s took part in %(what)s on %(on)s."), article=REVIEWER,
            blocks=blocks, day=review.on, key=key, step="P12",
            remedy=_("Let somebody review who took no part in the investigation."), name=review.reviewer.name,
            what=record.word, on=record.on,
        )  # fmt: skip
    return finding(
        "R17", _("%(name)s reviewed for the first time on %(on)s without the legal professional qualification."),
        article=REVIEWER, blocks=blocks, day=review.on, key=key, step="P12",
        remedy=_("Let a qualified reviewer do it."), name=review.reviewer.name, on=review.on,
    )  # fmt: skip


RULES = (
    Rule(
        "R16",
        gettext_lazy("Reviewed and passed before the decision"),
        REVIEW,
        reviewed,
        blocks=True,
        acts=frozenset({"decide", "draw_up_decision"}),
    ),
    Rule(
        "R17",
        gettext_lazy("The reviewer did not investigate and is qualified"),
        REVIEWER,
        independent,
        blocks=True,
        acts=frozenset({"check_case", "review", "decide"}),
    ),
)
