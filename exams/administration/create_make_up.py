"""Create a make-up session (补考) from a regular one that is over, with those who failed or did not come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from exams.administration.admit import admit
from exams.administration.dossiers import dossiers
from exams.create_session import demand_sound, facts_of, series_of
from exams.models import Candidate, Result, Session, Sitting
from exams.open_session import locked
from exams.register import NobodyNamed, demand_eligible
from exams.states import session_state

COPIED = (
    "exam_id", "minutes", "grace_seconds", "forms_wanted", "release_at_once", "fixed", "takeover", "photo",
    "focus_limit", "focus_act", "seb_keys",
)  # fmt: skip


class NotOverYet(Refusal):
    """Refuse a make-up session for one that is not over, or is a make-up session itself."""

    sentence = _("A make-up session follows a regular session that is over.")
    remedy = _("Close the session first.")


@transaction.atomic(durable=True)
def create_make_up(
    *,
    session_id: int,
    by: Actor,
    at: datetime,
    title: str,
    opens_at: datetime,
    closes_at: datetime,
    person_ids: Sequence[int],
) -> Session:
    """Create a make-up session by the rules of the regular one, still a draft, and register people for it.

    Raises:
        NotFound, NotAllowed, NotOverYet, NobodyNamed, WrongWindow, TooShort, NotEligible
    """
    regular = locked(session_id, by)
    if regular.kind != Session.Kind.REGULAR or session_state(regular, at) not in {"closed", "released"}:
        raise NotOverYet
    wanted = list(dict.fromkeys(person_ids))
    if not wanted:
        raise NobodyNamed(field="person_ids")
    made = Session(
        kind=Session.Kind.MAKE_UP, title=title.strip(), opens_at=opens_at, closes_at=closes_at, made_at=at,
        made_by=by.name, **{name: getattr(regular, name) for name in COPIED},
    )  # fmt: skip
    demand_sound(made, at)
    made.save(force_insert=True)
    known = dossiers(session=made, person_ids=wanted, at=at)
    if len(known) < len(wanted):
        raise NotFound
    demand_eligible(known)
    admit(session=made, by=by, at=at, known=known)
    facts = {**facts_of(made), "make_up_for": regular.pk, "persons": sorted(known)}
    append(series=series_of(made.pk), by=by, at=at, verb="exam.create_make_up", body=facts)
    return made


def for_make_up(session: Session) -> list[tuple[Candidate, str]]:
    """Return who may sit a make-up session after a regular one: ``failed``, ``absent`` or ``void``. Two queries."""
    failed = set(
        Result.objects.filter(session=session, superseded_by=None, passed=False).values_list(
            "sitting__candidate_id", flat=True
        )
    )
    found = []
    rows = Candidate.objects.filter(session=session).select_related("person", "agency", "sitting")
    for candidate in rows.defer("sitting__answers", "sitting__texts").order_by("agency__path", "person__name"):
        sitting: Sitting | None = getattr(candidate, "sitting", None)
        if sitting is not None and sitting.state == Sitting.State.VOIDED:
            found.append((candidate, "void"))
        elif sitting is None or sitting.started_at is None:
            found.append((candidate, "absent"))
        elif candidate.pk in failed:
            found.append((candidate, "failed"))
    return found
