"""Courses and hours: planned, attended, closed for good; who lacks hours, and one's own."""

from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from certification.eligibility import preparation
from enforcement import clock
from enforcement.actor import Actor
from enforcement.errors import Invalid, NotAllowed, NotFound
from enforcement.ledger.queries import history_of
from enforcement.organisation.duties.holding import grant
from exams import results
from exams.administration.attendance_file import HEADINGS, read, write
from exams.administration.keep_course import (
    AttendanceMissing,
    CourseClosed,
    NotOver,
    NotTrained,
    TooManyHours,
    WrongCourse,
    amend_course,
    close_course,
    enrol,
    plan_course,
    record_attendance,
)
from exams.administration.training import hours_of
from exams.models import Attendance, Course
from tests.exams.test_exam_races import at_once, successes
from tests.exams.test_refusals import signed_in
from tests.factories.exams import AT, a_county, actor_for, an_agency, an_officer
from tests.factories.exams_administration import a_course

pytestmark = pytest.mark.django_db
EIGHT = Decimal(8)


@pytest.fixture
def county():
    return a_county()


def verbs(course):
    return [entry.verb for entry in history_of(f"course:{course.pk}")]


def held(county, hours, **facts):
    """Return a closed course that an officer attended for some hours."""
    course, person = a_course(county, **facts), an_officer(county.bureau)
    act = {"course_id": course.pk, "by": county.by, "at": AT}
    enrol(**act, person_ids=[person.pk])
    record_attendance(**act, hours={person.pk: Decimal(hours)})
    close_course(**act)
    return course, person


def test_a_course_is_planned_attended_and_closed_and_its_hours_count(county):
    course, person = held(county, "7.5")
    assert verbs(course) == ["training.plan", "training.enrol", "training.record", "training.close"]
    assert Attendance.objects.get().state == "attended"
    year = {"from_on": date(2026, 1, 1), "to_on": date(2026, 12, 31)}
    assert hours_of(person_ids=[person.pk], **year) == {person.pk: Decimal("7.5")}
    assert hours_of(person_ids=[person.pk], from_on=date(2026, 1, 1), to_on=date(2026, 10, 30)) == {}
    assert hours_of(person_ids=[], **year) == {}
    assert results.training_hours(person_id=person.pk, on=clock.day_of(AT)) == Decimal("7.5")
    assert preparation(person_id=person.pk, agency=county.bureau, fields=(), on=clock.day_of(AT)).hours == Decimal(
        "7.5"
    )


def test_hours_do_not_count_before_the_course_is_closed_or_for_who_was_absent(county):
    course, person, absent = a_course(county), an_officer(county.bureau), an_officer(county.bureau)
    act = {"course_id": course.pk, "by": county.by, "at": AT}
    assert enrol(**act, person_ids=[person.pk, absent.pk]) == 2
    assert enrol(**act, person_ids=[person.pk]) == 0
    assert record_attendance(**act, hours={person.pk: EIGHT}) == 1
    assert record_attendance(**act, hours={person.pk: EIGHT}) == 0
    year = {"person_ids": [person.pk, absent.pk], "from_on": date(2026, 1, 1), "to_on": date(2026, 12, 31)}
    assert hours_of(**year) == {}
    with pytest.raises(AttendanceMissing):
        close_course(**act)
    record_attendance(**act, hours={absent.pk: Decimal(0)})
    close_course(**act)
    assert hours_of(**year) == {person.pk: EIGHT}
    assert Attendance.objects.get(person=absent).state == "absent"


def test_a_closed_course_is_final(county):
    course, person = held(county, 8)
    act = {"course_id": course.pk, "by": county.by, "at": AT}
    for again in (
        lambda: enrol(**act, person_ids=[person.pk]),
        lambda: record_attendance(**act, hours={person.pk: Decimal(1)}),
        lambda: close_course(**act),
        lambda: amend_course(**act, hours=Decimal(2)),
    ):
        with pytest.raises(CourseClosed):
            again()
    assert Attendance.objects.get().hours == EIGHT


