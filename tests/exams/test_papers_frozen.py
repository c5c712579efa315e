"""What a bank offers, papers that are frozen and built again, and who gets which."""

from collections import Counter
from datetime import timedelta
from io import StringIO
from itertools import pairwise
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from enforcement.ledger.queries import body_of, history_of
from enforcement.organisation.models import Person
from exams.create_session import PeopleMustMark
from exams.demo_sitting import sit_through
from exams.models import (
    Accommodation,
    Candidate,
    Form,
    GroupVersion,
    Item,
    ItemEnemy,
    ItemGroup,
    ItemStat,
    ItemVersion,
    LawRef,
    Room,
    Session,
    Site,
    Sitting,
)
from exams.open_session import open_session, seat
from exams.papers.blueprint import Blueprint, Row
from exams.papers.dealing import Place, deal
from exams.papers.frozen import frozen
from exams.papers.offered import offered
from exams.papers.solve import solve, still_good
from exams.papers.verify import verify
from exams.register import register
from tests.factories.exams import AT, a_county, a_session, an_exam, an_officer, an_open_session, sitting_of
from tests.factories.exams_papers import PLAN, a_planned_exam, a_planned_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return a_county()


def offer(exam, plan=PLAN, **facts):
    return offered(exam=exam, blueprint=plan, opens_at=AT, **facts)


# --- what the bank offers ---------------------------------------------------------------------------------------------


def test_outdated_retired_and_void_items_are_not_offered(county):
    exam = a_planned_exam(county)
    items = list(Item.objects.order_by("pk"))
    assert len(offer(exam).items) == len(items) == 24
    Item.objects.filter(pk=items[0].pk).update(retired_on=AT.date())
    law = LawRef.objects.get(pk=items[1].current.law_ref_id)
    law.outdated_from = AT.date()
    law.save()
    gone = {i.pk for i in items if i.current.law_ref_id == law.pk} | {items[0].pk}
    found = offer(exam)
    assert {i.item for i in found.items} == {i.pk for i in items} - gone
    assert found.unused == len(gone) - 1, "a retired item belongs to the bank no more"


def test_a_case_is_offered_whole_or_not_at_all(county):
    exam = a_planned_exam(county)
    pair = list(Item.objects.filter(type="single").order_by("pk")[:2])
    group = ItemGroup.objects.create(bank=exam.bank, code="AL-1")
    stem = GroupVersion.objects.create(group=group, number=1, stem="案例", sha256="0" * 64, made_at=AT, made_by="x")
    for order, item in enumerate(pair):
        version = ItemVersion.objects.create(
            item=item, number=9, stem=f"小题{order}", options=item.current.options, law_ref=item.current.law_ref,
            group_version=stem, sha256="1" * 64, made_at=AT, made_by="x",
        )  # fmt: skip
        version.keys.create(number=1, mask=1, made_at=AT, made_by="x")
        Item.objects.filter(pk=item.pk).update(current=version, group=group, group_order=order)
    plan = Blueprint(rows=(Row("case", 1, 300, size=2), Row("single", 3, 100)))
    session = a_session(county, an_exam(county, exam.bank, blueprint=plan, pass_mark=1))
    form = open_session(session_id=session.pk, by=county.by, at=AT).forms.get(number=1)
    assert (form.points, len(form.item_versions)) == (900, 5)
    assert [i.case for i in solve(session=session, seed=1)[0][-1][:1]] == [group.pk]
    LawRef.objects.filter(pk=pair[0].current.law_ref_id).update(outdated_from=AT.date())
    assert group.pk not in {i.case for i in offer(exam).items}


def test_difficulty_is_what_enough_candidates_showed(county):
    exam = a_planned_exam(county)
    version = Item.objects.order_by("pk").first().current
    before = {i.id: i.difficulty for i in offer(exam).items}[version.pk]
    for candidates, p in ((60, 0.9), (60, 0.3)):
        session = a_session(county, exam)
        ItemStat.objects.create(
            session=session, item_version=version, candidates=candidates, forms=1, figures={"p": p}, made_at=AT
        )
    assert {i.id: i.difficulty for i in offer(exam).items}[version.pk] == 300, "0.6 of 120"
    unseen = Blueprint(rows=PLAN.rows, observed=False)
    assert {i.id: i.difficulty for i in offer(exam, unseen).items}[version.pk] == before
    ItemStat.objects.filter(candidates=60).update(candidates=40)
    assert {i.id: i.difficulty for i in offer(exam).items}[version.pk] == before, "80 are not enough"
    ItemStat.objects.update(figures={"p": None}, candidates=500)
    assert {i.id: i.difficulty for i in offer(exam).items}[version.pk] == before


