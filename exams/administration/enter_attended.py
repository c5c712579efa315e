"""Enter hours that somebody attended in a course which nobody planned here: the same course is never counted twice."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext_lazy as _

from enforcement.errors import Refusal
from enforcement.organisation.models import Agency, Person
from exams.models import Attendance, Course

NOT_WORDS: Final = re.compile(r"[\W_]+")


class TrainingRepeated(Refusal):
    """Refuse hours of a course that are entered for the person already."""

    sentence = _("This training is recorded already: %(found)s.")
    remedy = _(
        "The same course counts once, wherever it was entered. If it is another course of that day, with a title of its"
        " own, say so in the form."
    )


def enter_attended(
    *,
    person: Person,
    agency: Agency,
    kind: str,
    hours: Decimal,
    on: date,
    title: str,
    by: str,
    at: datetime,
    another: bool = False,
) -> Attendance:
    """Write an attendance of a closed course, in the caller's transaction; the course is found or made.

    Raises:
        TrainingRepeated: if the person has the course already (same last day and title), or one of that day with the
            same kind and hours, unless it is said to be ``another``.
    """
    Person.objects.select_for_update().get(pk=person.pk)
    found = repeats(person_ids=[person.pk], on=on, kind=kind, hours=hours, title=title, alike=not another)
    if found:
        raise TrainingRepeated(TrainingRepeated.sentence % {"found": _told(found)})
    same = Course.objects.filter(
        agency=agency, kind=kind, title=title, to_on=on, closed_at__isnull=False, hours__gte=hours
    )
    course = same.first() or Course.objects.create(
        agency=agency, title=title, kind=kind, mode=Course.Mode.FACE, hours=hours, from_on=on, to_on=on,
        closed_at=at, closed_by=by, made_at=at, made_by=by,
    )  # fmt: skip
    return Attendance.objects.create(
        course=course, person=person, state=Attendance.State.ATTENDED, hours=hours, recorded_at=at, recorded_by=by
    )


def repeats(
    *, person_ids: Collection[int], on: date, kind: str, hours: Decimal, title: str, alike: bool, but: int = 0
) -> list[Attendance]:
    """Return attendances that are the same training: same person, same last day, same title.

    Titles are compared without spaces and marks; ``alike`` takes the same kind and hours for the same, too. Courses not
    closed yet count; ``but`` is one left out.
    """
    there = Attendance.objects.filter(person_id__in=person_ids, course__to_on=on).exclude(course_id=but)
    rows = there.exclude(state=Attendance.State.ABSENT).select_related("course__agency", "person")
    return [
        row for row in rows
        if _plain(row.course.title) == _plain(title) or (alike and (row.course.kind, row.hours) == (kind, hours))
    ]  # fmt: skip


def _plain(title: str) -> str:
    return NOT_WORDS.sub("", title).casefold()


def _told(found: Iterable[Attendance]) -> str:
    return "; ".join(f"{row.person} {row.course.title} {row.course.to_on} ({row.course.agency.name})" for row in found)
