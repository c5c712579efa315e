"""Courses for officers: planned, people enrolled, attendance recorded, closed for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound, Refusal
from enforcement.ledger.append import append
from enforcement.organisation.duties.holding import holds
from enforcement.organisation.models import Agency
from exams.administration.enter_attended import TrainingRepeated, repeats
from exams.models import Attendance, Course
from exams.queries import posts_on

DUTIES = ("exam", "apply")
"""The justice department and each agency hold courses (山东省行政执法监督条例第十条第二款)."""


class WrongCourse(Invalid):
    """Refuse a course whose days or hours make no sense."""

    sentence = _("The last day comes before the first, or the hours are not above 0.")


class CourseClosed(Refusal):
    """Refuse changes of a course whose attendance is final."""

    sentence = _("This course is closed; its attendance is final.")
    remedy = _("Enter another course if something is missing.")


class NotOver(Refusal):
    """Refuse to record attendance of days to come."""

    sentence = _("The course is not over yet.")
    remedy = _("Attendance is recorded from the first day on, and the course is closed after its last day.")


class NotTrained(Invalid):
    """Refuse people who hold no post there, or hours that the course does not have."""

    sentence = _("Only people with a post in the agency or below it can be enrolled.")


class TooManyHours(Invalid):
    """Refuse more hours than the course has."""

    sentence = _("Nobody attends more hours than the course has.")


class AttendanceMissing(Refusal):
    """Refuse to close a course while it is open who was there."""

    sentence = _("It is not recorded for everybody whether they were there.")
    remedy = _("Record attendance first.")


@transaction.atomic(durable=True)
def plan_course(*, agency_id: int, by: Actor, at: datetime, **facts: Any) -> Course:
    """Plan a course: ``title kind mode hours from_on to_on place teacher``.

    Raises:
        NotFound, NotAllowed, WrongCourse
    """
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise NotFound
    demand_trainer(by, agency)
    course = Course(agency=agency, made_at=at, made_by=by.name)
    _save(course, facts)
    _record(course, by, at, "training.plan", facts)
    return course


@transaction.atomic(durable=True)
def amend_course(*, course_id: int, by: Actor, at: datetime, **facts: Any) -> Course:
    """Change the facts of a course that is not closed.

    Raises:
        NotFound, NotAllowed, CourseClosed, WrongCourse, TooManyHours
    """
    course = open_course(course_id, by)
    _save(course, facts)
    if Attendance.objects.filter(course=course, hours__gt=course.hours).exists():
        raise TooManyHours(field="hours")
    _record(course, by, at, "training.amend", facts)
    return course


@transaction.atomic(durable=True)
def enrol(*, course_id: int, by: Actor, at: datetime, person_ids: Sequence[int]) -> int:
    """Enrol people of the agency and those below it; return how many are new.

    Raises:
        NotFound, NotAllowed, CourseClosed, NotTrained
    """
    course = open_course(course_id, by)
    wanted = set(person_ids)
    under = Agency.objects.filter(path__startswith=root_of(course.agency).path)
    there = {post.person_id for post in posts_on(agencies=under, person_ids=wanted, on=clock.day_of(at))}
    if not wanted or wanted - there:
        raise NotTrained(field="person_ids")
    known = set(Attendance.objects.filter(course=course, person_id__in=wanted).values_list("person_id", flat=True))
    new = sorted(wanted - known)
    Attendance.objects.bulk_create(
        Attendance(course=course, person_id=pk, recorded_at=at, recorded_by=by.name) for pk in new
    )
    _record(course, by, at, "training.enrol", {"persons": new})
    return len(new)


@transaction.atomic(durable=True)
def record_attendance(*, course_id: int, by: Actor, at: datetime, hours: Mapping[int, Decimal]) -> int:
    """Record for enrolled persons the hours that they were there, 0 for absent; return how many changed.

    Raises:
        NotFound, NotAllowed, CourseClosed, NotOver (before the first day), NotTrained (not enrolled), TooManyHours,
        TrainingRepeated (somebody has the course already, entered elsewhere)
    """
    course = open_course(course_id, by)
    if clock.day_of(at) < course.from_on:
        raise NotOver
    rows = {row.person_id: row for row in Attendance.objects.filter(course=course, person_id__in=hours)}
    if set(rows) != set(hours):
        raise NotTrained(_("Only people who are enrolled can have attended."), field="hours")
    if any(not 0 <= value <= course.hours for value in hours.values()):
        raise TooManyHours(field="hours")
    _demand_once(course, [pk for pk, value in hours.items() if value])
    changed = []
    for person_id, value in hours.items():
        row = rows[person_id]
        state = Attendance.State.ATTENDED if value else Attendance.State.ABSENT
        if (row.state, row.hours) != (state, value):
            row.state, row.hours, row.recorded_at, row.recorded_by = state, value, at, by.name
            changed.append(row)
    Attendance.objects.bulk_update(changed, ["state", "hours", "recorded_at", "recorded_by"])
    told = {str(row.person_id): str(row.hours) for row in changed}
    _record(course, by, at, "training.record", {"hours": told})
    return len(changed)


@transaction.atomic(durable=True)
def close_course(*, course_id: int, by: Actor, at: datetime) -> Course:
    """Close a course after its last day: attendance is final and its hours count.

    Raises:
        NotFound, NotAllowed, CourseClosed, NotOver, AttendanceMissing
    """
    course = open_course(course_id, by)
    if clock.day_of(at) < course.to_on:
        raise NotOver
    rows = Attendance.objects.filter(course=course)
    if rows.filter(state=Attendance.State.ENROLLED).exists():
        raise AttendanceMissing
    course.closed_at, course.closed_by = at, by.name
    course.save(update_fields=["closed_at", "closed_by"])
    attended = rows.filter(state=Attendance.State.ATTENDED).count()
    _record(course, by, at, "training.close", {"attended": attended, "enrolled": rows.count()})
    return course


def _demand_once(course: Course, person_ids: Sequence[int]) -> None:
    found = repeats(
        person_ids=person_ids, on=course.to_on, kind=course.kind, hours=course.hours, title=course.title,
        alike=False, but=course.pk,
    )  # fmt: skip
    if found:
        raise TrainingRepeated(
            TrainingRepeated.sentence % {"found": "; ".join(f"{row.person} {row.course.title}" for row in found)},
            remedy=_("The same course counts once. Write 0 hours for these people here."),
            field="hours",
        )


def open_course(course_id: int, by: Actor) -> Course:
    """Return a course that is not closed, held, to somebody who holds courses of its agency.

    Raises:
        NotFound, NotAllowed, CourseClosed
    """
    course = (
        Course.objects.select_for_update(of=("self",)).select_related("agency__parent").filter(pk=course_id).first()
    )
    if course is None:
        raise NotFound
    demand_trainer(by, course.agency)
    if course.closed_at is not None:
        raise CourseClosed
    return course


def demand_trainer(by: Actor, agency: Agency) -> None:
    """Refuse an actor who does not hold courses of an agency.

    Raises:
        NotAllowed
    """
    if by.kind != "system" and not any(holds(person_id=by.person_id, duty=duty, agency=agency) for duty in DUTIES):
        raise NotAllowed


def root_of(agency: Agency) -> Agency:
    """Return the agency whose people, with those below it, an agency trains: a justice department its government's."""
    return agency.parent if agency.kind == Agency.Kind.JUSTICE and agency.parent is not None else agency


def _save(course: Course, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        setattr(course, name, value)
    days: tuple[date, date] = (course.from_on, course.to_on)
    if days[1] < days[0]:
        raise WrongCourse(field="to_on")
    if course.hours <= 0:
        raise WrongCourse(field="hours")
    course.save()


def _record(course: Course, by: Actor, at: datetime, verb: str, facts: Mapping[str, Any]) -> None:
    append(series=f"course:{course.pk}", by=by, at=at, verb=verb, body={"course": course.pk, **facts})
