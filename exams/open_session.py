"""Open a session: assemble and freeze its papers, give each candidate one; close it when its time is over."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.close_expired import close_expired
from exams.create_session import PeopleMustMark, series_of
from exams.forms_frozen import freeze
from exams.models import Candidate, Form, Session, Sitting
from exams.papers.assemble import Paper
from exams.papers.dealing import Place, deal
from exams.papers.solve import mean_difficulty, solve, still_good
from exams.queries import under_way
from exams.states import session_state

SEAT: Final = """
INSERT INTO exams_sitting
       (candidate_id, session_id, form_id, seed, state, prior, lease, seq, grace_seconds, extra_seconds, answers)
SELECT g.candidate, e.id, f.id, g.seed, 'assigned', '', 0, 0, 0,
       coalesce(60 * a.minutes + ceil(0.6 * e.minutes * a.percent), 0), array_fill(0::smallint, ARRAY[f.items])
  FROM unnest(%(candidates)s::bigint[], %(forms)s::bigint[], %(seeds)s::bigint[]) AS g(candidate, form, seed)
  JOIN (SELECT id, cardinality(item_versions) AS items FROM exams_form) f ON f.id = g.form
  JOIN exams_session e ON e.id = %(session)s
  LEFT JOIN exams_accommodation a ON a.candidate_id = g.candidate AND a.state = 'granted'
 ORDER BY g.candidate
"""


class NotDraft(Refusal):
    """Refuse to open a session twice."""

    sentence = _("This session has been opened already.")


class WindowOver(Refusal):
    """Refuse to open a session whose time is over."""

    sentence = _("The time of this session is over.")
    remedy = _("Create another session.")


class NotOpenNow(Refusal):
    """Refuse to close a session that is not open."""

    sentence = _("This session is not open, so it cannot be closed.")


class StillSitting(Refusal):
    """Refuse to close while somebody is sitting."""

    sentence = _("Candidates are still sitting.")
    remedy = _("Wait until they have submitted or their time is over.")


def locked(session_id: int, by: Actor) -> Session:
    """Return the session, locked, for somebody with the duty.

    Raises:
        NotFound, NotAllowed
    """
    session = (
        Session.objects.select_for_update(of=("self",)).select_related("exam__agency").filter(pk=session_id).first()
    )
    if session is None:
        raise NotFound
    require(by=by, duty="exam", agency=session.exam.agency)
    return session


@transaction.atomic(durable=True)
def open_session(
    *, session_id: int, by: Actor, at: datetime, seed: int | None = None, solved: Sequence[Paper] = ()
) -> Session:
    """Freeze the parallel papers and open the session to its candidates within its window.

    ``solved`` are papers that ``solve`` put together with ``seed`` beforehand, which may take a minute; if the bank or
    the plan has changed since, they are put together anew.

    Raises:
        NotFound, NotAllowed, NotDraft, WindowOver, BlueprintInfeasible, NoPapersFound, PeopleMustMark
    """
    session = locked(session_id, by)
    if session.state != Session.State.DRAFT:
        raise NotDraft
    if at >= session.closes_at:
        raise WindowOver
    seed = secrets.randbits(63) if seed is None else seed
    papers = solved if still_good(session, solved) else solve(session=session, seed=seed)
    if session.release_at_once and any(item.type == "short_answer" for paper in papers for item, _points in paper):
        raise PeopleMustMark
    forms = freeze(session_id=session.pk, papers=[{item.id: points for item, points in paper} for paper in papers])
    session.state = Session.State.OPEN
    session.save(update_fields=["state"])
    seat(session=session, candidates=session.candidates.all())
    body = {
        "session": session.pk,
        "seed": seed,
        "forms": {str(form.number): form.sha256 for form in forms},
        "difficulty": [mean_difficulty(paper) for paper in papers],
    }
    append(series=series_of(session.pk), by=by, at=at, verb="exam.open_session", body=body)
    return session


@transaction.atomic(durable=True)
def close_session(*, session_id: int, by: Actor, at: datetime) -> Session:
    """Close a session after its time, or before it when nobody is sitting.

    Raises:
        NotFound, NotAllowed, NotOpenNow, StillSitting
    """
    session = locked(session_id, by)
    if session.state != Session.State.OPEN:
        raise NotOpenNow
    if under_way(session_id=session.pk, at=at):
        raise StillSitting
    early = session_state(session, at) != "closed"
    while close_expired(at=at):
        pass
    session.state = Session.State.CLOSED
    session.save(update_fields=["state"])
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.close_session",
        body={"session": session.pk, "early": early},
    )
    return session


def seat(*, session: Session, candidates: Iterable[Candidate]) -> None:
    """Give candidates of an open session their sittings: a paper that no neighbour has, and a seed of their own.

    One statement writes all of them, with the more time that was granted to somebody.
    """
    forms = list(Form.objects.filter(session=session).order_by("number").values_list("pk", flat=True))
    places = [Place(candidate.pk, candidate.room_id, candidate.seat) for candidate in candidates]
    numbers = {form: n for n, form in enumerate(forms)}
    there = Sitting.objects.filter(session=session).values_list("form_id", "candidate__room_id", "candidate__seat")
    sitting = {(room, seat_): numbers[form] for form, room, seat_ in there if room and seat_}
    dealt = deal(
        places=places, papers=len(forms), chance=secrets.SystemRandom(), sitting=sitting,
        used=Counter(numbers[form] for form, _room, _seat in there),
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            SEAT,
            {
                "session": session.pk,
                "candidates": list(dealt),
                "forms": [forms[n] for n in dealt.values()],
                "seeds": [secrets.randbits(63) for _candidate in dealt],
            },
        )
