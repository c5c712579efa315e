"""Who may sit, where and how: each made through its act where there is one."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from decimal import Decimal

from exams.administration.accommodate import ask_accommodation
from exams.administration.discipline import discipline
from exams.administration.exempt import ask_exemption
from exams.administration.import_roster import import_roster
from exams.administration.keep_course import enrol, plan_course
from exams.administration.keep_site import enter_room, enter_site
from exams.administration.refuse import refuse
from exams.administration.roster.reading import read
from exams.administration.unregister import unregister
from exams.administration.use_rooms import use_rooms
from exams.administration.waive import ask_waiver
from exams.models import (
    Accommodation,
    Attendance,
    Course,
    Discipline,
    EligibilityDecision,
    Exemption,
    Room,
    RosterImport,
    Session,
    SessionRoom,
    Site,
    Waiver,
    Withdrawal,
)
from exams.register import register
from tests.factories.exams import AT, County, a_county, a_session, actor_for, an_exam, an_officer, an_open_session

_number = itertools.count(1)


def an_eligibility_decision(county: County | None = None, **exam: object) -> EligibilityDecision:
    """Return the refusal of an officer who lacks training and nothing else."""
    county = county or a_county()
    made = an_exam(county)
    made.training_hours = 40
    made.save(update_fields=["training_hours"])
    session = a_session(county, made)
    person = an_officer(county.bureau)
    return refuse(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])[0]


def a_waiver(county: County | None = None) -> Waiver:
    county = county or a_county()
    ruling = an_eligibility_decision(county)
    return ask_waiver(ruling_id=ruling.pk, by=county.by, at=AT + timedelta(minutes=1), reason="培训已报名，下周结业")


def a_roster_import(county: County | None = None) -> RosterImport:
    """Return the import of a roster with one officer."""
    county = county or a_county()
    session, person = a_session(county), an_officer(county.bureau)
    roster = read(f"姓名,用户名\n{person.name},{person.username}\n".encode())
    return import_roster(
        session_id=session.pk, by=county.by, at=AT, roster=roster, file_name="名单.csv", sha256="0" * 64
    )


def a_site(county: County | None = None, name: str = "") -> Site:
    county = county or a_county()
    name = name or f"考点{next(_number)}"
    return enter_site(agency_id=county.justice.pk, by=county.by, at=AT, name=name, address="乐陵市阜欣路1号")


def a_room(county: County | None = None, seats: int = 30, name: str = "", site: Site | None = None) -> Room:
    county = county or a_county()
    site = site or a_site(county)
    return enter_room(site_id=site.pk, by=county.by, at=AT, name=name or f"第{next(_number)}考场", seats=seats)


def a_session_room(county: County | None = None, session: Session | None = None, seats: int = 30) -> SessionRoom:
    """Return a room added to those of a session."""
    county = county or a_county()
    session = session or a_session(county)
    used = list(session.rooms.values_list("room_id", flat=True))
    room = a_room(county, seats)
    rooms = use_rooms(session_id=session.pk, by=county.by, at=AT, room_ids=[*used, room.pk])
    return next(row for row in rooms if row.room_id == room.pk)


def an_accommodation(county: County | None = None, **wanted: object) -> Accommodation:
    """Return what the one candidate of a session that is open asks for."""
    county = county or a_county()
    person = an_officer(county.bureau)
    candidate = an_open_session(county, [person]).candidates.get()
    wanted = wanted or {"minutes": 10, "percent": 25}
    return ask_accommodation(candidate_id=candidate.pk, by=actor_for(person), at=AT, reason="视力二级残疾", **wanted)


def an_exemption(county: County | None = None, **facts: object) -> Exemption:
    county = county or a_county()
    person = an_officer(county.bureau)
    given = {
        "person_id": person.pk,
        "subject": "public_law",
        "ground": "law_qualification",
        "evidence": "A20263714810001",
    }
    return ask_exemption(by=county.by, at=AT, from_on=date(2026, 11, 2), **{**given, **facts})


def a_discipline(county: County | None = None, level: str = "warning", **facts: object) -> Discipline:
    county = county or a_county()
    candidate = an_open_session(county, [an_officer(county.bureau)]).candidates.get()
    return discipline(candidate_id=candidate.pk, by=county.by, at=AT, level=level, reason="考试中使用手机", **facts)


def a_course(county: County | None = None, **facts: object) -> Course:
    """Return a course of two days before ``AT`` with eight hours."""
    county = county or a_county()
    given = {
        "title": "行政处罚法培训", "kind": "public_law", "mode": "face", "hours": Decimal(8),
        "from_on": date(2026, 10, 30), "to_on": date(2026, 10, 31), "place": "党校", "teacher": "王老师",
    }  # fmt: skip
    return plan_course(agency_id=county.justice.pk, by=county.by, at=AT, **{**given, **facts})


def an_attendance(county: County | None = None) -> Attendance:
    county = county or a_county()
    course, person = a_course(county), an_officer(county.bureau)
    enrol(course_id=course.pk, by=county.by, at=AT, person_ids=[person.pk])
    return Attendance.objects.get(course=course)


def a_withdrawal(county: County | None = None) -> Withdrawal:
    county = county or a_county()
    session, person = a_session(county), an_officer(county.bureau)
    (candidate,) = register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])
    return unregister(candidate_id=candidate.pk, by=county.by, at=AT, reason="报错场次")