def test_sessions_near_by_count_as_uses_and_the_session_itself_does_not(county):
    exam = a_planned_exam(county)
    session = open_session(session_id=a_session(county, exam, forms=1).pk, by=county.by, at=AT)
    used = set(Form.objects.get().item_versions)
    plan = Blueprint(rows=PLAN.rows, rest_sessions=1, rest_days=30)
    assert {i.id for i in offer(exam, plan).items if i.uses} == used
    assert not any(i.uses for i in offer(exam, plan, but_session=session.pk).items)
    Session.objects.update(opens_at=AT - timedelta(days=31))
    assert not any(i.uses for i in offer(exam, plan).items)


def test_enemies_of_the_bank_never_meet(county):
    exam = a_planned_exam(county)
    singles = list(Item.objects.filter(type="single").order_by("pk"))
    pairs = [(a, b) for n, a in enumerate(singles) for b in singles[n + 1 :] if n < 3]
    for a, b in pairs:
        ItemEnemy.objects.create(first=a, second=b, made_at=AT, made_by="x")
    session = open_session(session_id=a_session(county, exam, forms=3).pk, by=county.by, at=AT)
    apart = [{a.current_id, b.current_id} for a, b in pairs]
    assert not any(pair <= set(form.item_versions) for form in session.forms.all() for pair in apart)


# --- frozen and built again -------------------------------------------------------------------------------------------


def test_items_carry_the_points_of_their_rows_and_results_count_by_them(county):
    person = an_officer(county.bureau)
    session = a_planned_session(county)
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[person.pk])
    open_session(session_id=session.pk, by=county.by, at=AT)
    assert {form.points for form in session.forms.all()} == {900}
    session.refresh_from_db()
    result = sit_through(session, person, 1.0, AT)
    assert (result.points, result.total) == (900, 900)
    assert sorted(result.item_points) == [50, 50, 100, 100, 100, 100, 200, 200]


def test_every_paper_can_be_built_again_and_a_change_is_found(county):
    people = [an_officer(county.bureau) for _ in range(3)]
    session = an_open_session(county, people, exam=a_planned_exam(county))
    for person in people[:2]:
        sit_through(session, person, 0.5, AT)
    done = verify(session_id=session.pk)
    assert (done.forms, done.papers, done.results, done.faults) == (2, 3, 2, [])
    out = StringIO()
    call_command("verify_papers", session.pk, stdout=out)
    assert "2 forms, 3 papers, 2 results compared, 0 faults" in out.getvalue()
    with pytest.raises(CommandError, match="No papers"):
        call_command("verify_papers", session.pk + 1)
    Sitting.objects.filter(candidate__person=people[0]).update(seed=7, answers=[0] * 3)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE exams_form SET content = replace(content, '100', '101') WHERE number = 1")
        cursor.execute("SET session_replication_role = DEFAULT")
    text = " ".join(verify(session_id=session.pk).faults)
    assert "form 1: its content has another hash" in text
    assert "built again it is" in text
    assert "places for 3 answers" in text
    with pytest.raises(CommandError, match="faults"):
        call_command("verify_papers", stdout=StringIO(), stderr=StringIO())


def test_the_opening_records_seed_hashes_and_difficulties(county):
    session = an_open_session(county, exam=a_planned_exam(county))
    body = body_of(history_of(f"exam_session:{session.pk}").last())
    shown = frozen(session)
    assert [p["difficulty"] for p in shown["papers"]] == body["difficulty"]
    assert dict(shown["hashes"]) == {int(n): sha256 for n, sha256 in body["forms"].items()}
    assert {p["points"] for p in shown["papers"]} == {900}
    assert solve(session=session, seed=body["seed"]), "the plan can be solved again with the seed"


def test_papers_put_together_beforehand_are_used_only_while_the_bank_is_the_same(county):
    session = a_planned_session(county)
    solved = solve(session=session, seed=5)
    assert still_good(session, solved)
    assert not still_good(session, solved[:1])
    taken = solved[0][0][0]
    Item.objects.filter(pk=taken.item).update(retired_on=AT.date())
    assert not still_good(session, solved)
    done = open_session(session_id=session.pk, by=county.by, at=AT, seed=5, solved=solved)
    assert all(taken.id not in form.item_versions for form in done.forms.all())


