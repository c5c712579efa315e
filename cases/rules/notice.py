"""R09 to R12: prior notice, the party's periods, and the hearing that the party may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, DecisionFact, NoticeFact, Terms
from cases.rules.hearing import came_to_nothing, hearing_required
from cases.rules.older import FIRST, is_older
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.saying import finding
from cases.rules.time import decision_day, hearing_request_until, latest

NOTICE = "中华人民共和国行政处罚法第四十四条、第六十二条"
HEAVIER = "中华人民共和国行政处罚法第四十四条、第四十五条第二款"
WINDOW = "中华人民共和国行政处罚法第六十二条、第六十四条第一项"
RIGHT = "中华人民共和国行政处罚法第六十三条"
UNHEARD = "中华人民共和国行政处罚法第四十五条第一款"
DECIDING = frozenset({"decide", "draw_up_decision"})
ON_SPOT = "S"
HEAVY_BEFORE = frozenset({"shutdown", "revoke_licence"})
ENDED = frozenset({"withdrawn", "no_show", "walk_out", "party_ended", "waived", "not_party"})
"""Ends that answer a request in time where the right was told: to refuse it as late, or for want of right, does not."""


def notice_before(file: CaseFile, on: date) -> NoticeFact | None:
    """Return the last notice that was served on or before a day; of several on one day the one entered last."""
    return latest((n for n in file.notices if n.served_on <= on), lambda n: n.served_on)


def notified(file: CaseFile) -> Iterator[Finding]:
    """Judge R09: no penalty without notice, none heavier than or other than the notice said."""
    decision = file.decision
    if decision is None or not is_penalty(file) or file.chart == ON_SPOT:
        return  # on the spot the party is told and heard by word of mouth, which the record of S03 keeps
    notice = notice_before(file, decision.on)
    if notice is None:
        yield finding(
            "R09",
            _("The penalty was decided on %(on)s without prior notice to the party."),
            article=NOTICE,
            blocks=True,
            day=decision.on,
            key="none",
            step="P09",
            remedy=_("Serve the notice and let the party's period pass before deciding."),
            on=decision.on,
        )
        return
    if not file.is_outside:
        yield from _heard(notice)
    yield from _as_notified(decision, notice)


def _heard(notice: NoticeFact) -> Iterator[Finding]:
    """Find statements that nobody rechecked: also those that came after the period (行政处罚法第四十五条)."""
    for day in notice.unheard:
        yield finding(
            "R09", _("What the party said on %(on)s in its defence was not rechecked."), article=UNHEARD, blocks=True,
            day=day, key=f"unheard:{day}", step="P10",
            remedy=_("Recheck it first: say whether it is adopted, and why."), on=day,
        )  # fmt: skip


def _as_notified(decision: DecisionFact, notice: NoticeFact) -> Iterator[Finding]:
    told, done = notice.terms, decision.terms
    again = _("Notify the party again of what shall now be decided.")
    if heavier(done, told):
        yield finding(
            "R09",
            _("The decision of %(on)s is heavier than the notice of %(served)s: %(done)s yuan against %(told)s yuan."),
            article=HEAVIER,
            severity="yellow" if is_older(decision.on) else "red",  # the notice need not name the penalty before
            blocks=True,
            day=decision.on,
            key="heavier",
            step="P14",
            remedy=again,
            on=decision.on,
            served=notice.served_on,
            done=done.fine + done.confiscation,
            told=told.fine + told.confiscation,
        )
    if told.legal_basis and done.legal_basis and _squeezed(told.legal_basis) != _squeezed(done.legal_basis):
        yield finding(
            "R09",
            _("The decision of %(on)s rests on another legal basis than the notice of %(served)s."),
            article=NOTICE,
            blocks=True,
            day=decision.on,
            key="basis",
            step="P14",
            remedy=again,
            on=decision.on,
            served=notice.served_on,
        )
    if told.facts and done.facts and _squeezed(told.facts) != _squeezed(done.facts):
        yield finding(
            "R09",
            _("The decision of %(on)s states the facts in other words than the notice of %(served)s."),
            article=NOTICE,
            severity="notice",
            day=decision.on,
            key="facts",
            step="P14",
            on=decision.on,
            remedy=_("Compare the two: new facts against the party need a new notice."),
            served=notice.served_on,
        )


def heavier(done: Terms, told: Terms) -> bool:
    """Return whether a penalty is heavier than another: more money, or a kind that the other had not."""
    return done.fine > told.fine or done.confiscation > told.confiscation or bool(set(done.kinds) - set(told.kinds))


def _squeezed(text: str) -> str:
    return "".join(text.split())


def window_over(file: CaseFile) -> Iterator[Finding]:
    """Judge R10: no decision before the party's periods are over, unless waived in writing."""
    decision = file.decision
    if decision is None or not is_penalty(file) or notice_before(file, decision.on) is None:
        return
    first = decision_day(file, on=decision.on)
    if first is not None and decision.on < first:
        until = first - timedelta(days=1)
        yield finding(
            "R10", _("The decision of %(on)s came before the party's period had ended on %(until)s."), article=WINDOW,
            blocks=True, day=decision.on, key=f"window:{until}", step="P14",
            remedy=_("Decide on %(first)s at the earliest, or keep the party's waiver in writing in the file."),
            on=decision.on, until=until, first=first,
        )  # fmt: skip


