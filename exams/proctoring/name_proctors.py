"""Name those who watch a session, in one room or in all; and let them go again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import Invalid, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams.create_session import series_of
from exams.models import Candidate, Proctor, Room, Session
from exams.open_session import locked


class SitsHere(Refusal):
    """Refuse a proctor who is a candidate of the same session."""

    sentence = _("Somebody who sits this session cannot watch it.")
    remedy = _("Choose another person.")


class NotNamed(Refusal):
    """Refuse to let somebody go who is not a proctor."""

    sentence = _("This person is not named there any more.")


class NobodyChosen(Invalid):
    """Refuse to name nobody, or somebody who is not there."""

    sentence = _("Choose at least one person, and a room of this session or all of it.")


@transaction.atomic(durable=True)
def name_proctors(
    *, session_id: int, by: Actor, at: datetime, person_ids: Sequence[int], room_id: int | None
) -> list[Proctor]:
    """Name persons as proctors of a room, or of the whole session where no room is given; who is named already stays.

    Raises:
        NotFound, NotAllowed, NobodyChosen, SitsHere
    """
    session = locked(session_id, by)
    people = list(Person.objects.filter(pk__in=person_ids, is_active=True).order_by("pk"))
    if not people or len(people) != len(set(person_ids)) or not _is_of(session, room_id):
        raise NobodyChosen(field="person_ids")
    if Candidate.objects.filter(session=session, person__in=people).exists():
        raise SitsHere(field="person_ids")
    room: dict[str, Any] = {"room": room_id} if room_id is not None else {"room__isnull": True}
    there = set(Proctor.objects.filter(session=session, person__in=people, **room).values_list("person_id", flat=True))
    new = [Proctor(session=session, person=person, room_id=room_id) for person in people if person.pk not in there]
    made = Proctor.objects.bulk_create(new)
    if made:
        named = [{"person": proctor.person_id, "name": proctor.person.name} for proctor in made]
        append(
            series=series_of(session.pk),
            by=by,
            at=at,
            verb="exam.name_proctors",
            body={"session": session.pk, "room": room_id, "proctors": named},
        )
    return made


@transaction.atomic(durable=True)
def dismiss_proctor(*, session_id: int, by: Actor, at: datetime, proctor_id: int) -> None:
    """Let a proctor go. What they did stays on the record.

    Raises:
        NotFound, NotAllowed, NotNamed
    """
    session = locked(session_id, by)
    proctor = Proctor.objects.select_related("person").filter(session=session, pk=proctor_id).first()
    if proctor is None:
        raise NotNamed
    body = {
        "session": session.pk, "room": proctor.room_id, "person": proctor.person_id, "name": proctor.person.name
    }  # fmt: skip
    proctor.delete()
    append(series=series_of(session.pk), by=by, at=at, verb="exam.dismiss_proctor", body=body)


def _is_of(session: Session, room_id: int | None) -> bool:
    """Return whether a room belongs to a session: it is on its list, or somebody sits there; None stands for all."""
    if room_id is None:
        return True
    return Room.objects.filter(pk=room_id).filter(pk__in=rooms_of(session)).exists()


def rooms_of(session: Session) -> list[int]:
    """Return the rooms of a session: those on its list and those in which candidates were given seats."""
    listed = set(session.rooms.values_list("room_id", flat=True))
    seated = Candidate.objects.filter(session=session, room__isnull=False).order_by()
    return sorted(listed.union(seated.values_list("room_id", flat=True).distinct()))
