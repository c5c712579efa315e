"""Tables 3, 4 and 6: coercion, inspections, the way of cases, remedies. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from cases.yearly.counting.facts import Fact
from cases.yearly.counting.rows import Decided, Happened, Inspected, Sought, Span

LINES: Final[dict[str, str]] = {
    "filed": "case.filed", "closed": "case.closed", "police": "case.police", "seize": "coercion.seize",
    "preserve": "coercion.preserve", "surcharge": "execution.surcharge", "own": "execution.own",
    "court": "execution.court",
}  # fmt: skip
CORRECTED: Final = frozenset({"changed", "annulled", "anew", "illegal", "invalid"})
"""Outcomes of a reconsideration that correct the agency, and of a lawsuit that it lost.

Invalid too: 行政复议法第六十七条, 行政诉讼法第七十五条.
"""
SOUGHT: Final = {
    "reconsideration": ("remedy.reconsidered", "remedy.corrected"),
    "litigation": ("remedy.sued", "remedy.lost"),
}
"""A decision on supervision has no lines: nobody asks for it, and its outcome is told with the annulled decisions."""


def happenings(rows: Iterable[Happened], span: Span) -> Iterator[Fact]:
    """Yield what happened in the year, each under the line of its kind; a kind without a line is not counted."""
    for row in rows:
        if row.kind in LINES and span.holds(row.on):
            yield Fact(LINES[row.kind], row.agency, row.case)


def inspections(rows: Iterable[Inspected], span: Span) -> Iterator[Fact]:
    """Yield one fact for each object inspected on a day with a full record: two records of one visit count once.

    A patrol, which has no object, and an inspection without a full record do not count.
    """
    seen = set()
    for row in rows:
        visit = (row.agency, row.target, row.on)
        if row.full and row.target and span.holds(row.on) and visit not in seen:
            seen.add(visit)
            yield Fact("other.inspection", row.agency, row.case)


def sought(rows: Iterable[Sought], span: Span) -> Iterator[Fact]:
    """Yield remedies asked for in the year, and those of any year that ended against the agency in the year."""
    for row in rows:
        lines = SOUGHT.get(row.kind)
        if lines is None:
            continue
        asked, lost = lines
        if span.holds(row.filed_on):
            yield Fact(asked, row.agency, row.case)
        if row.outcome in CORRECTED and span.holds(row.outcome_on):
            yield Fact(lost, row.agency, row.case)


def endings(rows: Iterable[Decided], declined: Iterable[Happened], span: Span) -> Iterator[Fact]:
    """Yield cases without penalty (each once, decided or ended so) and penalties below or low in the range."""
    spared = set()
    for row in rows:
        if not span.holds(row.on):
            continue
        if row.outcome == "no_penalty":
            spared.add((row.agency, row.case))
        elif row.outcome == "penalise" and row.effect in {"lighter", "mitigate"}:
            yield Fact("case.lighter", row.agency, row.case)
    spared |= {(row.agency, row.case or 0) for row in declined if row.kind == "no_penalty" and span.holds(row.on)}
    for agency, case in sorted(spared):
        yield Fact("case.no_penalty", agency, case)
