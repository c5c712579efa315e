"""What a candidate with a disability gets: they or the administrator ask, another person decides, the time is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams import statements
from exams.administration.extra_time import extra_seconds
from exams.administration.requests import asker, reason_given, settle
from exams.create_session import series_of
from exams.models import Accommodation, Candidate, Session

ARTICLE: Final = "无障碍环境建设法第四十三条第二款"
MOST_PERCENT: Final = 200
MOST_MINUTES: Final = 240
GIVE_TIME: Final = """
UPDATE exams_sitting SET extra_seconds = greatest(0, extra_seconds + %(seconds)s),
       deadline_at = deadline_at + %(seconds)s * interval '1 second'
 WHERE candidate_id = %(candidate)s AND state IN ('assigned', 'running', 'paused')
RETURNING id
"""


class AskedAlready(Refusal):
    """Refuse a second request while one waits or was granted."""

    sentence = _("There is a request already, and it waits for a decision or was granted.")
    remedy = _("Ask the exam administrator if the facts have changed.")


class NothingAsked(Invalid):
    """Refuse a request for nothing."""

    sentence = _("Say what is needed: more time, large text, somebody who reads aloud, or a room alone.")
    article = ARTICLE


class SittingOver(Refusal):
    """Refuse once the session is over, for then nothing can be given any more."""

    sentence = _("The session is over.")
    remedy = _("Ask for another session.")


@transaction.atomic(durable=True)
def ask_accommodation(
    *, candidate_id: int, by: Actor, at: datetime, reason: str, minutes: int = 0, percent: int = 0,
    large_text: bool = False, reader: bool = False, own_room: bool = False,
) -> Accommodation:  # fmt: skip
    """Ask for what a candidate needs. The candidate may ask, or an administrator of the exam for them.

    After a refusal it may be asked for again.

    Raises:
        NotFound, NotAllowed, GroundsMissing, NothingAsked, AskedAlready, SittingOver
    """
    candidate = _candidate(candidate_id, by, at)
    wanted = {
        "minutes": minutes, "percent": percent, "large_text": large_text, "reader": reader, "own_room": own_room,
    }  # fmt: skip
    if not any(wanted.values()) or not (0 <= minutes <= MOST_MINUTES and 0 <= percent <= MOST_PERCENT):
        raise NothingAsked(field="minutes")
    row = Accommodation.objects.select_for_update().filter(candidate=candidate).first()
    if row is not None and row.state != Accommodation.State.REFUSED:
        raise AskedAlready
    row = row or Accommodation(candidate=candidate)
    row.state, row.reason, row.decision = Accommodation.State.ASKED, reason_given(reason), ""
    row.asked_at, row.asked_by_id, row.decided_at, row.decided_by = at, asker(by), None, None
    for name, value in wanted.items():
        setattr(row, name, value)
    row.save()
    _record(row, by, at, "exam.ask_accommodation", wanted)
    return row


@transaction.atomic(durable=True)
def decide_accommodation(
    *, accommodation_id: int, by: Actor, at: datetime, outcome: str, decision: str = "", minutes: int = 0,
    percent: int = 0, large_text: bool = False, reader: bool = False, own_room: bool = False,
) -> Accommodation:  # fmt: skip
    """Grant, perhaps less or more than was asked for, or refuse with grounds (无障碍环境建设法第四十三条第二款).

    A paper that is there already gets the time at once, under way too; one that is made later begins with it.

    Raises:
        NotFound, NotAllowed, DecidedAlready, OwnRequest, GroundsMissing, Invalid, NothingAsked, SittingOver
    """
    row = Accommodation.objects.select_for_update(of=("self",)).filter(pk=accommodation_id).first()
    if row is None:
        raise NotFound
    candidate = _candidate(row.candidate_id, by, at)
    require(by=by, duty="exam", agency=candidate.session.exam.agency)
    columns = settle(row, by=by, at=at, outcome=outcome, decision=decision, about=candidate.person_id)
    given = {"minutes": minutes, "percent": percent, "large_text": large_text, "reader": reader, "own_room": own_room}
    granted = row.state == Accommodation.State.GRANTED
    if granted:
        if not any(given.values()) or not (0 <= minutes <= MOST_MINUTES and 0 <= percent <= MOST_PERCENT):
            raise NothingAsked(field="minutes")
        for name, value in given.items():
            setattr(row, name, value)
        columns += given
    row.save(update_fields=columns)
    seconds = extra_seconds(row, minutes=candidate.session.minutes) if granted else 0
    if seconds:
        statements.row(GIVE_TIME, {"candidate": candidate.pk, "seconds": seconds})
        Session.objects.filter(pk=candidate.session_id).update(revision=F("revision") + 1)
    facts = {"outcome": row.state, "seconds": seconds, **(given if granted else {})}
    _record(row, by, at, "exam.decide_accommodation", facts)
    return row


def _candidate(candidate_id: int, by: Actor, at: datetime) -> Candidate:
    """Return a candidate, held, to themselves or to somebody with the duty, while there is something to give."""
    found = (
        Candidate.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "person")
        .filter(pk=candidate_id)
        .first()
    )
    if found is None:
        raise NotFound
    if found.person_id != by.person_id:
        require(by=by, duty="exam", agency=found.session.exam.agency)
    if found.session.closes_at <= at or found.session.state in {Session.State.CLOSED, Session.State.RELEASED}:
        raise SittingOver
    return found


def _record(row: Accommodation, by: Actor, at: datetime, verb: str, facts: Mapping[str, object]) -> None:
    """Record the act without the reason, which may speak of a person's health."""
    body = {"session": row.candidate.session_id, "candidate": row.candidate_id, "accommodation": row.pk}
    append(series=series_of(row.candidate.session_id), by=by, at=at, verb=verb, body={**body, **facts})
