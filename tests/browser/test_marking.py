"""Pages after the sitting that need a story of their own: an answer to mark, an appeal, a regrade, a corrected result."""

from __future__ import annotations

import os

import pytest
from django.urls import reverse

from enforcement import clock
from exams.demo_sitting import sit_through
from exams.mark import mark
from exams.marking.apply_regrade import apply_regrade
from exams.marking.file_appeal import file_appeal
from exams.marking.propose_regrade import propose_regrade
from exams.marking.vote_regrade import vote_regrade
from exams.marking.work_out_regrade import work_out_regrade
from exams.models import HumanMark, Sitting
from tests.factories.exams import a_county, actor_for, an_officer, an_open_session, now_session_facts
from tests.factories.exams_marking import (
    RIGHT,
    a_words_session,
    another_administrator,
    correct_key,
    hand_in,
    mark_as,
    markers_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [
    {"phone": False, "language": "en"},
    {"phone": True, "care": True},
]


@pytest.fixture
def shots():
    """Where to keep pictures of the pages, for eyes: the environment's SHOTS, nowhere without it."""
    return os.environ.get("SHOTS", "")


@pytest.fixture
def county():
    return a_county()


def look(browse, faults, path, person, shot=""):
    for n, way in enumerate(WAYS):
        page = browse(path, as_=person, **way)
        assert faults(page) == [], (path, way)
        if shot:
            page.screenshot(path=f"{shot}-{n}.png", full_page=True)


@pytest.fixture
def worded(county):
    """Return a session with answers in words, one of them with two marks that differ too far, and its three markers."""
    people = [an_officer(county.bureau, f"考生{n}") for n in range(2)]
    session = a_words_session(county, people, at=clock.now(), **now_session_facts())
    for person in people:
        hand_in(session, person, RIGHT, clock.now())
    return session, people, markers_of(session, county)


def test_the_pages_of_marking_have_no_fault(browse, faults, county, worded, shots):
    session, people, readers = worded
    sitting = Sitting.objects.get(session=session, candidate__person=people[0])
    for reader, points in zip(readers[:2], (100, 400), strict=True):
        mark_as(reader, sitting, 5, points, clock.now())
    version = session.forms.get().item_versions[5]
    look(browse, faults, reverse("exam_mark_next", args=[session.pk, version]), readers[2], shots and shots + "mark")
    look(browse, faults, reverse("exam_my_marking"), readers[2], shots and shots + "my")
    look(
        browse, faults, reverse("exam_marking", args=[session.pk]) + "?q=考", county.admin, shots and shots + "marking"
    )


def test_a_marker_works_by_keyboard_alone(browse, county, worded):
    session, _people, readers = worded
    version = session.forms.get().item_versions[5]
    page = browse(reverse("exam_mark_next", args=[session.pk, version]), as_=readers[0])
    for points in ("4", "3.5"):
        assert page.evaluate("document.activeElement.name") == "points"
        page.keyboard.type(points)
        with page.expect_navigation():
            page.keyboard.press("Enter")
    assert "没有待您评阅的答案" in page.locator("main").inner_text()
    assert sorted(HumanMark.objects.values_list("points", flat=True)) == [350, 400]


def test_the_pages_of_an_appeal_have_no_fault(browse, faults, county, worded, shots):
    session, people, readers = worded
    sitting = Sitting.objects.get(session=session, candidate__person=people[0])
    for reader in readers[:2]:
        for item in (5, 6):
            mark_as(reader, sitting, item, 300, clock.now())
    mark(sitting_id=sitting.pk, at=clock.now())
    look(browse, faults, reverse("exam_result", args=[sitting.pk]), people[0], shots and shots + "result")
    look(browse, faults, reverse("exam_appeal", args=[sitting.pk]), people[0], shots and shots + "appeal")
    made = file_appeal(
        sitting_id=sitting.pk, by=actor_for(people[0]), at=clock.now(), items=[6, 7], reason="第7题答到了要点"
    )
    look(browse, faults, reverse("exam_appeal_case", args=[made.pk]), county.admin, shots and shots + "case")


def test_the_pages_of_a_regrade_have_no_fault(browse, faults, county, shots):
    now = clock.now()
    people = [an_officer(county.bureau, f"考生{n}") for n in range(5)]
    session = an_open_session(county, people, at=now, forms=1, **now_session_facts())
    for n, person in enumerate(people):
        sit_through(session, person, n / 5, now)
    correct_key(session.forms.get().item_versions[0], status="void_removed", reason="题干表述有歧义")
    look(browse, faults, reverse("exam_regrade_new", args=[session.exam_id]), county.admin, shots and shots + "new")
    made = propose_regrade(exam_id=session.exam_id, by=county.by, at=now, reason="题干表述有歧义")
    work_out_regrade(proposal_id=made.pk, at=now)
    voters = [another_administrator(county) for _ in range(2)]
    look(browse, faults, reverse("exam_regrade", args=[made.pk]), voters[0], shots and shots + "regrade")
    for person in voters:
        vote_regrade(proposal_id=made.pk, by=actor_for(person), at=now, agrees=True)
    apply_regrade(proposal_id=made.pk, at=now)
    sitting = session.sittings.get(candidate__person=people[3])
    look(browse, faults, reverse("exam_result", args=[sitting.pk]), people[3], shots and shots + "corrected")
    look(browse, faults, reverse("exam_results", args=[session.pk]), county.admin, shots and shots + "results")
