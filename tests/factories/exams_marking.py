"""After the sitting: papers with words, handed in; marks by people; appeals; regrades."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from enforcement.actor import SYSTEM
from enforcement.organisation.duties.holding import grant
from enforcement.organisation.models import Person
from exams.answers import Words
from exams.demo_sitting import sit_through
from exams.forms_frozen import content_of, freeze
from exams.mark import mark
from exams.marking.file_appeal import file_appeal
from exams.marking.mark_answer import mark_answer
from exams.marking.name_marker import name_marker
from exams.marking.propose_regrade import propose_regrade
from exams.marking.remark import remark
from exams.marking.vote_regrade import vote_regrade
from exams.marking.work_out_regrade import work_out_regrade
from exams.models import (
    Appeal,
    Form,
    GradeRun,
    HumanMark,
    Item,
    ItemVersion,
    KeyVersion,
    LawRef,
    Marker,
    RegradeLine,
    RegradeProposal,
    RegradeVoice,
    Result,
    SaveJournal,
    Session,
    Sitting,
)
from exams.open_session import seat
from exams.register import register
from exams.shuffle import places, to_screen_mask
from tests.factories.exams import (
    AT,
    County,
    a_bank,
    a_county,
    a_result,
    a_session,
    actor_for,
    an_exam,
    an_officer,
    an_open_session,
)

TYPES = ("single", "single", "multiple", "true_false", "fill_in", "short_answer", "short_answer")
POINTS = (100, 100, 200, 100, 300, 500, 1000)
KEYS: tuple[dict[str, object], ...] = (
    {"mask": 1}, {"mask": 2}, {"mask": 0b0110}, {"mask": 1}, {"texts": [["罚款", "罚金"], ["没收"], ["警告"]]},
    {"texts": {"guide": "须写明告知的时间和内容。", "points": ["告知时间（2分）", "告知内容（3分）"]}},
    {"texts": {"guide": "须写明听证的条件。", "points": ["较大数额（4分）", "期限（6分）"]}},
)  # fmt: skip
RIGHT: dict[int, Words | int] = {
    0: 1, 1: 2, 2: 0b0110, 3: 1, 4: ["罚款", "没收", "警告"], 5: "应当在作出决定之前告知。", 6: "五日内提出。",
}  # fmt: skip


def words_versions(county: County) -> list[ItemVersion]:
    """Return one item of each kind in a bank of their own: choices, a fill-in with three blanks, two short answers."""
    bank = a_bank(county, each=1)
    law = LawRef.objects.filter(law__contains="处罚").first()
    made = []
    for n, (type_, key) in enumerate(zip(TYPES, KEYS, strict=True)):
        item = Item.objects.create(bank=bank, code=f"词{n}", type=type_)
        texts = {"true_false": "正误", "single": "甲乙丙丁", "multiple": "甲乙丙丁"}.get(type_, "")
        options = [{"id": "ABCD"[k], "text": text} for k, text in enumerate(texts)]
        version = ItemVersion.objects.create(
            item=item, number=1, stem=f"第{n}题", options=options, law_ref=law, blanks=3 if type_ == "fill_in" else 0,
            explanation=f"解析{n}", sha256=f"{n}" * 64, made_at=AT, made_by="考务",
        )  # fmt: skip
        KeyVersion.objects.create(item_version=version, number=1, made_at=AT, made_by="考务", **key)
        Item.objects.filter(pk=item.pk).update(current=version)
        made.append(version)
    return made


def a_words_session(county: County, persons: Iterable[Person], **facts: object) -> Session:
    """Return an open session whose one form has every type, words among them: 2300 hundredths in all."""
    session = a_session(county, an_exam(county, pass_mark=5), **facts)
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk for person in persons])
    versions = words_versions(county)
    points = {version.pk: full for version, full in zip(versions, POINTS, strict=True)}
    freeze(session_id=session.pk, papers=[points])
    Session.objects.filter(pk=session.pk).update(state="open")
    session.refresh_from_db()
    seat(session=session, candidates=session.candidates.all())
    return session


def hand_in(session: Session, person: Person, answers: Mapping[int, Words | int], at: datetime = AT) -> Sitting:
    """Have a person hand in answers, given by the item's index in the form: masks over its own options, or words."""
    sitting = Sitting.objects.get(session=session, candidate__person=person)
    order = places(content=content_of(sitting.form_id), seed=sitting.seed)
    masks, texts = [], {}
    for slot, place in enumerate(order):
        given = answers.get(place.item, 0)
        if isinstance(given, int):
            masks.append(to_screen_mask(place=place, mask=given))
        else:
            masks.append(1)
            texts[str(slot)] = given
    SaveJournal.objects.create(
        sitting=sitting, seq=1, lease=1, kind="submit", at=at, slots=list(range(len(masks))), masks=masks, texts=texts
    )
    Sitting.objects.filter(pk=sitting.pk).update(
        state="submitted", lease=1, seq=1, started_at=at, deadline_at=at + timedelta(hours=1), closed_at=at,
        answers=masks, texts=texts,
    )  # fmt: skip
    sitting.refresh_from_db()
    return sitting


