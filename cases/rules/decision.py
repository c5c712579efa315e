"""R22 and R37: decided within the ninety days and their extensions, in a document that says all of article 59."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from cases.rules.file import CaseFile, ClockFact
from cases.rules.people import is_penalty
from cases.rules.registry import Finding, Rule
from cases.rules.saying import TRANSLATED, finding
from cases.rules.time import decision_due
from enforcement.flowcharts.lights import yellow_on

NINETY = "中华人民共和国行政处罚法第六十条"
DOCUMENT = "中华人民共和国行政处罚法第五十九条"
CLOCK = "decision"


def decision_clock(file: CaseFile) -> ClockFact | None:
    """Return the clock of the decision: the run's, else counted from the filing."""
    kept = next((c for c in file.clocks if c.code == CLOCK), None)
    if kept is not None or file.filed_on is None:
        return kept
    end = decision_due(file.filed_on, file.legal, file.calendar)
    turns = yellow_on(end, file.calendar, float(file.legal.yellow_ratio))
    closed = file.decision.on if file.decision else file.closed_on
    return ClockFact(CLOCK, file.filed_on, end.due_on, closed, turns)


def in_ninety_days(file: CaseFile) -> Iterator[Finding]:
    """Judge R22: red past the term, yellow from the day on which nine tenths are used."""
    clock = decision_clock(file)
    if clock is None:
        return
    for late in (e for e in clock.extensions if not e.counts):
        yield finding(
            "R22", _("The extension granted on %(on)s came after the term had ended on %(due)s: it does not count."),
            article=NINETY, day=late.on, key=f"extension:{late.on}", step="P14",
            remedy=_("Decide now; an extension granted after the term has ended does not count."), on=late.on,
            due=late.due_before,
        )  # fmt: skip
    if clock.paused_from is not None:
        return
    ended = file.decision.on if file.decision else clock.closed_on or file.closed_on
    until = ended or file.today
    if until > clock.due_on:
        message = (
            _("The decision of %(until)s came after the term had ended on %(due)s.") if ended
            else _("No decision has been made; the term ended on %(due)s.")
        )  # fmt: skip
        yield finding(
            "R22", message, article=NINETY, day=clock.due_on, key=f"late:{clock.due_on}", step="P14",
            remedy=_("Decide now; an extension granted after the term has ended does not count."), until=until,
            due=clock.due_on,
        )  # fmt: skip
    elif ended is None and clock.yellow_on is not None and until >= clock.yellow_on:
        yield finding(
            "R22", _("Nine tenths of the term are used; the decision must be made by %(due)s."), article=NINETY,
            severity="yellow", day=clock.yellow_on, key=f"soon:{clock.due_on}", step="P14",
            remedy=_("Decide by then, or have the extension granted before."), due=clock.due_on,
        )  # fmt: skip


def complete_document(file: CaseFile) -> Iterator[Finding]:
    """Judge R37: how to perform, remedies and their terms, organ, date and seal."""
    decision = file.decision
    if decision is None or not is_penalty(file):
        return
    drawn = any((decision.number, decision.dated_on, decision.sealed)) or file.published_on or file.closed_on
    out = any(s.document in {"decision", "JD"} for s in file.services)
    if not drawn and not out:
        return
    for missing, word in (
        (not decision.remedies, _("the remedies and their terms")),
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


RULES = (
    Rule("R22", gettext_lazy("Decided within the term"), NINETY, in_ninety_days),
    Rule(
        "R37",
        gettext_lazy("The written decision is complete"),
        DOCUMENT,
        complete_document,
        blocks=True,
        acts=frozenset({"draw_up_decision", "serve"}),
    ),
)
