"""Measures against a candidate who broke the exam's rules, decided by a person, and their lifting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation import parameters
from enforcement.organisation.duties.holding import require
from exams.administration.bar_registrations import bar_registrations
from exams.administration.parameters import BAR_YEARS
from exams.administration.requests import OwnRequest, asker, reason_given
from exams.create_session import series_of
from exams.models import Candidate, Discipline, Session, Sitting
from exams.proctoring.intervention import carry_out
from exams.proctoring.reinstate import REINSTATING
from exams.proctoring.scope import Scope
from exams.proctoring.void import VOIDING

ANY_STATE: Final = tuple(Session.State.values)


class MeasureThere(Refusal):
    """Refuse the same measure twice for one registration."""

    sentence = _("This measure was taken against the candidate already.")


class WrongYears(Invalid):
    """Refuse a bar shorter than a year or longer than the settings allow."""

    sentence = _("A bar lasts one year at least, and no longer than the settings of the agency allow.")


class LiftedAlready(Refusal):
    """Refuse to lift a measure twice."""

    sentence = _("This measure is lifted already.")


@transaction.atomic(durable=True)
def discipline(
    *, candidate_id: int, by: Actor, at: datetime, level: str, reason: str, years: int | None = None
) -> Discipline:
    """Take a measure: a warning, this session's result cancelled (its paper is declared void), or a bar of years.

    A bar also takes back the person's registrations for sessions within its time.

    Raises:
        NotFound, NotAllowed, OwnRequest, GroundsMissing, MeasureThere, WrongYears
    """
    candidate = _candidate(candidate_id, by)
    if candidate.person_id == by.person_id:
        raise OwnRequest
    level, reason, on = Discipline.Level(level), reason_given(reason), clock.day_of(at)
    if Discipline.objects.filter(candidate=candidate, level=level, lifted_at=None).exists():
        raise MeasureThere
    until = _until(candidate, on, years) if level == Discipline.Level.BARRED else None
    row = Discipline.objects.create(
        candidate=candidate, person_id=candidate.person_id, level=level, reason=reason, from_on=on, until_on=until,
        decided_at=at, decided_by_id=asker(by),
    )  # fmt: skip
    if level == Discipline.Level.CANCELLED and _sittings(candidate).exclude(state=Sitting.State.VOIDED).exists():
        carry_out(
            session_id=candidate.session_id, by=by, at=at, scope=Scope(candidates=(candidate.pk,)), reason=reason,
            change=replace(VOIDING, states=ANY_STATE),
        )  # fmt: skip
    ended = bar_registrations(measure=row, by=by, at=at) if level == Discipline.Level.BARRED else 0
    facts: dict[str, object] = {"level": level, "reason": reason, "until_on": until}
    if ended:
        facts["registrations_ended"] = ended
    _record(row, by, at, "exam.discipline", facts)
    return row


@transaction.atomic(durable=True)
def lift_discipline(*, discipline_id: int, by: Actor, at: datetime, reason: str) -> Discipline:
    """Lift a measure. A paper that was void for it is brought back.

    Raises:
        NotFound, NotAllowed, OwnRequest, GroundsMissing, LiftedAlready
    """
    row = Discipline.objects.select_for_update(of=("self",)).filter(pk=discipline_id).first()
    if row is None:
        raise NotFound
    candidate = _candidate(row.candidate_id, by)
    if candidate.person_id == by.person_id:
        raise OwnRequest
    if row.lifted_at is not None:
        raise LiftedAlready
    row.lifted_at, row.lifted_by_id, row.lifted_reason = at, asker(by), reason_given(reason)
    row.save(update_fields=["lifted_at", "lifted_by", "lifted_reason"])
    void = _sittings(candidate).filter(state=Sitting.State.VOIDED).exists()
    if row.level == Discipline.Level.CANCELLED and void:
        carry_out(
            session_id=candidate.session_id, by=by, at=at, scope=Scope(candidates=(candidate.pk,)),
            reason=row.lifted_reason, change=replace(REINSTATING, states=ANY_STATE),
        )  # fmt: skip
    _record(row, by, at, "exam.lift_discipline", {"level": row.level, "reason": row.lifted_reason})
    return row


def _candidate(candidate_id: int, by: Actor) -> Candidate:
    found = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "person")
        .filter(pk=candidate_id)
        .first()
    )
    if found is None:
        raise NotFound
    require(by=by, duty="exam", agency=found.session.exam.agency)
    return found


def _sittings(candidate: Candidate) -> QuerySet[Sitting]:
    return Sitting.objects.filter(candidate=candidate)


def _until(candidate: Candidate, on: date, years: int | None) -> date:
    most = int(parameters.value(BAR_YEARS, agency=candidate.session.exam.agency, on=on))
    if years is None or not 1 <= years <= most:
        raise WrongYears(field="years")
    try:
        return on.replace(year=on.year + years) - timedelta(days=1)
    except ValueError:  # 29 February
        return date(on.year + years, 2, 28)


def _record(row: Discipline, by: Actor, at: datetime, verb: str, facts: dict[str, object]) -> None:
    body = {"session": row.candidate.session_id, "candidate": row.candidate_id, "discipline": row.pk}
    append(series=series_of(row.candidate.session_id), by=by, at=at, verb=verb, body={**body, **facts})