def test_what_makes_no_sense_is_refused_and_changes_nothing(county):
    course, person = a_course(county), an_officer(county.bureau)
    act = {"course_id": course.pk, "by": county.by, "at": AT}
    with pytest.raises(WrongCourse):
        a_course(county, to_on=date(2026, 10, 29))
    with pytest.raises(WrongCourse):
        a_course(county, hours=Decimal(0))
    with pytest.raises(NotTrained):
        enrol(**act, person_ids=[])
    with pytest.raises(NotTrained):
        enrol(**act, person_ids=[an_officer(an_agency("外县局")).pk])
    with pytest.raises(NotTrained):
        record_attendance(**act, hours={person.pk: EIGHT})
    enrol(**act, person_ids=[person.pk])
    with pytest.raises(TooManyHours):
        record_attendance(**act, hours={person.pk: Decimal("8.5")})
    record_attendance(**act, hours={person.pk: EIGHT})
    with pytest.raises(TooManyHours):
        amend_course(**act, hours=Decimal(4))
    early = {**act, "at": AT - timedelta(days=5)}
    with pytest.raises(NotOver):
        record_attendance(**early, hours={person.pk: EIGHT})
    with pytest.raises(NotOver):
        close_course(**early)
    with pytest.raises(NotFound):
        close_course(**{**act, "course_id": 0})
    course.refresh_from_db()
    assert (course.hours, course.closed_at, Course.objects.count()) == (EIGHT, None, 1)


def test_units_hold_courses_for_their_own_people_and_strangers_none(county):
    clerk, own, other = an_officer(county.bureau), an_officer(county.bureau), an_officer(county.justice)
    grant(person=clerk, duty="apply", agency=county.bureau, by=Actor(kind="system", name="system"), at=AT)
    facts = {
        "at": AT, "title": "培训", "kind": "professional", "mode": "online", "hours": EIGHT,
        "from_on": date(2026, 10, 1), "to_on": date(2026, 10, 1), "place": "", "teacher": "",
    }  # fmt: skip
    course = plan_course(agency_id=county.bureau.pk, by=actor_for(clerk), **facts)
    assert enrol(course_id=course.pk, by=actor_for(clerk), at=AT, person_ids=[own.pk]) == 1
    with pytest.raises(NotTrained):
        enrol(course_id=course.pk, by=actor_for(clerk), at=AT, person_ids=[other.pk])
    for by, agency in ((actor_for(own), county.bureau), (actor_for(clerk), county.justice)):
        with pytest.raises(NotAllowed):
            plan_course(agency_id=agency.pk, by=by, **facts)
    with pytest.raises(NotFound):
        plan_course(agency_id=0, by=actor_for(clerk), **facts)


@pytest.mark.django_db(transaction=True)
def test_a_course_closed_twice_at_once_is_closed_once():
    county = a_county()
    course, person = a_course(county), an_officer(county.bureau)
    act = {"course_id": course.pk, "by": county.by, "at": AT}
    enrol(**act, person_ids=[person.pk])
    record_attendance(**act, hours={person.pk: EIGHT})
    assert len(successes(at_once(lambda: close_course(**act), lambda: close_course(**act)))) == 1
    assert verbs(course).count("training.close") == 1


# --- workbooks and pages ---------------------------------------------------------------------------------------------


def filled(course, *hours):
    book = openpyxl.load_workbook(BytesIO(write(course)))
    assert tuple(cell.value for cell in book.active[1]) == HEADINGS
    for number, value in enumerate(hours, start=2):
        book.active.cell(number, 4).value = value
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_attendance_comes_from_a_workbook_with_each_fault_named(county):
    course = a_course(county)
    people = [an_officer(county.bureau, name) for name in ("甲", "乙", "丙")]
    enrol(course_id=course.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])
    found = read(course, filled(course, 8, None, 7.5))
    by_name = {p.pk: p.name for p in people}
    assert sorted((by_name[pk], hours) for pk, hours in found.items()) != []
    assert sorted(found.values()) == [Decimal("7.5"), EIGHT]
    with pytest.raises(Invalid, match="D2") as refused:
        read(course, filled(course, 9, "很多", 1))
    assert "D3" in str(refused.value)
    for data in (b"nothing", b"PK\x03\x04"):
        with pytest.raises(Invalid):
            read(course, data)
    book = openpyxl.load_workbook(BytesIO(write(course)))
    book.active["B2"].value = "别人"
    book.active["D2"].value = 1
    stream = BytesIO()
    book.save(stream)
    with pytest.raises(Invalid, match="A2"):
        read(course, stream.getvalue())
    empty = BytesIO()
    openpyxl.Workbook().save(empty)
    with pytest.raises(Invalid):
        read(course, empty.getvalue())


