"""What the console of the town shows: a room with seats, events, interventions, late answers, a pair of papers."""

from __future__ import annotations

from types import SimpleNamespace

from cases.demo.people import Staff
from enforcement import clock
from enforcement.actor import SYSTEM
from exams.models import Candidate, ItemVersion, Room, Session, SessionRoom, SimilarPair, Site, Sitting
from exams.proctoring.extend import extend
from exams.proctoring.scope import Scope
from tests.factories.exams_proctoring import a_late_packet, a_watch, an_event


def lay(staff: Staff) -> SimpleNamespace:
    """Put candidates into a room, and let something happen."""
    session = Session.objects.get(title="补充场")
    site = Site.objects.create(agency=session.exam.agency, name="第一考点", address="示例路1号")
    room = Room.objects.create(site=site, name="第一考场", seats=30)
    SessionRoom.objects.create(session=session, room=room)
    candidates = list(Candidate.objects.filter(session=session).order_by("pk"))
    for seat, candidate in enumerate(candidates, 1):
        Candidate.objects.filter(pk=candidate.pk).update(room=room, seat=seat)
    closed = Sitting.objects.filter(session=session).exclude(state__in=["assigned", "running"]).first()
    waiting = Sitting.objects.filter(session=session, state="assigned").first()
    an_event(closed, received_at=clock.now())
    a_watch(closed, focus=1, warned=1, seen_at=clock.now())
    extend(
        session_id=session.pk, by=SYSTEM, scope=Scope(candidates=(waiting.candidate_id,)), seconds=600, reason="停电"
    )
    packet = a_late_packet(closed, masks={"0": 1, "1": 2}, ages_ms={"0": 1000}, received_at=clock.now())
    return SimpleNamespace(
        session=session, room=room, candidates=candidates, packet=packet, pair=_pair(session, closed, waiting)
    )


def _pair(session: Session, first: Sitting, second: Sitting) -> SimilarPair:
    versions = ItemVersion.objects.order_by("pk").values_list("pk", flat=True)[:3]
    questions = [
        {"version": pk, "first": n, "second": n + 2, "erred": 40, "alike": 2 + n} for n, pk in enumerate(versions, 1)
    ]
    figures = {
        "common": 60, "both_right": 20, "both_wrong": 12, "same_wrong": 9, "expected": 2.4, "sd": 1.4, "z": 4.7,
        "p": 1e-5, "chance_pairs": 0.02, "same_room": True, "seats_apart": 1, "questions": questions,
    }  # fmt: skip
    return SimilarPair.objects.create(session=session, first=first, second=second, figures=figures, made_at=clock.now())
