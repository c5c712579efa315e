"""Hours of training count once, wherever they were entered."""

from datetime import date
from decimal import Decimal
from importlib import import_module

import pytest
from django.db import connection, transaction

from certification import eligibility
from certification.record_training import record_training
from enforcement.actor import Actor
from enforcement.organisation.models import Agency, Person
from exams import results
from exams.administration.enter_attended import TrainingRepeated
from exams.administration.keep_course import close_course, enrol, plan_course, record_attendance
from exams.models import Attendance, Course
from tests.factories.certification import a_post, clerk, moment, refused
from tests.factories.flowcharts import a_person, an_agency

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2026, 5, 1)
FACTS = {"kind": "public_law", "hours": Decimal(8), "on": ON, "title": "行政处罚法"}
LATER = {"at": moment("2026-05-02")}


@pytest.fixture
def agency() -> Agency:
    return an_agency()


@pytest.fixture
def by(agency: Agency) -> Actor:
    return clerk(agency, "apply")


@pytest.fixture
def person(agency: Agency) -> Person:
    person = a_person()
    a_post(person, agency)
    return person


def hours(person: Person) -> Decimal:
    return results.training_hours(person_id=person.pk, on=date(2026, 6, 1))


def attended(agency: Agency, by: Actor, person: Person, title: str = "行政处罚法", hours: int = 8) -> Course:
    """Hold a course, and stop before it is closed."""
    facts = {"title": title, "kind": "public_law", "mode": "face", "hours": Decimal(hours), "from_on": ON, "to_on": ON}
    course = plan_course(agency_id=agency.pk, by=by, at=moment("2026-04-20"), **facts)
    enrol(course_id=course.pk, by=by, at=moment("2026-04-21"), person_ids=[person.pk])
    record_attendance(course_id=course.pk, by=by, **LATER, hours={person.pk: Decimal(hours)})
    return course


def test_a_course_of_the_exams_is_not_recorded_again_at_the_desk(agency: Agency, by: Actor, person: Person) -> None:
    course = attended(agency, by, person)
    ask = {"by": by, **LATER, "agency_id": agency.pk, "person_id": person.pk}
    refused(TrainingRepeated, record_training, **ask, **FACTS)
    refused(TrainingRepeated, record_training, **ask, **{**FACTS, "title": " 《行政处罚法》 ", "hours": Decimal(6)})
    refused(TrainingRepeated, record_training, **ask, **{**FACTS, "title": "处罚法培训班"})
    refused(TrainingRepeated, record_training, **ask, **FACTS, another=True)
    close_course(course_id=course.pk, by=by, **LATER)
    assert hours(person) == 8
    record_training(**ask, **{**FACTS, "on": date(2026, 4, 30)})
    record_training(**ask, **{**FACTS, "title": "行政强制法", "hours": Decimal(4)})
    record_training(**ask, **{**FACTS, "title": "行政许可法"}, another=True)
    assert hours(person) == 28
    assert eligibility.preparation(person_id=person.pk, agency=agency, fields=(), on=date(2026, 6, 1)).hours == 28


def test_a_course_recorded_at_the_desk_gives_no_hours_again_among_courses(
    agency: Agency, by: Actor, person: Person
) -> None:
    record_training(by=by, **LATER, agency_id=agency.pk, person_id=person.pk, **FACTS)
    with pytest.raises(TrainingRepeated) as caught:
        attended(agency, by, person)
    assert person.name in str(caught.value)
    course = Course.objects.get(closed_at=None)
    record_attendance(course_id=course.pk, by=by, **LATER, hours={person.pk: Decimal(0)})
    close_course(course_id=course.pk, by=by, **LATER)
    assert hours(person) == 8


def test_people_of_one_course_share_it(agency: Agency, by: Actor, person: Person) -> None:
    other = a_person()
    for one in (person, other):
        record_training(by=by, **LATER, agency_id=agency.pk, person_id=one.pk, **FACTS)
    assert Course.objects.count() == 1
    assert hours(person) == hours(other) == 8


def test_what_was_recorded_before_is_moved_once(agency: Agency, by: Actor, person: Person) -> None:
    attended(agency, by, person)
    moved = import_module("certification.migrations.0005_training_once")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMPORARY TABLE certification_trainingrecord (id int, person_id bigint, agency_id bigint, kind text,"
            ' hours numeric, "on" date, title text, recorded_at timestamptz, recorded_by_id bigint) ON COMMIT DROP'
        )
        rows = [("public", 8, ON, "《行政处罚法》"), ("public", 8, ON, "同日另一名称"), ("conduct", 4, ON, "职业素养"),
                ("conduct", 5, ON, "职业 素养"), ("public", 8, date(2026, 4, 1), "行政处罚法")]  # fmt: skip
        for n, (kind, length, on, title) in enumerate(rows):
            facts = [n, person.pk, agency.pk, kind, length, on, title, LATER["at"], by.person_id]
            cursor.execute(f"INSERT INTO certification_trainingrecord VALUES ({', '.join(['%s'] * 9)})", facts)
        for statement in (moved.KEPT, moved.COURSES, moved.ATTENDANCES):
            cursor.execute(statement)
    told = Attendance.objects.filter(person=person).order_by("course__to_on", "course__title")
    assert list(told.values_list("course__title", "course__kind", "hours")) == [
        ("行政处罚法", "public_law", 8), ("职业素养", "conduct", 4), ("行政处罚法", "public_law", 8),
    ]  # fmt: skip
