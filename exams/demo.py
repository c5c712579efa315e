"""Exams for a demonstration, through the same acts as real ones; only the moments are given instead of read."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from enforcement import clock
from enforcement.actor import SYSTEM
from enforcement.organisation.models import Agency, Person
from exams import shuffle
from exams.bank.open_practice import open_practice
from exams.create_session import create_session
from exams.figures.compute import compute
from exams.forms_frozen import content_of
from exams.import_items import import_items
from exams.imports import json_file
from exams.mark import mark
from exams.models import Bank, Exam, Item, KeyVersion, Result, Session, Sitting
from exams.open_session import close_session, open_session
from exams.papers.create_exam import create_exam
from exams.register import register
from exams.release_session import release_session
from exams.save import save
from exams.start import start
from exams.submit import submit

BANK = "公共法律知识题库"
BATCH = 7
"""How many answers one save carries."""


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
            agency_id=agency.pk,
            by=SYSTEM,
            at=at,
            bank_id=load_bank(agency, at).pk,
            family=family,
            subject=subject,
            field=field,
            title=f"{at.year}年度行政执法人员资格考试（{part}法律知识）",
        )
    session = create_session(
        exam_id=exam.pk, by=SYSTEM, at=at, title=title, opens_at=at, closes_at=at + timedelta(days=days)
    )
    if persons:
        register(session_id=session.pk, by=SYSTEM, at=at, person_ids=[person.pk for person in persons])
    return open_session(session_id=session.pk, by=SYSTEM, at=at)


def sit_through(session: Session, person: Person, right_share: float, at: datetime) -> Result:
    """Have a registered person sit: start ``at``, save in batches, submit; ``right_share`` of the answers are right.

    The same person and session always give the same answers.
    """
    sitting = Sitting.objects.get(session=session, candidate__person=person)
    begun = start(sitting_id=sitting.pk, at=at, honour=True)
    answers = _answers(sitting, right_share, random.Random(sitting.seed))  # noqa: S311 (invented answers)
    pace = (begun.deadline_at - begun.started_at) * 0.8 / len(answers)
    seq, batch = 0, {}
    for slot, mask in enumerate(answers):
        batch[slot] = mask
        if len(batch) == BATCH and slot < len(answers) - 1:
            seq += 1
            save(sitting_id=sitting.pk, at=at + pace * slot, lease=1, seq=seq, delta=batch)
            batch = {}
    end = at + pace * len(answers)
    submit(sitting_id=sitting.pk, at=end, lease=1, seq=seq + 1, delta=batch)
    return mark(sitting_id=sitting.pk, at=end)


def conclude(session: Session, at: datetime) -> None:
    """Close a session whose time is over, release its results, work out its figures, open its bank for practice."""
    close_session(session_id=session.pk, by=SYSTEM, at=at)
    release_session(session_id=session.pk, by=SYSTEM, at=at)
    compute(session_id=session.pk, at=at)
    items = Item.objects.filter(bank_id=session.exam.bank_id).values_list("pk", flat=True)
    open_practice(item_ids=list(items), by=SYSTEM, at=at, from_on=clock.day_of(at))


def _answers(sitting: Sitting, right_share: float, chance: random.Random) -> list[int]:
    content = content_of(sitting.form_id)
    keys = dict(
        KeyVersion.objects.filter(item_version_id__in=[item["id"] for item in content.items])
        .order_by("number")
        .values_list("item_version_id", "mask")
    )
    places = shuffle.places(content=content, seed=sitting.seed)
    right = set(chance.sample(range(len(places)), round(right_share * len(places))))
    answers = []
    for slot, place in enumerate(places):
        key = shuffle.to_screen_mask(place=place, mask=keys[content.items[place.item]["id"]])
        wrong = [1 << n for n in range(len(place.options)) if 1 << n != key]
        answers.append(key if slot in right else chance.choice(wrong))
    return answers
