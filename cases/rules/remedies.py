"""When the remedies against a decision have lapsed, and which days their course takes out of other terms. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from cases.rules.file import CaseFile, Legal
from cases.rules.file_after import RemedyFact
from cases.rules.time import months, plain
from enforcement.flowcharts.calendar.workdays import WorkCalendar

UPSET = frozenset({"changed", "annulled", "illegal", "invalid", "anew"})
"""Outcomes after which a decision no longer stands as it was."""


def ended_on(remedy: RemedyFact) -> date | None:
    """Return the day on which a remedy came to its end, None while it runs."""
    return remedy.refused_on or remedy.served_on or remedy.outcome_on


def stops(remedies: Iterable[RemedyFact]) -> list[tuple[date, date | None]]:
    """Return the spans, half open, in which no additional fine counts (行政处罚法第七十三条第三款)."""
    return [(r.filed_on, ended_on(r)) for r in remedies if r.refused_on is None]


def pending(file: CaseFile) -> RemedyFact | None:
    """Return a remedy that still runs."""
    return next((r for r in file.remedies if ended_on(r) is None), None)


def lapsed_on(file: CaseFile) -> date | None:
    """Return the last day on which the party may still seek a remedy, None while one runs or nothing is served.

    Six months from service, the longer of the two terms; fifteen days from the service of a decision on
    reconsideration; after a lawsuit its end (行政复议法第二十条; 行政诉讼法第四十五、四十六条).
    """
    served = _served_on(file)
    if served is None or pending(file) is not None:
        return None
    suits = [ended_on(r) for r in file.remedies if r.kind == "litigation" and r.refused_on is None]
    if suits:
        return max(on for on in suits if on)
    asked = [ended_on(r) for r in file.remedies if r.kind == "reconsideration" and r.refused_on is None]
    if asked:
        return plain(max(on for on in asked if on), file.legal.litigation_after_days, file.calendar).due_on
    return remedies_until(served, file.legal, file.calendar)


def remedies_until(served_on: date, legal: Legal, calendar: WorkCalendar) -> date:
    """Return the later end of the two terms that run from service."""
    asking = plain(served_on, legal.reconsideration_days, calendar).due_on
    return max(asking, months(served_on, legal.litigation_months, calendar))


def court_until(file: CaseFile) -> date | None:
    """Return the last day to apply to the court: three months from the lapse, or from the end of a deferral.

    行政强制法第五十三条; 行政处罚法第七十二条第二款.
    """
    lapsed = lapsed_on(file)
    if lapsed is None:
        return None
    return months(max(lapsed, file.deferred_to or lapsed), file.legal.court_months, file.calendar)


def upset_on(file: CaseFile) -> date | None:
    """Return the day on which the decision was found wanting, None if it stands."""
    return min((r.outcome_on for r in file.remedies if r.outcome in UPSET and r.outcome_on), default=None)


def _served_on(file: CaseFile) -> date | None:
    return max((s.on for s in file.services if s.document in {"decision", "JD"}), default=None)
