"""R22 and R37: decided within the ninety days and their extensions, in a document that says all of article 59."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, ClockFact
from cases.rules.older import FIRST
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.remedies import reconsidered_first, served_on
from cases.rules.saying import TRANSLATED, finding
from cases.rules.thresholds import Term
from cases.rules.time import decision_due
from cases.rules.timed import late, lit

NINETY = "中华人民共和国行政处罚法第六十条"
LONGER = "市场监督管理行政处罚程序规定第六十四条"
DOCUMENT = "中华人民共和国行政处罚法第五十九条"
CLOCK = "decision"
TERM = re.compile(r"[0-9０-９一二三四五六七八九十百]\s*(?:个)?[日天月]")
FIRST_SAID = re.compile("先|前置")
AFTER_IT = re.compile("复议决定不服|不服[^，。；]{0,6}复议决定|复议后")
OR_A_SUIT = re.compile("直接[^，。；]{0,12}诉|也可以[^。；]*诉")
"""How remedies say that a suit comes at once, or only after reconsideration (行政复议法第二十三条)."""


def decision_clock(file: CaseFile) -> ClockFact | None:
    """Return the clock of the decision: the run's, else counted from the filing."""
    kept = next((c for c in file.clocks if c.code == CLOCK), None)
    if kept is not None or file.filed_on is None:
        return kept
    end = decision_due(file.filed_on, file.legal, file.calendar)
    closed = file.decision.on if file.decision else file.closed_on
    return ClockFact(CLOCK, file.filed_on, end.due_on, closed, end.raw_on, end.of)


def in_ninety_days(file: CaseFile) -> Iterator[Finding]:
    """Judge R22: red past the term, yellow from the day that the thresholds set (nine tenths used)."""
    clock = decision_clock(file)
    if clock is None:
        return
    yield from _extended(file, clock)
    if clock.paused_from is not None and clock.paused_from <= clock.due_on:
        yield from _standing_still(file, clock, clock.paused_from)
        return
    ended = file.decision.on if file.decision else clock.closed_on or file.closed_on
    term = Term(clock.due_on, clock.of, working=False, raw_on=clock.raw_on)
    hit = lit(file, "R22", term, ended)
    if hit is None:
        return
    said, remedy = (
        _("The decision must be made by %(due)s."),
        _("Decide by then, or have the extension granted before."),
    )
    if late(term, file, ended):
        said = (
            _("The decision of %(until)s came after the term had ended on %(due)s.") if ended
            else _("No decision has been made; the term ended on %(due)s.")
        )  # fmt: skip
        remedy = _("Decide now; an extension granted after the term has ended does not count.")
    yield finding(
        "R22", said, article=NINETY, severity=hit[0], day=hit[1], step="P14", remedy=remedy,
        key=f"term:{sum(e.counts for e in clock.extensions)}", until=ended or "", due=clock.due_on,
    )  # fmt: skip


def _extended(file: CaseFile, clock: ClockFact) -> Iterator[Finding]:
    """Find extensions that came too late (red), and those too long for the head alone (yellow)."""
    for one in clock.extensions:
        together = any(d.held_on and d.held_on <= one.on and d.failed_on is None for d in file.discussions)
        if not one.counts:
            yield finding(
                "R22",
                _("The extension granted on %(on)s came after the term had ended on %(due)s: it does not count."),
                article=NINETY, day=one.on, key=f"extension:{one.on}", step="P14",
                remedy=_("Decide now; an extension granted after the term has ended does not count."), on=one.on,
                due=one.due_before,
            )  # fmt: skip
        elif one.beyond and not together:
            yield finding(
                "R22",
                _("The extension granted on %(on)s is longer than the published procedure lets the head grant alone."),
                article=LONGER, severity="yellow", day=one.on, key=f"longer:{one.on}", step="P14",
                remedy=_("Enter the discussion that set its length; without one the term ended earlier."), on=one.on,
            )  # fmt: skip


def _standing_still(file: CaseFile, clock: ClockFact, since: date) -> Iterator[Finding]:
    """Find a decision made while the term stood still, later than it would have ended: nobody knows if in time."""
    decided = file.decision.on if file.decision else None
    if decided is not None and decided > clock.due_on:
        yield finding(
            "R22", _("The decision of %(on)s was made while the term stood still since %(since)s."), article=NINETY,
            severity="yellow", day=decided, key=f"standing:{since}", step="P14",
            remedy=_("Record on which day the ground ended, so that it can be seen whether the term was kept."),
            on=decided, since=since,
        )  # fmt: skip


def complete_document(file: CaseFile) -> Iterator[Finding]:
    """Judge R37: how to perform, remedies and their terms, organ, date and seal."""
    decision = file.decision
    if decision is None or not is_penalty(file):
        return
    drawn = any((decision.number, decision.dated_on, decision.sealed)) or file.published_on or file.closed_on
    out = served_on(file) is not None
    if not drawn and not out:
        return
    money = decision.terms.fine or decision.terms.confiscation
    for missing, word in (
        (not _names_remedies(decision.remedies, whole=not file.is_outside), _("the remedies and their terms")),
        (reconsidered_first(file) and _sues_at_once(decision.remedies), _("that reconsideration comes before a suit")),
        (bool(money) and not file.is_outside and not decision.performance.strip(), _("how and by when to perform")),
        (decision.dated_on is None, _("the date")),
        (not decision.sealed, _("the seal of the agency")),
        (not decision.number, _("the number")),
    ):
        if missing:
            yield finding(
                "R37", _("The decision of %(on)s lacks %(what)s."), article=DOCUMENT, blocks=True, day=decision.on,
                key=word, step="P15", remedy=_("Complete the document before it is served."), on=decision.on,
                what=TRANSLATED + word,
            )  # fmt: skip
    if decision.dated_on is not None and decision.dated_on != decision.on:
        yield finding(
            "R37", _("The document is dated %(dated)s, but it was decided on %(on)s."), article=DOCUMENT,
            severity="yellow", day=decision.dated_on, key="dated", step="P15",
            remedy=_("The date of the document is the day of the decision."), dated=decision.dated_on, on=decision.on,
        )  # fmt: skip


def _names_remedies(text: str, *, whole: bool) -> bool:
    """Return whether the remedies and a term are named (行政处罚法第五十九条第一款第五项).

    ``whole``: both of them; an outside record may keep the sentence in short.
    """
    named = ["复议" in text, "诉" in text]
    return (all(named) if whole else any(named)) and TERM.search(text) is not None


def _sues_at_once(text: str) -> bool:
    """Return whether a suit is named and not that reconsideration comes first (行政复议法第二十三条第二款)."""
    if "诉" not in text or FIRST_SAID.search(text):
        return False
    return OR_A_SUIT.search(text) is not None or AFTER_IT.search(text) is None


RULES = (
    Rule("R22", gettext_lazy("Decided within the term"), NINETY, in_ninety_days),
    Rule(
        "R37",
        gettext_lazy("The written decision is complete"),
        DOCUMENT,
        complete_document,
        blocks=True,
        acts=frozenset({"draw_up_decision", "serve"}),
        from_on=FIRST,
    ),
)
