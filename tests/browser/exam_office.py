"""What the exam office of the town has to do: a refusal on record, and whatever else its pages show."""

from __future__ import annotations

from types import SimpleNamespace

from cases.demo.people import Staff
from enforcement import clock
from enforcement.actor import SYSTEM
from exams.administration.import_roster import import_roster
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
    return SimpleNamespace(session=session, refusal=refusal, rosters=rosters, room=room, candidate=candidate)


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
