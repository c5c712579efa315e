"""Mark one answer in words: two persons unseen by each other, a third where they differ too far."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotFound, Refusal
from enforcement.organisation import parameters
from enforcement.organisation.models import Post
from exams.forms_frozen import content_of
from exams.marking.agreement import next_part
from exams.marking.human import Limits
from exams.marking.parameters import OWN_AGENCY
from exams.marking.recording import record
from exams.models import HumanMark, ItemType, Marker, Result, Sitting
from exams.scoring import Rules, questions_of


class NotToBeRead(Refusal):
    """Refuse a mark for an answer that nobody reads: not in words, not closed, or with a result already."""

    sentence = _("This answer is not to be marked now.")
    remedy = _("Go on with the next one.")


class OwnAgency(Refusal):
    """Refuse a marker who would read an answer of their own agency."""

    sentence = _("This answer is from your own agency.")
    remedy = _("Go on with the next one; somebody else marks this.")


class MarkedAlready(Refusal):
    """Refuse a second mark of one person, and a mark that an answer does not need."""

    sentence = _("This answer has the marks it needs, or one of them is yours.")
    remedy = _("Go on with the next one.")


class PointsOutOfRange(Invalid):
    """Refuse points below 0 or above those of the item."""

    sentence = _("The points must lie between 0 and the points of the question.")


@transaction.atomic(durable=True)
def mark_answer(*, sitting_id: int, by: Actor, at: datetime, item: int, points: int, note: str = "") -> HumanMark:
    """Give an answer in words its points (1/100); which of the marks it is follows from those that are there.

    ``item`` is the index of the question in the form. A mark, once given, stays.

    Raises:
        NotFound (also for anybody who is not a marker of the session), NotToBeRead, OwnAgency, MarkedAlready,
        PointsOutOfRange
    """
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("session__exam__agency", "candidate__person", "candidate__agency")
        .filter(pk=sitting_id, session__markers__person_id=by.person_id or 0)
        .first()
    )
    if sitting is None or not 0 <= item < len(content_of(sitting.form_id).items):
        raise NotFound
    exam = sitting.session.exam
    question = questions_of(content_of(sitting.form_id), Rules.from_json(exam.scoring))[item]
    if question.type != ItemType.SHORT_ANSWER or sitting.state not in Sitting.CLOSED or _has_result(sitting):
        raise NotToBeRead
    if reads_own_agency(sitting, by, at):
        raise OwnAgency
    marks = {row.part: row for row in HumanMark.objects.filter(sitting=sitting, item=item)}
    part = next_part(
        marks={name: row.points for name, row in marks.items()},
        full=question.full,
        percent=Limits(exam.agency).of(marks),
    )
    if not part or any(row.person_id == by.person_id for row in marks.values()):
        raise MarkedAlready
    if not 0 <= points <= question.full:
        raise PointsOutOfRange(field="points")
    made = HumanMark.objects.create(
        sitting=sitting,
        item=item,
        part=part,
        person_id=int(by.person_id or 0),
        points=points,
        note=note.strip(),
        made_at=at,
    )
    record(
        sitting=sitting,
        by=by,
        at=at,
        verb="exam.mark_answer",
        body={"item": item, "part": part, "points": points, "of": question.full, "note": made.note},
    )
    return made


def reads_own_agency(sitting: Sitting, by: Actor, at: datetime) -> bool:
    """Return whether a marker would read their own agency's candidate although the setting says no."""
    agency = sitting.session.exam.agency
    if parameters.value(OWN_AGENCY, agency=agency, on=clock.day_of(at)):
        return False
    return sitting.candidate.agency_id in agencies_of(int(by.person_id or 0), at)


def agencies_of(person_id: int, at: datetime) -> set[int]:
    """Return the agencies in which a person holds a post."""
    day = clock.day_of(at)
    posts = Post.objects.filter(Q(to_on=None) | Q(to_on__gte=day), person_id=person_id, from_on__lte=day)
    return set(posts.values_list("agency_id", flat=True))


def is_marker(*, session_id: int, person_id: int) -> bool:
    """Return whether a person marks a session."""
    return Marker.objects.filter(session_id=session_id, person_id=person_id).exists()


def _has_result(sitting: Sitting) -> bool:
    return Result.objects.filter(sitting=sitting).exists()