def test_a_case_with_words_in_it_is_not_opened_with_results_at_once(county, monkeypatch):
    session = a_planned_session(county, release_at_once=True)
    from dataclasses import replace

    from exams import open_session as module

    def worded(**facts):
        return [tuple((replace(i, type="short_answer"), p) for i, p in paper) for paper in solve(**facts)]

    monkeypatch.setattr(module, "solve", worded)
    with pytest.raises(PeopleMustMark):
        open_session(session_id=session.pk, by=county.by, at=AT)
    assert (Session.objects.get().state, Form.objects.count()) == ("draft", 0)


# --- who gets which ---------------------------------------------------------------------------------------------------


@given(
    rooms=st.lists(st.integers(0, 30), min_size=1, max_size=4),
    loose=st.integers(0, 20),
    papers=st.integers(1, 6),
    seed=st.integers(0, 9999),
    late=st.integers(0, 5),
)
@settings(max_examples=60, deadline=None)
def test_neighbours_get_different_papers_and_all_are_used_alike(rooms, loose, papers, seed, late):
    seats = [(room, number) for room, size in enumerate(rooms, start=1) for number in range(1, size + 1)]
    places = [Place(n, *place) for n, place in enumerate(seats)] + [Place(500 + n) for n in range(loose)]
    gaps, first = places[:late], places[late:]
    found = deal(places=first, papers=papers, chance=Random(seed), sitting={}, used=Counter())
    sitting = {(p.room, p.seat): found[p.candidate] for p in first if p.room}
    used = Counter(found.values())
    found |= deal(places=gaps, papers=papers, chance=Random(seed + 1), sitting=sitting, used=used)
    assert found.keys() == {p.candidate for p in places}
    if papers > 2:
        for (a, b), (x, y) in zip(pairwise(seats), pairwise(range(len(seats))), strict=True):
            assert a[0] != b[0] or found[x] != found[y]
    counts = Counter(found.values())
    assert max(counts.values(), default=0) - min((counts[n] for n in range(papers)), default=0) <= 3


def test_seated_candidates_get_other_papers_than_their_neighbours_and_the_time_granted(county):
    people = [an_officer(county.bureau) for _ in range(6)]
    session = a_planned_session(county, forms=3)
    register(session_id=session.pk, by=county.by, at=AT, person_ids=[p.pk for p in people])
    room = Room.objects.create(
        site=Site.objects.create(agency=county.justice, name="考点", address="x"), name="一", seats=9
    )
    for number, candidate in enumerate(Candidate.objects.order_by("-pk"), start=1):
        candidate.room, candidate.seat = room, number
        candidate.save()
    helped = Candidate.objects.first()
    Accommodation.objects.create(
        candidate=helped, minutes=10, percent=50, state="granted", reason="x", asked_at=AT, asked_by=people[0],
        decided_at=AT, decided_by=people[1],
    )  # fmt: skip
    open_session(session_id=session.pk, by=county.by, at=AT)
    order = list(Sitting.objects.order_by("candidate__seat").values_list("form_id", flat=True))
    assert len(order) == 6
    assert all(a != b for a, b in pairwise(order))
    assert sorted(Counter(order).values()) == [2, 2, 2]
    assert Sitting.objects.get(candidate=helped).extra_seconds == 600 + 1800
    assert set(Sitting.objects.exclude(candidate=helped).values_list("extra_seconds", flat=True)) == {0}


def test_seats_are_written_with_three_statements_however_many_there_are(county, django_assert_num_queries):
    session = an_open_session(county, exam=a_planned_exam(county))
    people = Person.objects.bulk_create([Person(username=f"mass{n}", name="甲", password="!") for n in range(60)])
    made = Candidate.objects.bulk_create(
        Candidate(session=session, person=p, agency=county.bureau, eligibility={}, registered_at=AT, registered_by="x")
        for p in people
    )
    for some in (made[:1], made[1:]):
        with django_assert_num_queries(3):
            seat(session=session, candidates=some)
    assert Sitting.objects.values("seed").distinct().count() == 60
    assert sitting_of(session, people[3]).answers == [0] * 8
    assert sorted(Counter(Sitting.objects.values_list("form_id", flat=True)).values()) == [30, 30]
