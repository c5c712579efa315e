"""Extend a clock or the limit of a step as the published chart allows; only what is granted in time counts."""

from __future__ import annotations

from datetime import date, datetime

from enforcement import clock as time
from enforcement.flowcharts.calendar.current import calendar_for
from enforcement.flowcharts.deadlines import Due, Suspended, due
from enforcement.flowcharts.engine import clocks, dating
from enforcement.flowcharts.engine.clocks import Timed
from enforcement.flowcharts.engine.extending import (
    Allowed,
    ExtendedTooLate,
    ExtensionWithoutGrounds,
    NotExtendable,
    OtherLength,
    allowed,
)
from enforcement.flowcharts.graph import Limit
from enforcement.flowcharts.models import RunClock, TermExtension


def extend(
    subject: Timed, *, days: int, unit: str, by_name: str, at: datetime, reason: str, document: str
) -> TermExtension:
    """Extend an open clock or step by what its chart allows next and move its due date, in the caller's transaction.

    ``days`` are counted in ``unit``. The caller has checked the duty that ``allowed(subject)`` names.

    Raises:
        NotExtendable: if the chart allows none, or no more. OtherLength: for another length than the chart's.
        ExtendedTooLate: if the limit has ended. ExtensionWithoutGrounds: without reason or document.
    """
    held = clocks.hold(subject)
    rule = allowed(held)
    if rule is None:
        raise NotExtendable
    if not reason.strip() or not document.strip():
        raise ExtensionWithoutGrounds(field="document" if reason.strip() else "reason")
    if unit != rule.unit or days < 1 or (rule.fixed and days > rule.by):
        raise OtherLength(field="days")
    if is_over(held, at):
        raise ExtendedTooLate(article=rule.basis)
    return _write(subject, days, rule, by_name=by_name, on=time.day_of(at), reason=reason, document=document)


def record_extension(
    subject: Timed, *, days: int, unit: str, by_name: str, granted_on: date, reason: str, document: str, basis: str = ""
) -> TermExtension:
    """Keep an extension that was granted elsewhere; it counts only if that was before the limit had ended."""
    rule = Allowed(by=days, unit=unit, approver="", level=subject.extensions.count() + 1, fixed=True, basis=basis)
    return _write(subject, days, rule, by_name=by_name, on=granted_on, reason=reason, document=document)


def _write(
    subject: Timed, days: int, rule: Allowed, *, by_name: str, on: date, reason: str, document: str
) -> TermExtension:
    before = end_as_of(subject, on).due_on
    made = TermExtension(
        **clocks.of(subject), by=days, unit=rule.unit, level=rule.level, granted_on=on, granted_by=by_name[:60],
        reason=reason[:400], document=document[:120], basis=rule.basis[:160], due_before=before, due_after=before,
        counts=on <= before,
    )  # fmt: skip
    made.save(force_insert=True)
    clocks.recompute(subject)
    if made.counts:
        made.due_after = end_as_of(subject, on).due_on
        made.save(update_fields=["due_after"])
    return made


def is_over(subject: Timed, at: datetime) -> bool:
    """Tell whether a limit has ended by a moment; one that stands still has not, whatever its earliest end was."""
    end = end_as_of(subject, time.day_of(at))
    return at > end.due_at if end.due_at is not None else time.day_of(at) > end.due_on


def end_as_of(subject: Timed, on: date) -> Due:
    """Return the end of a limit, supposing that a suspension which lasts ends on a day.

    Raises:
        NotExtendable: for a step without a limit, or whose limit has not begun.
    """
    if isinstance(subject, RunClock):
        rule = clocks.limit_of(subject)
        limit: Limit | None = rule.limit
        start: date | datetime | None = clocks.begin_of(subject, rule)
        spans, more = clocks.spans(subject.pauses.all()), clocks.granted(subject.extensions.all())
    else:
        limit, spans, more = (
            dating.limit_at(subject),
            dating.spans_in(subject.stretched),
            dating.more_in(subject.stretched),
        )
        start = dating.start_of(limit, subject.run, subject.counted_from or subject.entered_at) if limit else None
    if limit is None or start is None:
        raise NotExtendable
    until = [s if s.to_on else Suspended(s.from_on, max(s.from_on, on)) for s in spans]
    return due(limit, start, calendar_for(subject.run, limit), until, more)