def test_a_course_goes_through_its_pages(client, county):
    people = [an_officer(county.bureau, name) for name in ("甲甲", "乙乙")]
    signed_in(client, county.admin)
    today = clock.today()
    facts = {
        "agency_id": county.justice.pk, "title": "执法规范培训", "kind": "conduct", "mode": "face", "hours": "8",
        "from_on": today - timedelta(days=1), "to_on": today, "place": "", "teacher": "",
    }  # fmt: skip
    assert client.post(reverse("exam_course_new"), {**facts, "hours": "0"}).status_code == 422
    assert client.post(reverse("exam_course_new"), facts).status_code == 303
    course = Course.objects.get()
    here = reverse("exam_course", args=[course.pk])
    assert "Nobody is enrolled yet" in client.get(here).content.decode()
    enrolling = reverse("exam_course_enrol", args=[course.pk])
    assert "甲甲" in client.get(enrolling).content.decode()
    assert client.post(enrolling, {"person_ids": [p.pk for p in people]}).status_code == 303
    assert client.post(here, {f"hours_{people[0].pk}": "8"}).status_code == 303
    close = reverse("exam_course_close", args=[course.pk])
    assert client.post(close).status_code == 409
    answer = client.get(reverse("exam_attendance_xlsx", args=[course.pk]))
    assert answer["Content-Type"].endswith("sheet")
    file = SimpleUploadedFile("a.xlsx", filled(course, 8, 8))
    assert client.post(reverse("exam_attendance_import", args=[course.pk]), {"file": file}).status_code == 303
    edit = reverse("exam_course_edit", args=[course.pk])
    assert client.post(edit, {**facts, "title": "执法规范"}).status_code == 303
    assert client.post(close).status_code == 302
    assert "closed, hours count" in client.get(here).content.decode()
    signed_in(client, people[0])
    own = client.get(reverse("exam_training_own")).content.decode()
    assert "执法规范" in own
    assert client.get(reverse("exam_courses")).status_code == 403
    signed_in(client, a_county().admin)
    for name in ("exam_course", "exam_course_edit", "exam_course_enrol", "exam_attendance_xlsx"):
        assert client.get(reverse(name, args=[course.pk])).status_code == 404
    assert client.post(close).status_code == 404


def test_who_lacks_hours_is_shown_by_agency_the_least_trained_first(client, county):
    now = clock.now()
    trained, lacking = an_officer(county.bureau, "学时已满"), an_officer(county.bureau, "没有学时")
    course = a_course(county, from_on=clock.today(), to_on=clock.today(), hours=Decimal(60))
    act = {"course_id": course.pk, "by": county.by, "at": now}
    enrol(**act, person_ids=[trained.pk])
    record_attendance(**act, hours={trained.pk: Decimal(60)})
    close_course(**act)
    grant(person=county.admin, duty="apply", agency=county.bureau, by=Actor(kind="system", name="system"), at=AT)
    signed_in(client, county.admin)
    page = client.get(reverse("exam_training"), {"agency": county.bureau.pk}).content.decode()
    assert page.index(lacking.name) < page.index(trained.name)
    assert "complete" in page
    assert client.get(reverse("exam_training")).status_code == 200


def test_the_list_of_courses_costs_the_same_and_shows_no_other_agency_s(client, county):
    a_course(county, title="公共法律培训")
    a_course(a_county(), title="外县培训")
    signed_in(client, county.admin)
    url = reverse("exam_courses")
    client.get(url)
    counts = []
    for more in (0, 2):
        for _n in range(more):
            a_course(county, title="公共法律培训")
        with CaptureQueriesContext(connection) as caught:
            page = client.get(url).content.decode()
        assert page.count("公共法律培训") == 1 + more
        assert "外县培训" not in page
        counts.append(len(caught))
    assert counts == [8, 8]
