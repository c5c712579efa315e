"""What the exam office of the town has to do: a refusal on record, and whatever else its pages show."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from cases.demo.ground import actor
from cases.demo.people import Staff
from enforcement import clock
from enforcement.actor import SYSTEM
from exams.administration.accommodate import ask_accommodation
from exams.administration.discipline import discipline
from exams.administration.exempt import ask_exemption
from exams.administration.import_roster import import_roster
from exams.administration.keep_course import enrol, plan_course
from exams.administration.keep_site import enter_room, enter_site
from exams.administration.refuse import refuse
from exams.administration.roster import files
from exams.administration.roster.reading import read
from exams.administration.seat_candidates import seat_candidates
from exams.administration.use_rooms import use_rooms
from exams.models import Room, Session


def lay(staff: Staff) -> SimpleNamespace:
    """Put work before the exam office."""
    session = Session.objects.get(title="补充场")
    helper = staff.of("urban", "helper")
    (refusal,) = refuse(session_id=session.pk, by=SYSTEM, at=clock.now(), person_ids=[helper.pk])
    rosters = _rosters(session, staff)
    room = _seated(session)
    candidate = session.candidates.get(person=staff.of("transport", "candidate"))
    return SimpleNamespace(
        session=session, refusal=refusal, rosters=rosters, room=room, candidate=candidate, **_asked(session, staff)
    )


def _asked(session: Session, staff: Staff) -> dict[str, Any]:
    """Ask for an accommodation and an exemption, take a measure, plan a course and enrol somebody."""
    at, today = clock.now(), clock.today()
    clerk, lead, candidate = (staff.of("urban", place) for place in ("clerk", "lead", "candidate"))
    by = actor(clerk, staff.agencies["urban"])
    sitter = session.candidates.get(person=staff.of("transport", "candidate"))
    need = session.candidates.get(person=staff.of("agriculture", "candidate"))
    facts = {"title": "执法规范培训", "kind": "conduct", "mode": "face", "hours": 8, "place": "", "teacher": ""}
    course = plan_course(agency_id=staff.agencies["urban"].pk, by=by, at=at, from_on=today, to_on=today, **facts)
    enrol(course_id=course.pk, by=by, at=at, person_ids=[lead.pk])
    return {
        "course": course,
        "need": ask_accommodation(
            candidate_id=need.pk, by=actor(need.person, need.agency), at=at, reason="低视力", percent=25
        ),
        "exemption": ask_exemption(
            person_id=candidate.pk, by=by, at=at, subject="professional", ground="law_qualification",
            evidence="法律职业资格证书A0001（示例）", from_on=today,
        ),
        "measure": discipline(
            candidate_id=sitter.pk, by=actor(staff.of("justice", "exam"), staff.agencies["justice"]), at=at,
            level="warning", reason="开考后使用手机（示例）。",
        ),
    }  # fmt: skip


def _seated(session: Session) -> Room:
    """Seat the candidates in a room by lot."""
    act = {"by": SYSTEM, "at": clock.now()}
    site = enter_site(agency_id=session.exam.agency_id, name="市委党校", address="乐陵市阜欣路1号（示例）", **act)
    room = enter_room(site_id=site.pk, name="第一机房", seats=40, **act)
    use_rooms(session_id=session.pk, room_ids=[room.pk], **act)
    seat_candidates(session_id=session.pk, seed="20261102", **act)
    return room


def _rosters(session: Session, staff: Staff) -> list[int]:
    """Check a roster that could be taken in, and one with cells at fault."""
    lead = staff.of("urban", "lead")
    made = []
    for rows in (f"{lead.name},{lead.username}", "无名,nobody,无此局"):
        data = f"姓名,用户名,单位\n{rows}\n".encode()
        made.append(
            import_roster(
                session_id=session.pk, by=SYSTEM, at=clock.now(), roster=read(data), file_name="名单.csv",
                sha256=files.store(data), dry_run=True,
            ).pk
        )  # fmt: skip
    return made
