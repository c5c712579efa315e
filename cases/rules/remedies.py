"""When the remedies against a decision have lapsed, and which days their course takes out of other terms. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from cases.rules.file import CaseFile, Legal
from cases.rules.file_after import InstalmentFact, RemedyFact
from cases.rules.time import months, plain
from enforcement.flowcharts.calendar.workdays import WorkCalendar

UPSET = frozenset({"changed", "annulled", "illegal", "invalid", "anew"})
"""Outcomes after which a decision no longer stands as it was."""
VOID = frozenset({"annulled", "invalid", "anew"})
"""Outcomes that leave nothing of a decision: nobody may enforce it, and its fine is no first fine."""
DECISIONS = frozenset({"decision", "JD", "DC"})
"""How the written decision is named among the documents served."""
RECONSIDERED_FIRST = date(2024, 1, 1)
"""The day from which a penalty on the spot goes to reconsideration first (行政复议法第二十三条第一款第一项)."""


def ended_on(remedy: RemedyFact) -> date | None:
    """Return the day on which a remedy came to its end, None while it runs."""
    return remedy.refused_on or remedy.served_on or remedy.outcome_on


def runs(remedy: RemedyFact, on: date) -> bool:
    """Return whether a remedy ran on a day: sought by then and not ended."""
    end = ended_on(remedy)
    return remedy.filed_on <= on and (end is None or end > on)


def reconsidered_first(file: CaseFile) -> bool:
    """Return whether the party must ask for reconsideration before it may sue."""
    return file.chart == "S" and file.decision is not None and file.decision.on >= RECONSIDERED_FIRST


def stops(remedies: Iterable[RemedyFact]) -> list[tuple[date, date | None]]:
    """Return the spans, half open, in which no additional fine counts (行政处罚法第七十三条第三款)."""
    return [(r.filed_on, ended_on(r)) for r in remedies if r.refused_on is None]


def lapsed_on(file: CaseFile, on: date | None = None) -> date | None:
    """Return the last day on which the party may still seek a remedy, None while one runs or nothing is served.

    As it stood on a day, by all that is known where none is given: what is sought later changes nothing. Six months
    from service, the longer of the two terms; sixty days where reconsideration comes first; fifteen days from that of
    a decision on reconsideration; after a lawsuit its end (行政复议法第二十、二十三、三十四条; 行政诉讼法第四十五、
    四十六条). A request that was withdrawn leaves the terms from service (行政诉讼法司法解释第五十八条).
    """
    day, served = on or date.max, served_on(file)
    sought = [r for r in file.remedies if r.filed_on <= day and r.kind != "supervision"]
    if served is None or any(runs(r, day) for r in sought):
        return None
    suits = _ends(r for r in sought if r.kind == "litigation" and r.refused_on is None)
    if suits:
        return max(suits)
    first = reconsidered_first(file)
    until = remedies_until(served, file.legal, file.calendar, first=first)
    asked = [r for r in sought if r.kind == "reconsideration"]
    answered = _ends(r for r in asked if r.outcome != "withdrawn" and (first or r.refused_on is None))
    if answered:
        return plain(max(answered), file.legal.litigation_after_days, file.calendar).due_on
    return max([until, *_ends(r for r in asked if r.outcome == "withdrawn")])


def _ends(remedies: Iterable[RemedyFact]) -> list[date]:
    return [end for r in remedies if (end := ended_on(r)) is not None]


def remedies_until(served_on: date, legal: Legal, calendar: WorkCalendar, *, first: bool = False) -> date:
    """Return the later end of the two terms that run from service; ``first``: only reconsideration is open."""
    asking = plain(served_on, legal.reconsideration_days, calendar).due_on
    return asking if first else max(asking, months(served_on, legal.litigation_months, calendar))


def court_until(file: CaseFile, on: date | None = None) -> date | None:
    """Return the last day to apply to the court: three months from the lapse, or from the end of a deferral.

    As it stood on a day, by all that is known where none is given (行政强制法第五十三条; 行政处罚法第七十二条第二款).
    """
    lapsed = lapsed_on(file, on)
    if lapsed is None:
        return None
    deferred = max((p.due_on for p in file.plan if p.approved_on <= (on or date.max)), default=lapsed)
    return months(max(lapsed, deferred), file.legal.court_months, file.calendar)


def deferred_to(file: CaseFile, on: date) -> date | None:
    """Return the last day of the plan of payment that runs on a day, None without one or once a part is missed."""
    known = [p for p in file.plan if p.approved_on <= on]
    parts = [p for p in known if p.plan == known[-1].plan]
    if not parts or max(p.due_on for p in parts) < on:
        return None
    return None if _missed(parts, file, on) else max(p.due_on for p in parts)


def _missed(parts: list[InstalmentFact], file: CaseFile, on: date) -> bool:
    due = sum(p.amount for p in parts if p.due_on < on)
    return due > sum(p.amount for p in file.payments if parts[0].approved_on <= p.on <= on)


def upset_on(file: CaseFile) -> date | None:
    """Return the day on which the decision was found wanting, None if it stands."""
    return min((r.outcome_on for r in file.remedies if r.outcome in UPSET and r.outcome_on), default=None)


def void_on(file: CaseFile, on: date) -> date | None:
    """Return the day on which nothing was left of the decision, None if it was still there on a day."""
    ends = [r.outcome_on for r in file.remedies if r.outcome in VOID and r.outcome_on]
    return min((end for end in ends if end <= on), default=None)


def fine_on(file: CaseFile, on: date) -> Decimal:
    """Return the fine as it stood on a day: as decided, as a remedy changed it, or nothing once annulled."""
    if file.decision is None or void_on(file, on) is not None:
        return Decimal(0)
    changed = [r for r in file.remedies if r.outcome == "changed" and r.outcome_on and r.outcome_on <= on]
    after = [r.fine_after for r in changed if r.fine_after is not None]
    return after[-1] if after else file.decision.terms.fine


def served_on(file: CaseFile) -> date | None:
    """Return the day on which the decision was served, None before."""
    return max((s.on for s in file.services if s.document in DECISIONS), default=None)
