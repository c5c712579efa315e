"""Write what an outside record tells beyond the plain case, and keep what has no table here in its own words."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from cases.execution.surcharge import working
from cases.models import (
    Case,
    Clue,
    Demand,
    Enforcement,
    HearingSeat,
    Instalment,
    Limitation,
    Measure,
    PoliceTransfer,
    Publication,
    Recording,
    Remedy,
)
from cases.outside import OutsideCase
from cases.outside_people import People
from cases.rules.reading_after import remedy_of
from cases.rules.remedies import DECISIONS, stops
from cases.rules.time import payment_due
from cases.settings import legal
from enforcement.flowcharts.calendar.current import calendar
from enforcement.flowcharts.engine import clocks
from enforcement.flowcharts.engine.extensions import record_extension
from enforcement.flowcharts.models import ClockPause, Run, RunClock
from enforcement.ledger.chain import canonical

UNTOLD = "外部系统记录"


def told_of(data: OutsideCase, people: People) -> dict[str, Any]:
    """Return what is kept of a record as it was told: parts that a case handled here has rows for."""
    kept: dict[str, Any] = {}
    for part in ("recordings", "handovers"):
        if getattr(data, part) is not None:
            kept[part] = [_plain(asdict(one)) for one in getattr(data, part)]
    if data.steps:
        kept["steps"] = True
    if data.crime_sign_asked:
        kept["crime_sign"] = data.crime_sign
    if data.weighing is not None:
        kept["weighing"] = _plain(asdict(data.weighing))
    if data.recusals:
        kept["recusals"] = [
            _plain(asdict(one)) | {"person_id": people.id_of(one.username, f"recusals[{i}].username")}
            for i, one in enumerate(data.recusals)
        ]
    return kept


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if isinstance(value, Decimal) else value
        for name, value in told.items()
    }  # fmt: skip


def write_after(case: Case, data: OutsideCase, people: People, run: Run) -> None:
    """Write the rows: the check extended, the limitation, recordings, what stretched the term, money, remedies."""
    if data.check_extended_on is not None:
        Clue.objects.create(case=case, extended_on=data.check_extended_on, extended_because=UNTOLD, extender=UNTOLD)
    if data.act_ended_on is not None or data.limitation_ground:
        Limitation.objects.create(
            case=case, ended_on=data.act_ended_on, ground=data.limitation_ground, reason=UNTOLD, stated_by=UNTOLD,
            stated_on=data.filed_on or data.clue_on,
        )  # fmt: skip
    _recordings(case, data, people)
    _seats(case, data, people)
    _stretch(run, data)
    Remedy.objects.bulk_create(
        Remedy(
            case=case, organ=UNTOLD, execution_stopped_on=told.stopped_on,
            **{name: value for name, value in asdict(told).items() if name != "stopped_on"},
        )
        for told in data.remedies
    )  # fmt: skip
    PoliceTransfer.objects.bulk_create(
        PoliceTransfer(case=case, crime=UNTOLD, decided_by=UNTOLD if told.decided_at else "", **asdict(told))
        for told in data.transfers
    )
    _deferrals(case, data)
    _enforcement(case, data)


def write_publication(case: Case, data: OutsideCase, on: date) -> None:
    """Write what the public was shown; without its text nothing private can be found in it."""
    shown = data.published_party or data.party.name[:1] + "某"
    body = canonical({"party": shown, "text": data.published_text})
    Publication.objects.create(
        case=case, published_on=on, party_shown=shown, text=data.published_text, redacted_by="", checked_by="",
        withdrawn_on=data.withdrawn_on, sha256=hashlib.sha256(body.encode()).hexdigest(),
    )  # fmt: skip


def _recordings(case: Case, data: OutsideCase, people: People) -> None:
    measures = list(Measure.objects.filter(case=case).order_by("pk"))
    Recording.objects.bulk_create(
        Recording(
            case=case, subject=told.subject, recorded_on=told.on, device=UNTOLD, reference=UNTOLD, minutes=0,
            author=UNTOLD, entered_at=people.moment(told.handed_in_on or told.on),
            measure=measures[told.measure] if told.measure is not None and told.measure < len(measures) else None,
        )
        for told in data.recordings or ()
    )  # fmt: skip


def _seats(case: Case, data: OutsideCase, people: People) -> None:
    for row, told in zip(case.hearings.order_by("pk"), data.hearings, strict=True):
        for who in told.panel:
            one = people.person(who, "hearings.panel")
            HearingSeat.objects.create(
                hearing=row, person_id=one.person_id, name=one.name, role=HearingSeat.Role.OFFICER,
                from_on=told.designated_on or told.requested_on,
            )  # fmt: skip


def _stretch(run: Run, data: OutsideCase) -> None:
    clock = RunClock.objects.filter(run=run, code="decision").first()
    if clock is None or not (data.pauses or data.extensions):
        return
    for pause in data.pauses:
        kept = ClockPause.objects.filter(clock=clock, from_on=pause.from_on)
        if not kept.update(to_on=pause.to_on):  # a record that comes again may tell the end of what stood open
            ClockPause.objects.create(clock=clock, **asdict(pause))
    clocks.recompute(clock)
    known = set(clock.extensions.values_list("granted_on", flat=True))
    for told in sorted(data.extensions, key=lambda one: one.granted_on):
        if told.granted_on in known:
            continue
        record_extension(
            clock, days=told.days, unit="calendar", by_name=UNTOLD, granted_on=told.granted_on, reason=told.reason,
            document=told.document,
        )  # fmt: skip


def _deferrals(case: Case, data: OutsideCase) -> None:
    """Keep each deferral as a plan of one part: what is still owed, on the later day."""
    owed = data.decision.terms.fine + data.decision.terms.confiscation if data.decision else Decimal(0)
    for number, (approved, until) in enumerate(_deferred(data), start=1):
        before = sum((p.amount for p in data.payments if p.kind != "deferred" and p.on <= approved), Decimal(0))
        Instalment.objects.create(
            case=case, plan=number, number=1, due_on=until, amount=max(owed - before, Decimal(0)),
            approved_on=approved, approved_by=UNTOLD,
        )  # fmt: skip


def _deferred(data: OutsideCase) -> list[tuple[date, date]]:
    """Return when a later day to pay was granted, and which."""
    return sorted((p.on, p.deferred_to) for p in data.payments if p.kind == "deferred" and p.deferred_to is not None)


def _enforcement(case: Case, data: OutsideCase) -> None:
    if not data.demands and not data.enforcements:
        return
    rules, days = legal(case.agency, data.clue_on), calendar()
    Demand.objects.bulk_create(  # a term that is not told binds nobody; before the court the law's own counts anyway
        Demand(case=case, number="", served_on=d.served_on, until_on=d.until_on or d.served_on) for d in data.demands
    )
    fine = data.decision.terms.fine if data.decision else Decimal(0)
    served = max((s.served_on for s in data.services if s.document in DECISIONS), default=None)
    for told in data.enforcements:
        lawful = Decimal(0)
        if served is not None:
            ends = [payment_due(served, rules, days).due_on]
            ends += [until for approved, until in _deferred(data) if approved <= told.on]
            lawful = working(
                fine=fine, schedule=[(max(ends), fine)], until=told.on,
                paid=[(p.on, p.amount) for p in data.payments if p.kind == "paid"], percent=rules.surcharge_percent,
                stops=stops(remedy_of(row) for row in case.remedies.all()),
            ).total  # fmt: skip
        Enforcement.objects.create(
            case=case, kind=told.kind, begun_on=told.on, principal=fine, surcharge=told.surcharge,
            lawful_surcharge=lawful, basis=UNTOLD,
        )  # fmt: skip
