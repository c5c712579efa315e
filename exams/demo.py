"""Exams for a demonstration, through the same acts as real ones; only the moments are given instead of read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.organisation.models import Agency, Person
from exams.bank.open_practice import open_practice
from exams.create_session import create_session
from exams.figures.compute import compute
from exams.import_items import import_items
from exams.imports import json_file
from exams.models import Bank, Exam, Item, Session
from exams.open_session import close_session, open_session
from exams.papers.create_exam import create_exam
from exams.register import register
from exams.release_session import release_session

BANK = "公共法律知识题库"


def load_bank(agency: Agency, at: datetime) -> Bank:
    """Return the agency's bank with all the items of the project (the second time nothing changes).

    Raises:
        ImportRefused: if a file of items is wrong.
    """
    bank, _made = Bank.objects.get_or_create(agency=agency, name=BANK)
    drafts, problems = json_file.read(sorted(json_file.CONTENT.glob("*.json")))
    import_items(bank_id=bank.pk, by=SYSTEM, at=at, drafts=drafts, problems=problems)
    return bank


def open_demo_session(
    agency: Agency,
    persons: Sequence[Person],
    at: datetime,
    *,
    title: str = "第一场",
    days: int = 14,
    exam: Exam | None = None,
    subject: str = Exam.Subject.PUBLIC_LAW,
    family: str = Exam.Family.OFFICER,
    field: str = "market",
) -> Session:
    """Return a session open from ``at`` for some days, with these persons registered and their papers frozen.

    Without ``exam`` a new one of that year is created on the agency's bank; ``field`` is that of a professional one.

    Raises:
        NotEligible: for a person who may not sit.
    """
    if exam is None:
        part = "公共" if subject == Exam.Subject.PUBLIC_LAW else "专业"
        exam = create_exam(
            agency_id=agency.pk, by=SYSTEM, at=at, bank_id=load_bank(agency, at).pk, family=family, subject=subject,
            field=field, title=f"{at.year}年度行政执法人员资格考试（{part}法律知识）",
        )  # fmt: skip
    session = create_session(
        exam_id=exam.pk, by=SYSTEM, at=at, title=title, opens_at=at, closes_at=at + timedelta(days=days)
    )
    if persons:
        register(session_id=session.pk, by=SYSTEM, at=at, person_ids=[person.pk for person in persons])
    return open_session(session_id=session.pk, by=SYSTEM, at=at)


def conclude(session: Session, at: datetime) -> None:
    """Close a session whose time is over, release its results, work out its figures, open its bank for practice."""
    close_session(session_id=session.pk, by=SYSTEM, at=at)
    release_session(session_id=session.pk, by=SYSTEM, at=at)
    compute(session_id=session.pk, at=at)
    items = Item.objects.filter(bank_id=session.exam.bank_id).values_list("pk", flat=True)
    open_practice(item_ids=list(items), by=SYSTEM, at=at, from_on=clock.day_of(at))
