"""A professional exam for a demonstration: fill-ins, cases and short answers, held and waiting for its markers."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from enforcement.actor import SYSTEM, Actor
from enforcement.organisation.models import Agency, Person
from exams import shuffle
from exams.answers import Words
from exams.bank.keys import current_keys
from exams.create_session import create_session
from exams.forms_frozen import content_of
from exams.import_items import import_items
from exams.imports import json_file
from exams.marking.mark_answer import mark_answer
from exams.marking.name_marker import name_marker
from exams.models import Bank, Exam, KeyVersion, Session, Sitting
from exams.open_session import close_session, open_session
from exams.papers.blueprint import Blueprint, Row
from exams.papers.create_exam import create_exam
from exams.register import register
from exams.save import save
from exams.start import start
from exams.submit import submit

BANK = "市场监督管理专业法律知识题库"
CONTENT = json_file.CONTENT.parent / "professional"
PLAN = Blueprint(
    rows=(
        Row("single", 3, 400),
        Row("multiple", 2, 600),
        Row("true_false", 5, 300),
        Row("fill_in", 6, 400),
        Row("short_answer", 1, 1300),
        Row("case", 1, 600, size=4),
    )
)
PASS, MINUTES = 6000, 60
PROSE = (
    "核查阶段依法收集的证据可以作为案件的证据使用。核查期限为十五个工作日，经批准可以延长十五个工作日，检测、鉴定的时间不计入。",
    "核查期限十五个工作日，可以延长。核查时收集的证据可以使用。",
    "一人执法，没有出示证件，没有告知陈述申辩权，罚款数额超过当场处罚限额，当场收款不合法，决定书是事后补的。",
    "应当由两名执法人员检查并出示证件；罚款五千元不能当场作出决定。",
)
"""What invented candidates write; markers of the demonstration read it."""


def load_professional_bank(agency: Agency, at: datetime) -> Bank:
    """Return the agency's professional bank with the items of the project (the second time nothing changes).

    Raises:
        ImportRefused: if a file of items is wrong.
    """
    bank, _made = Bank.objects.get_or_create(agency=agency, name=BANK)
    drafts, problems = json_file.read(sorted(CONTENT.glob("*.json")))
    import_items(bank_id=bank.pk, by=SYSTEM, at=at, drafts=drafts, problems=problems)
    return bank


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
        subject=Exam.Subject.PROFESSIONAL, field="市场监督管理", blueprint=PLAN, pass_mark=PASS, minutes=MINUTES,
        title=f"{at.year}年度行政执法人员资格考试（市场监督管理专业法律知识）",
    )  # fmt: skip
    session = create_session(
        exam_id=exam.pk, by=SYSTEM, at=at, title="秋季专业场", opens_at=at, closes_at=at + timedelta(hours=3), forms=2,
        release_at_once=False,
    )  # fmt: skip
    register(session_id=session.pk, by=SYSTEM, at=at, person_ids=[person.pk for person in persons])
    open_session(session_id=session.pk, by=SYSTEM, at=at)
    for number, sitting in enumerate(Sitting.objects.filter(session=session).order_by("pk")):
        _sit(sitting, number, at + timedelta(minutes=number))
    end = at + timedelta(hours=4)
    close_session(session_id=session.pk, by=SYSTEM, at=end)
    for person in markers:
        name_marker(session_id=session.pk, by=SYSTEM, at=end, person_id=person.pk)
    _read(session, markers[0], end, read)
    return session


def _sit(sitting: Sitting, number: int, at: datetime) -> None:
    start(sitting_id=sitting.pk, at=at, honour=True)
    chance = random.Random(sitting.seed)  # noqa: S311 (invented answers)
    content = content_of(sitting.form_id)
    keys = current_keys([item["id"] for item in content.items])
    delta: dict[int, int | Words] = {}
    for slot, place in enumerate(shuffle.places(content=content, seed=sitting.seed)):
        item = content.items[place.item]
        delta[slot] = _answer(
            item["type"], place, keys[item["id"]], chance, right=chance.random() < 0.55 + number % 4 / 10
        )
    save(sitting_id=sitting.pk, at=at + timedelta(minutes=20), lease=1, seq=1, delta=delta)
    submit(sitting_id=sitting.pk, at=at + timedelta(minutes=30 + number), lease=1, seq=2, delta={})


def _answer(type_: str, place: shuffle.Place, key: KeyVersion, chance: random.Random, *, right: bool) -> int | Words:
    if type_ == "short_answer":
        return chance.choice(PROSE)
    if type_ == "fill_in":
        return [accepted[0] if right else "三" for accepted in key.texts or []]
    mask = shuffle.to_screen_mask(place=place, mask=key.mask)
    return mask if right else chance.choice([1 << n for n in range(len(place.options)) if 1 << n != mask])


def _read(session: Session, marker: Person, at: datetime, count: int) -> None:
    by = Actor(kind="person", person_id=marker.pk, name=marker.name)
    for number, sitting in enumerate(Sitting.objects.filter(session=session).order_by("pk")[:count]):
        for index, item in enumerate(content_of(sitting.form_id).items):
            if item["type"] == "short_answer":
                points = item["points"] * (2 + number % 3) // 5
                mark_answer(sitting_id=sitting.pk, by=by, at=at, item=index, points=points)