def markers_of(session: Session, county: County, count: int = 3) -> list[Person]:
    """Return persons of the justice department who mark a session."""
    people = [an_officer(county.justice, f"阅卷员{n + 1}") for n in range(count)]
    for person in people:
        name_marker(session_id=session.pk, by=county.by, at=AT, person_id=person.pk)
    return people


def mark_as(person: Person, sitting: Sitting, item: int, points: int, at: datetime = AT) -> HumanMark:
    return mark_answer(sitting_id=sitting.pk, by=actor_for(person), at=at, item=item, points=points)


def a_human_mark() -> HumanMark:
    county = a_county()
    candidate = an_officer(county.bureau)
    session = a_words_session(county, [candidate])
    sitting = hand_in(session, candidate, RIGHT)
    return mark_as(markers_of(session, county, 1)[0], sitting, 5, 400)


def a_marker() -> Marker:
    county = a_county()
    session = a_session(county)
    markers_of(session, county, 1)
    return Marker.objects.get(session=session)


def a_grade_run() -> GradeRun:
    result: Result = a_result()
    answers = [3, *Sitting.objects.get(pk=result.sitting_id).answers[1:]]
    Sitting.objects.filter(pk=result.sitting_id).update(answers=answers)
    remark(sitting_id=result.sitting_id, by=a_county().by, at=AT, kind="late", reason="断网期间的答案")
    return GradeRun.objects.get()


def form_of(session: Session) -> Form:
    return Form.objects.get(session=session)


def correct_key(version_id: int, **facts: object) -> KeyVersion:
    """Return a further key of an item version, as two persons approved it (exams.bank has the acts)."""
    old = KeyVersion.objects.filter(item_version_id=version_id).order_by("-number").first()
    columns = {
        "reason": "答案有误",
        "mask": old.mask,
        "masks": old.masks,
        "texts": old.texts,
        "status": old.status,
        **facts,
    }
    return KeyVersion.objects.create(
        item_version_id=version_id, number=old.number + 1, made_at=AT, made_by="考务", **columns
    )


def another_administrator(county: County) -> Person:
    """Return one more person with the duty for the county's exams."""
    person = an_officer(county.justice, "考务员")
    grant(person=person, duty="exam", agency=county.justice, by=SYSTEM, at=AT)
    return person


def a_regrade_proposal(county: County | None = None, session: Session | None = None) -> RegradeProposal:
    """Return a proposal that is worked out: the first item of the first form is void with full marks."""
    county = county or a_county()
    if session is None:
        person = an_officer(county.bureau)
        session = an_open_session(county, [person], forms=1)
        sit_through(session, person, 0.5, AT)
        correct_key(session.forms.get().item_versions[0], status="void_full_marks")
    made = propose_regrade(exam_id=session.exam_id, by=county.by, at=AT, reason="答案有误")
    return work_out_regrade(proposal_id=made.pk, at=AT)


def a_regrade_line() -> RegradeLine:
    """Return a line of a proposal that gives everybody the points of every item."""
    county = a_county()
    person = an_officer(county.bureau)
    session = an_open_session(county, [person], forms=1)
    sit_through(session, person, 0.5, AT)
    for version_id in session.forms.get().item_versions:
        correct_key(version_id, status="void_full_marks")
    return a_regrade_proposal(county, session).lines.get()


def a_regrade_voice() -> RegradeVoice:
    county = a_county()
    proposal = a_regrade_proposal(county)
    vote_regrade(proposal_id=proposal.pk, by=actor_for(another_administrator(county)), at=AT, agrees=True)
    return RegradeVoice.objects.get(proposal=proposal)


def an_appeal(county: County | None = None) -> Appeal:
    """Return an appeal against a result with answers in words, each marked 400 by two people."""
    county = county or a_county()
    person = an_officer(county.bureau, "申请人")
    session = a_words_session(county, [person])
    sitting = hand_in(session, person, RIGHT)
    for reader in markers_of(session, county, 2):
        for item in (5, 6):
            mark_as(reader, sitting, item, 400)
    mark(sitting_id=sitting.pk, at=AT)
    facts = {"items": [7], "reason": "第7题答到了要点"}
    return file_appeal(sitting_id=sitting.pk, by=actor_for(person), at=AT, **facts)
