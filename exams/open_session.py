"""Open a session: assemble and freeze its papers, give each candidate one; close it when its time is over."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import require
from exams.blueprint import Blueprint, assemble
from exams.blueprint import Candidate as Choice
from exams.close_expired import close_expired
from exams.create_session import series_of
from exams.forms_frozen import freeze
from exams.models import Candidate, Form, Item, ItemVersion, Session, Sitting
from exams.queries import under_way
from exams.scoring import Rules
from exams.states import session_state


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
def open_session(*, session_id: int, by: Actor, at: datetime) -> Session:
    """Freeze the parallel papers and open the session to its candidates within its window.

    Raises:
        NotFound, NotAllowed, NotDraft, WindowOver, BlueprintInfeasible
    """
    session = locked(session_id, by)
    if session.state != Session.State.DRAFT:
        raise NotDraft
    if at >= session.closes_at:
        raise WindowOver
    seed = secrets.randbits(63)
    papers = assemble(
        items=_choices(session),
        blueprint=Blueprint.from_json(session.exam.blueprint),
        seed=seed,
        forms=session.forms_wanted,
    )
    forms = freeze(session_id=session.pk, papers=papers, points=_points(session, papers))
    session.state = Session.State.OPEN
    session.save(update_fields=["state"])
    seat(session=session, candidates=session.candidates.all())
    append(
        series=series_of(session.pk),
        by=by,
        at=at,
        verb="exam.open_session",
        body={"session": session.pk, "seed": seed, "forms": {str(form.number): form.sha256 for form in forms}},
    )
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
    """Give candidates of an open session their sittings: papers in turn, in random order, each with its own seed."""
    forms = list(Form.objects.filter(session=session).only("pk", "item_versions").order_by("number"))
    waiting = list(candidates)
    secrets.SystemRandom().shuffle(waiting)
    first = Sitting.objects.filter(session=session).count()
    Sitting.objects.bulk_create(
        [_sitting(session, candidate, forms[(first + n) % len(forms)]) for n, candidate in enumerate(waiting)],
        batch_size=2000,
    )


def _sitting(session: Session, candidate: Candidate, form: Form) -> Sitting:
    return Sitting(
        candidate=candidate,
        session=session,
        form=form,
        seed=secrets.randbits(63),
        answers=[0] * len(form.item_versions),
    )


def _points(session: Session, papers: Sequence[Sequence[int]]) -> dict[int, int]:
    rules = Rules.from_json(session.exam.scoring)
    wanted = {pk for paper in papers for pk in paper}
    types = ItemVersion.objects.filter(pk__in=wanted).values_list("pk", "item__type")
    return {pk: rules.points(type_) for pk, type_ in types}


def _choices(session: Session) -> list[Choice]:
    rows = Item.objects.filter(bank_id=session.exam.bank_id, retired_on=None, current__isnull=False).values_list(
        "current_id", "type", "current__law_ref__short", "current__difficulty"
    )
    return [Choice(id=int(pk or 0), type=type_, law=law, difficulty=hard) for pk, type_, law, hard in rows]
