"""Table 7: how lawfully and how timely, never how much money (行政处罚法第七十四条第三款). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cases.yearly.counting.facts import Fact
from cases.yearly.counting.rows import Decided, Happened, Left, Span


def steps(rows: Iterable[Left], span: Span) -> Iterator[Fact]:
    """Yield each step left in the year, one in time under ``.timely``, one late under ``.late``."""
    for row in rows:
        if span.holds(row.on):
            late = row.on > row.due_on
            yield Fact(f"step.{row.step}.{'late' if late else 'timely'}", row.agency, row.case)
            yield Fact("own.late" if late else "own.timely", row.agency, row.case)
            yield Fact("own.left", row.agency, row.case)


def alarmed(filed: Iterable[Happened], red: Mapping[int, date], span: Span) -> Iterator[Fact]:
    """Yield the cases filed in the year that a red alarm was raised on."""
    for row in filed:
        if row.kind == "filed" and row.case is not None and span.holds(row.on) and span.known(red.get(row.case)):
            yield Fact("own.alarmed", row.agency, row.case)


def decided(rows: Iterable[Decided], span: Span) -> Iterator[Fact]:
    """Yield how decisions of the year came about: heard, reviewed, discussed, without penalty, published in time.

    Decisions on the spot have none of the three and are left out of what they are a share of.
    """
    for row in rows:
        if not span.holds(row.on) or row.outcome not in {"penalise", "no_penalty"}:
            continue
        yield Fact("own.concluded", row.agency, row.case)
        if row.outcome == "penalise":
            yield from _penalty(row, span)


def _penalty(row: Decided, span: Span) -> Iterator[Fact]:
    if not row.on_spot:
        yield Fact("own.decided", row.agency, row.case)
        told = {"own.heard": row.heard, "own.reviewed": row.reviewed, "own.discussed": row.discussed}
        yield from (Fact(line, row.agency, row.case) for line, there in told.items() if there)
    due, shown = row.publish_due_on, row.published_on
    if due is not None and (span.known(due) or span.known(shown)):
        yield Fact("own.to_publish", row.agency, row.case)
        if shown is not None and shown <= min(due, span.known_on):
            yield Fact("own.published", row.agency, row.case)