def hearing_offered(file: CaseFile) -> Iterator[Finding]:
    """Judge R11: a notice of a penalty of article 63 tells of the right to a hearing.

    A penalty rests on the last notice before it: one served afterwards repairs nothing.
    """
    decision = file.decision if is_penalty(file) else None
    notice = notice_before(file, decision.on if decision else date.max)
    if notice is None:
        return
    terms = [notice.terms, *([decision.terms] if decision else [])]
    if not notice.hearing_right and any(_gives_right(file, notice, t) for t in terms):
        yield finding(
            "R11",
            _("The notice of %(on)s does not tell the party of the right to a hearing, which this penalty gives."),
            article=RIGHT,
            blocks=True,
            day=notice.served_on,
            key=f"notice:{notice.served_on}",
            step="P09",
            remedy=_("Notify the party again with the right to a hearing."),
            on=notice.served_on,
        )


def _gives_right(file: CaseFile, notice: NoticeFact, terms: Terms) -> bool:
    if is_older(notice.served_on):
        terms = replace(terms, kinds=tuple(kind for kind in terms.kinds if kind in HEAVY_BEFORE))
    return bool(
        hearing_required(
            terms, file.party_kind, file.legal, file.hearing_amounts, field=file.field_code, on=notice.served_on
        )
    )


def hearing_held(file: CaseFile) -> Iterator[Finding]:
    """Judge R12: a hearing asked for in time is held before the decision."""
    decision = file.decision
    if decision is None or not is_penalty(file):
        return
    for notice in file.notices:
        asked = _asked(file, notice)
        if (
            not notice.hearing_right
            or asked is None
            or asked > hearing_request_until(notice.served_on, file.legal, file.calendar)
            or _given_up(notice, asked, decision.on)
        ):
            continue
        answered = any(
            (h.held_on is not None and h.held_on <= decision.on)
            or (h.ended_on is not None and h.end_reason in ENDED and not came_to_nothing(file, h))
            for h in file.hearings
            if h.requested_on >= notice.served_on
        )
        if not answered:
            yield finding(
                "R12", _("The party asked for a hearing on %(on)s, in time, and none was held before the decision."),
                article=RIGHT, blocks=True, day=asked, key=f"asked:{asked}", step="P11",
                remedy=_("Hold the hearing, then decide on its record."), on=asked,
            )  # fmt: skip


def _given_up(notice: NoticeFact, asked: date, decided: date) -> bool:
    """Return whether the party waived its periods, and asked only once it was decided on that waiver."""
    return notice.waived_on is not None and notice.waived_on <= decided < asked


def _asked(file: CaseFile, notice: NoticeFact) -> date | None:
    if notice.hearing_requested_on is not None:
        return notice.hearing_requested_on
    later = min((n.served_on for n in file.notices if n.served_on > notice.served_on), default=date.max)
    return min((h.requested_on for h in file.hearings if notice.served_on <= h.requested_on < later), default=None)


RULES = (
    Rule(
        "R09",
        gettext_lazy("Nothing is decided that the notice did not say"),
        NOTICE,
        notified,
        blocks=True,
        acts=DECIDING,
        from_on=FIRST,
    ),
    Rule(
        "R10", gettext_lazy("The party's periods are over"), WINDOW, window_over, blocks=True, acts=DECIDING,
        from_on=FIRST,
    ),
    Rule(
        "R11",
        gettext_lazy("The notice tells of the right to a hearing"),
        RIGHT,
        hearing_offered,
        blocks=True,
        acts=DECIDING | {"notify_party"},
        from_on=FIRST,
    ),
    Rule(
        "R12", gettext_lazy("The hearing that was asked for is held"), RIGHT, hearing_held, blocks=True, acts=DECIDING,
        from_on=FIRST,
    ),
)  # fmt: skip
