"""A professional exam for a demonstration: fill-ins, cases and short answers, held and waiting for its markers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from enforcement.actor import SYSTEM, Actor
from enforcement.organisation.models import Agency, Person
from exams.create_session import create_session
from exams.demo_professional_bank import load_professional_bank
from exams.demo_words import sit_professional
from exams.forms_frozen import content_of
from exams.marking.mark_answer import mark_answer
from exams.marking.name_marker import name_marker
from exams.models import Exam, Session, Sitting
from exams.open_session import close_session, open_session
from exams.papers.blueprint import Blueprint, Row
from exams.papers.create_exam import create_exam
from exams.register import register

PLAN = Blueprint(
    rows=(
        Row("single", 3, 400), Row("multiple", 2, 600), Row("true_false", 5, 300), Row("fill_in", 6, 400),
        Row("short_answer", 1, 1300), Row("case", 1, 600, size=4),
    )
)  # fmt: skip


PASS, MINUTES = 6000, 60


def hold_professional(
    agency: Agency, persons: Sequence[Person], at: datetime, *, markers: Sequence[Person], read: int
) -> Session:
    """Hold a professional session from ``at`` to its end; the first marker has read ``read`` answers so far.

    Raises:
        NotEligible: for a person who may not sit.
    """
    exam = create_exam(
        agency_id=agency.pk, by=SYSTEM, at=at, bank_id=load_professional_bank(agency, at).pk,
        family=Exam.Family.OFFICER,
        subject=Exam.Subject.PROFESSIONAL, field="market", blueprint=PLAN, pass_mark=PASS, minutes=MINUTES,
        title=f"{at.year}年度行政执法人员资格考试（市场监督管理专业法律知识）",
    )  # fmt: skip
    session = create_session(
        exam_id=exam.pk, by=SYSTEM, at=at, title="秋季专业场", opens_at=at, closes_at=at + timedelta(hours=3), forms=2,
        release_at_once=False,
    )  # fmt: skip
    register(session_id=session.pk, by=SYSTEM, at=at, person_ids=[person.pk for person in persons])
    open_session(session_id=session.pk, by=SYSTEM, at=at)
    for number, sitting in enumerate(Sitting.objects.filter(session=session).order_by("pk")):
        sit_professional(sitting, number, at + timedelta(minutes=number))
    end = at + timedelta(hours=4)
    close_session(session_id=session.pk, by=SYSTEM, at=end)
    for person in markers:
        name_marker(session_id=session.pk, by=SYSTEM, at=end, person_id=person.pk)
    _read(session, markers[0], end, read)
    return session


def _read(session: Session, marker: Person, at: datetime, count: int) -> None:
    by = Actor(kind="person", person_id=marker.pk, name=marker.name)
    for number, sitting in enumerate(Sitting.objects.filter(session=session).order_by("pk")[:count]):
        for index, item in enumerate(content_of(sitting.form_id).items):
            if item["type"] == "short_answer":
                points = item["points"] * (2 + number % 3) // 5
                mark_answer(sitting_id=sitting.pk, by=by, at=at, item=index, points=points)
