"""Say who marks the answers in words of a session, and take somebody off again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement.actor import Actor
from enforcement.errors import NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.models import Person
from exams.create_session import series_of
from exams.models import Candidate, HumanMark, Marker
from exams.open_session import locked


class CandidateMarks(Refusal):
    """Refuse a marker who sits the same session."""

    sentence = _("Who sits this session cannot mark it.")
    remedy = _("Choose somebody else.")


class MarkerAlready(Refusal):
    """Refuse a marker who is one."""

    sentence = _("This person is a marker of the session already.")


class HasMarked(Refusal):
    """Refuse to take off somebody whose marks count."""

    sentence = _("This person has marked answers, and the marks stay under that name.")
    remedy = _("Leave the name on the list.")


@transaction.atomic(durable=True)
def name_marker(*, session_id: int, by: Actor, at: datetime, person_id: int) -> Marker:
    """Name a person as a marker of a session.

    Raises:
        NotFound, NotAllowed, CandidateMarks, MarkerAlready
    """
    session = locked(session_id, by)
    person = Person.objects.filter(pk=person_id, is_active=True).first()
    if person is None:
        raise NotFound
    if Candidate.objects.filter(session=session, person=person).exists():
        raise CandidateMarks
    marker, made = Marker.objects.get_or_create(session=session, person=person)
    if not made:
        raise MarkerAlready
    append(
        series=series_of(session.pk), by=by, at=at, verb="exam.name_marker",
        body={"session": session.pk, "person": person.pk, "name": person.name},
    )  # fmt: skip
    return marker


@transaction.atomic(durable=True)
def dismiss_marker(*, session_id: int, by: Actor, at: datetime, person_id: int) -> None:
    """Take a person off the markers of a session, before the first mark.

    Raises:
        NotFound, NotAllowed, HasMarked
    """
    session = locked(session_id, by)
    marker = Marker.objects.select_related("person").filter(session=session, person_id=person_id).first()
    if marker is None:
        raise NotFound
    if HumanMark.objects.filter(sitting__session=session, person_id=person_id).exists():
        raise HasMarked
    append(
        series=series_of(session.pk), by=by, at=at, verb="exam.dismiss_marker",
        body={"session": session.pk, "person": person_id, "name": marker.person.name},
    )  # fmt: skip
    marker.delete()
