"""Bring the alarms on one thing in line with what was found on it: raise, change, let lapse; never twice for a fact."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop as _

from cases.rules.registry import RANK, Finding
from cases.supervision.models import Alarm
from enforcement.actor import SYSTEM
from enforcement.ledger.append import append

LAPSED = _("What it told of no longer holds.")
CHANGED = (
    "severity", "message", "params", "advice", "article", "on", "step", "state", "settled_at", "settled_by",
    "settled_by_name", "reason", "raised_at", "outcome", "proposed_by", "proposed_by_name", "proposed_at", "gone_at",
)  # fmt: skip
LONGEST = 160


@dataclass(frozen=True)
class Audited:
    """What an audit changed."""

    raised: int = 0
    lapsed: int = 0
    changed: int = 0

    def __add__(self, other: Audited) -> Audited:
        return Audited(self.raised + other.raised, self.lapsed + other.lapsed, self.changed + other.changed)


@dataclass
class _Sorted:
    new: list[Finding] = field(default_factory=list)
    again: list[Alarm] = field(default_factory=list)
    graver: list[Alarm] = field(default_factory=list)
    gone: list[Alarm] = field(default_factory=list)
    over: list[Alarm] = field(default_factory=list)
    """Settled, and now its fact is gone too."""

    def any(self) -> bool:
        return bool(self.new or self.again or self.graver or self.gone or self.over)


def reconcile(on: Alarm, found: Iterable[Finding], known: Iterable[Alarm], *, at: datetime) -> Audited:
    """Change the alarms on one thing as of a moment and tell the ledger; ``on`` is an unsaved alarm that names it.

    The caller holds the lock of the thing. An alarm whose fact grew graver stays one alarm; one that was settled for
    less is open again, and so is one whose fact went after it was settled and is there again.
    """
    told = {(f.rule, kept_key(f.key)): f for f in sorted(found, key=lambda f: RANK[f.severity], reverse=True)}
    sorted_ = _sort(told, {(a.rule, a.key): a for a in known}, at)
    if not sorted_.any():
        return Audited()
    Alarm.objects.bulk_create(_alarm(on, f, at) for f in sorted_.new)
    Alarm.objects.bulk_update([*sorted_.again, *sorted_.graver, *sorted_.gone, *sorted_.over], CHANGED)
    append(
        series=on.series,
        by=SYSTEM,
        at=at,
        verb="case.audited" if on.case_id else "subject.audited",
        body=_body(sorted_),
    )
    return Audited(len(sorted_.new) + len(sorted_.again), len(sorted_.gone), len(sorted_.graver))


def _sort(told: dict[tuple[str, str], Finding], known: dict[tuple[str, str], Alarm], at: datetime) -> _Sorted:
    made = _Sorted(new=[f for key, f in told.items() if key not in known])
    for key, alarm in known.items():
        finding = told.get(key)
        if finding is None:
            _miss(alarm, made, at)
        elif alarm.state == Alarm.State.LAPSED or alarm.gone_at is not None or _is_graver(finding, alarm):
            _open(alarm, finding, at)
            made.again.append(alarm)
        elif alarm.state in UNSETTLED and (alarm.severity, alarm.message) != (finding.severity, finding.message):
            _say(alarm, finding)
            made.graver.append(alarm)
    return made


UNSETTLED = frozenset({Alarm.State.OPEN, Alarm.State.PROPOSED})


def kept_key(key: str) -> str:
    """Return a key as an alarm keeps it: a long one ends with a digest of the whole, so that no two become one."""
    if len(key) <= LONGEST:
        return key
    digest = hashlib.sha256(key.encode()).hexdigest()
    return f"{key[: LONGEST - len(digest) - 1]}~{digest}"


def _miss(alarm: Alarm, made: _Sorted, at: datetime) -> None:
    """Note that the fact of an alarm is gone: one that waits lapses; one that is settled would be raised anew."""
    if alarm.state in UNSETTLED:
        _end(alarm, at)
        made.gone.append(alarm)
    elif alarm.state == Alarm.State.SETTLED and alarm.gone_at is None:
        alarm.gone_at = at
        made.over.append(alarm)


def _is_graver(finding: Finding, alarm: Alarm) -> bool:
    """Say whether what was settled, or proposed to be, as less is now more."""
    return alarm.state != Alarm.State.OPEN and RANK[finding.severity] < RANK[alarm.severity]


def _end(alarm: Alarm, at: datetime) -> None:
    alarm.state, alarm.settled_at, alarm.reason = Alarm.State.LAPSED, at, LAPSED


def _open(alarm: Alarm, finding: Finding, at: datetime) -> None:
    alarm.state, alarm.settled_at, alarm.reason, alarm.raised_at = Alarm.State.OPEN, None, "", at
    alarm.settled_by_id, alarm.settled_by_name, alarm.gone_at = None, "", None
    alarm.outcome, alarm.proposed_by_id, alarm.proposed_by_name, alarm.proposed_at = "", None, "", None
    _say(alarm, finding)


def _say(alarm: Alarm, finding: Finding) -> None:
    for name, value in _told(finding).items():
        setattr(alarm, name, value)


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity, "message": finding.message or finding.sentence, "params": dict(finding.params),
        "advice": finding.advice, "article": finding.article, "on": finding.on, "step": finding.step,
    }  # fmt: skip


def _alarm(on: Alarm, finding: Finding, at: datetime) -> Alarm:
    about = {name: getattr(on, name) for name in ("case", "agency_id", "source", "subject", "title", "url")}
    return Alarm(**about, **_told(finding), rule=finding.rule, key=kept_key(finding.key), raised_at=at)


def _body(made: _Sorted) -> dict[str, Any]:
    return {
        "raised": [{"rule": f.rule, "key": f.key, "severity": f.severity} for f in made.new],
        "raised_again": [{"rule": a.rule, "key": a.key, "severity": a.severity} for a in made.again],
        "changed": [{"rule": a.rule, "key": a.key, "severity": a.severity} for a in made.graver],
        "lapsed": [{"rule": a.rule, "key": a.key} for a in made.gone],
        "over": [{"rule": a.rule, "key": a.key} for a in made.over],
    }  # fmt: skip
