"""Answers in words: two marks unseen by each other, a third where they differ, and a result when all are there."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcement.actor import SYSTEM
from enforcement.errors import NotAllowed, NotFound
from enforcement.ledger.queries import body_of, faults, history_of
from enforcement.organisation.set_parameter import set_parameter
from exams.mark import mark
from exams.marking.agreement import agreement, next_part, settled, too_far
from exams.marking.grading import WaitsForMarkers
from exams.marking.in_words import questions_in_words, written
from exams.marking.mark_answer import MarkedAlready, NotToBeRead, OwnAgency, PointsOutOfRange
from exams.marking.mark_waiting import mark_waiting
from exams.marking.name_marker import CandidateMarks, HasMarked, MarkerAlready, dismiss_marker, name_marker
from exams.marking.next_answer import next_answer
from exams.marking.progress import progress_of
from exams.models import HumanMark, KeyVersion, Marker, Result
from tests.factories.exams import AT, a_county, a_session, actor_for, an_officer, minutes
from tests.factories.exams_marking import RIGHT, a_words_session, form_of, hand_in, mark_as, markers_of

AFTER = AT + minutes(90)
points = st.integers(0, 1000)
limits = st.integers(0, 100)


@given(first=points, second=points, percent=limits)
def test_two_marks_that_agree_count_with_their_mean_rounded_down(first, second, percent):
    marks = {"first": first, "second": second}
    found = settled(marks=marks, full=1000, percent=percent)
    assert (found is None) == (abs(first - second) > 10 * percent)
    assert next_part(marks=marks, full=1000, percent=percent) == ("deciding" if found is None else "")
    if found is not None:
        assert min(first, second) <= found <= max(first, second)
        assert found == (first + second) // 2


@given(first=points, second=points, third=points, percent=limits)
def test_the_deciding_mark_counts_alone_and_that_after_an_appeal_before_it(first, second, third, percent):
    marks = {"first": first, "second": second, "deciding": third}
    assert settled(marks=marks, full=1000, percent=percent) == third
    assert settled(marks={**marks, "appeal": 7}, full=1000, percent=percent) == 7
    assert next_part(marks=marks, full=1000, percent=percent) == ""


def test_one_mark_settles_nothing_and_agreement_is_counted():
    assert settled(marks={"first": 5}, full=10, percent=100) is None
    assert [next_part(marks=m, full=10, percent=0) for m in ({}, {"first": 5})] == ["first", "second"]
    found = agreement(pairs=[(100, 120, 100), (100, 121, 100), (50, 50, 500)], percent=20)
    assert (found.pairs, found.within, found.percent, found.mean_difference) == (3, 2, 66, 13)
    assert agreement(pairs=[], percent=20).percent is None
    assert too_far(first=0, second=201, full=1000, percent=20)
    assert not too_far(first=0, second=200, full=1000, percent=20)


@pytest.fixture
def county(transactional_db):
    return a_county()


@pytest.fixture
def people(county):
    return [an_officer(county.bureau) for _ in range(2)]


@pytest.fixture
def session(county, people):
    return a_words_session(county, people)


@pytest.fixture
def sitting(session, people):
    return hand_in(session, people[0], RIGHT)


@pytest.fixture
def markers(session, county):
    return markers_of(session, county)


def refused(kind, *args):
    before = HumanMark.objects.count()
    with pytest.raises(kind):
        mark_as(*args)
    assert HumanMark.objects.count() == before


def test_two_marks_settle_an_answer_and_the_paper_is_marked_with_their_mean(sitting, markers):
    with pytest.raises(WaitsForMarkers):
        mark(sitting_id=sitting.pk, at=AFTER)
    assert mark_waiting(at=AFTER) == 0
    made = [mark_as(person, sitting, 5, got) for person, got in zip(markers, (400, 455), strict=False)]
    assert [row.part for row in made] == ["first", "second"]
    assert mark_waiting(at=AFTER) == 0
    for person in markers[1:]:
        mark_as(person, sitting, 6, 1000)
    assert mark_waiting(at=AFTER) == 1
    result = Result.objects.get()
    assert result.item_points == [100, 100, 200, 100, 300, 427, 1000]
    assert (result.points, result.total, result.passed) == (2227, 2300, True)
    assert list(faults()) == []


def test_where_two_differ_too_far_a_third_decides(sitting, markers):
    mark_as(markers[0], sitting, 5, 100)
    mark_as(markers[1], sitting, 5, 201)
    refused(MarkedAlready, markers[0], sitting, 5, 150)
    assert mark_as(markers[2], sitting, 5, 180).part == "deciding"
    for person in markers[:2]:
        mark_as(person, sitting, 6, 500)
    assert mark(sitting_id=sitting.pk, at=AFTER).item_points[5:] == [180, 500]


def set_(county, code, value, day):
    set_parameter(agency=county.justice, by=SYSTEM, at=AT, code=code, value=value, from_on=day, source="试验文件1号")


def test_the_limit_is_that_of_the_day_of_the_second_mark(county, sitting, markers):
    set_(county, "exam.marking_difference", 1, AT.date() + timedelta(days=1))
    later = AT + timedelta(days=1)
    mark_as(markers[0], sitting, 5, 100)
    mark_as(markers[1], sitting, 5, 200)
    refused(MarkedAlready, markers[2], sitting, 5, 150, later)
    mark_as(markers[0], sitting, 6, 100, later)
    mark_as(markers[1], sitting, 6, 200, later)
    assert mark_as(markers[2], sitting, 6, 150, later).part == "deciding"


def test_every_mark_is_on_the_ledger(sitting, markers):
    mark_as(markers[0], sitting, 5, 425)
    entry = history_of(f"sitting:{sitting.pk}").last()
    assert (entry.verb, entry.actor["person_id"]) == ("exam.mark_answer", markers[0].pk)
    body = body_of(entry)
    assert (body["item"], body["part"], body["points"], body["of"]) == (5, "first", 425, 500)


def test_marks_that_nobody_may_give_change_nothing(county, session, people, sitting, markers):
    stranger = an_officer(county.justice)
    refused(NotFound, stranger, sitting, 5, 100)
    refused(NotFound, markers[0], sitting, 7, 100)
    refused(NotToBeRead, markers[0], sitting, 0, 100)
    refused(PointsOutOfRange, markers[0], sitting, 5, 501)
    refused(PointsOutOfRange, markers[0], sitting, 5, -1)
    still_sitting = session.sittings.get(candidate__person=people[1])
    refused(NotToBeRead, markers[0], still_sitting, 5, 100)
    mark_as(markers[0], sitting, 5, 100)
    refused(MarkedAlready, markers[0], sitting, 5, 100)
    mark_as(markers[1], sitting, 5, 100)
    refused(MarkedAlready, markers[2], sitting, 5, 100)


def test_nothing_is_marked_once_there_is_a_result(session, people, markers):
    empty = hand_in(session, people[1], {**RIGHT, 5: " ", 6: ""})
    assert mark(sitting_id=empty.pk, at=AFTER).points == 800
    refused(NotToBeRead, markers[0], empty, 5, 100)


def test_nobody_reads_their_own_agency_unless_the_setting_says_so(county, session, sitting):
    colleague = an_officer(county.bureau)
    name_marker(session_id=session.pk, by=county.by, at=AT, person_id=colleague.pk)
    refused(OwnAgency, colleague, sitting, 5, 100)
    question = questions_in_words(session)[0]
    assert next_answer(session=session, question=question, person_id=colleague.pk, at=AT) is None
    set_(county, "exam.marking_own_agency", True, AT.date())
    assert next_answer(session=session, question=question, person_id=colleague.pk, at=AT).sitting_id == sitting.pk
    assert mark_as(colleague, sitting, 5, 100).part == "first"


def test_a_marker_gets_answers_without_a_name_and_those_with_one_mark_first(session, people, sitting, markers):
    other = hand_in(session, people[1], RIGHT)
    question = questions_in_words(session)[0]
    assert (question.forms, written(session.pk)) == ({form_of(session).pk: (5, 500)}, 4)

    def given(person, after=0):
        return next_answer(session=session, question=question, person_id=person.pk, at=AT, after=after)

    mark_as(markers[0], other, 5, 100)
    assert given(markers[0]).sitting_id == sitting.pk
    found = given(markers[1])
    assert (found.sitting_id, found.part, found.text, found.before) == (other.pk, "second", RIGHT[5], ())
    assert given(markers[1], after=1).sitting_id == sitting.pk
    assert given(markers[1], after=2) is None
    mark_as(markers[1], other, 5, 300)
    deciding = given(markers[2])
    assert (deciding.part, [row.points for row in deciding.before]) == ("deciding", [100, 300])
    mark_as(markers[2], other, 5, 250)
    assert given(markers[2]).sitting_id == sitting.pk


def test_empty_answers_and_settled_ones_are_given_to_nobody(session, people, markers):
    sitting = hand_in(session, people[0], {**RIGHT, 5: " "})
    first, second = questions_in_words(session)
    assert next_answer(session=session, question=first, person_id=markers[0].pk, at=AT) is None
    for person, got in zip(markers, (500, 520), strict=False):
        mark_as(person, sitting, 6, got)
    assert next_answer(session=session, question=second, person_id=markers[2].pk, at=AT) is None


def test_a_void_question_needs_no_reader(county, session, sitting, markers):
    versions = [question.version_id for question in questions_in_words(session)]
    for pk in versions:
        KeyVersion.objects.create(
            item_version_id=pk, number=2, texts={"guide": ""}, status="void_full_marks", made_at=AT, made_by="x"
        )
    assert questions_in_words(session) == []
    assert mark_waiting(at=AFTER) == 1
    assert Result.objects.get().points == 2300


def test_progress_counts_answers_marks_and_how_well_markers_agree(session, people, sitting, markers):
    other = hand_in(session, people[1], RIGHT)
    for person, got in zip(markers[:2], (400, 420), strict=True):
        mark_as(person, sitting, 5, got)
    for person, got in zip(markers[:2], (100, 400), strict=True):
        mark_as(person, other, 5, got)
    mark_as(markers[0], sitting, 6, 700)
    found = progress_of(session, 20)
    assert (found.written, found.settled) == (4, 1)
    assert [(i.one, i.apart, i.settled) for i in found.items] == [(0, 1, 1), (1, 0, 0)]
    assert (found.agreement.pairs, found.agreement.within, found.agreement.mean_difference) == (2, 1, 160)
    mine = found.markers[markers[0].pk]
    assert (mine.marks, mine.mean_percent, mine.agreement.percent) == (3, 60, 50)
    mark_as(markers[2], other, 5, 300)
    assert [i.settled for i in progress_of(session, 20).items] == [2, 0]


def test_markers_are_named_and_dismissed_on_the_ledger(county, session, people):
    person = an_officer(county.justice)
    name_marker(session_id=session.pk, by=county.by, at=AT, person_id=person.pk)
    assert history_of(f"exam_session:{session.pk}").last().verb == "exam.name_marker"
    for kind, pk in ((MarkerAlready, person.pk), (CandidateMarks, people[0].pk), (NotFound, 0)):
        with pytest.raises(kind):
            name_marker(session_id=session.pk, by=county.by, at=AT, person_id=pk)
    with pytest.raises(NotAllowed):
        name_marker(session_id=session.pk, by=actor_for(person), at=AT, person_id=person.pk)
    dismiss_marker(session_id=session.pk, by=county.by, at=AT, person_id=person.pk)
    assert history_of(f"exam_session:{session.pk}").last().verb == "exam.dismiss_marker"
    assert not Marker.objects.exists()
    with pytest.raises(NotFound):
        dismiss_marker(session_id=session.pk, by=county.by, at=AT, person_id=person.pk)


def test_who_has_marked_stays_a_marker(county, session, sitting, markers):
    mark_as(markers[0], sitting, 5, 100)
    with pytest.raises(HasMarked):
        dismiss_marker(session_id=session.pk, by=county.by, at=AT, person_id=markers[0].pk)
    assert a_session(county).markers.count() == 0
